import type { SourceKind } from '../alert-draft.ts'
import { readAlert } from '../read-alert.ts'

/** 110社会应急联动指挥平台 (D23): speaks the alert of contract.md as it stands. */
export const platform110: SourceKind = {
  id: 'platform-110',
  label: { zh: '110 联动平台', en: '110 linkage platform' },
  channel: 'platform',
  normalise: readAlert,
}
