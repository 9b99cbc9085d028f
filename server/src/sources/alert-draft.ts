import type { Channel } from '@liandong/shared/cases/incident/state.ts'
import type { AlertCaller, AlertWarning } from '@liandong/shared/wire/alert.ts'

/** An alert as a source's words give it: what is missing is null and named in the warnings. */
export type AlertDraft = {
  externalNo: string
  narrative: string
  address: string | null
  location: { lat: number; lon: number } | null
  caller: AlertCaller | null
  sourceCategory: string | null
  severity: 1 | 2 | 3 | 4 | null
  reportedAt: number | null
  exercise: boolean
  warnings: AlertWarning[]
}

export type FieldError = { pointer: string; message: string }

/** Not an alert: nothing that could be acted on, and why, by field. */
export type Unreadable = { errors: FieldError[] }

/**
 * A kind of source: a folder of its own and a line in index.ts. `normalise` is pure: the parsed body and the time of
 * receipt in, a draft or the reasons out.
 */
export type SourceKind = {
  id: string
  label: { zh: string; en: string }
  channel: Channel
  normalise: (body: unknown, receivedAt: number) => AlertDraft | Unreadable
}
