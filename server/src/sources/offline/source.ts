import type { SourceKind } from '../alert-draft.ts'
import { readAlert } from '../read-alert.ts'

/** 派出所线下联动 (D26): handed over by phone or on paper, typed at the desk. */
export const offline: SourceKind = {
  id: 'offline',
  label: { zh: '派出所线下联动', en: 'Police station, offline' },
  channel: 'offline',
  normalise: readAlert,
}
