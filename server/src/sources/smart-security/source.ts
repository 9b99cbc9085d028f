import type { SourceKind } from '../alert-draft.ts'
import { readAlert } from '../read-alert.ts'

/** 智慧安防 (A14): alarms of sensors and cameras. */
export const smartSecurity: SourceKind = {
  id: 'smart-security',
  label: { zh: '智慧安防', en: 'Smart security' },
  channel: 'device',
  normalise: readAlert,
}
