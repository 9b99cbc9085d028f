import type { OfflineAlert } from '../api/client.ts'
import { formatDay } from '../i18n/format.ts'

export type OfflineForm = {
  narrative: string
  address: string
  callerName: string
  callerPhone: string
  isAnonymous: boolean
  by: 'phone' | 'paper'
  severity: string
  exercise: boolean
}

export const emptyForm: OfflineForm = {
  narrative: '',
  address: '',
  callerName: '',
  callerPhone: '',
  isAnonymous: false,
  by: 'phone',
  severity: '',
  exercise: false,
}

/** A number of our own for what has none: made once a form, so that sending it twice is one alert. */
export const offlineNo = (nowMs: number, random: string): string =>
  `OFF-${formatDay(nowMs).replaceAll('-', '')}-${random.replaceAll('-', '').slice(0, 12)}`

/** `toAlert` is the form as an alert (contract.md); what was left empty is left out, what was said stays as said. */
export function toAlert(form: OfflineForm, externalNo: string, reportedAt: string): OfflineAlert {
  const caller = {
    ...(form.callerName.trim() && !form.isAnonymous ? { name: form.callerName.trim() } : {}),
    ...(form.callerPhone.trim() ? { phone: form.callerPhone.trim() } : {}),
    ...(form.isAnonymous ? { anonymous: true } : {}),
  }
  return {
    externalNo,
    narrative: form.narrative.trim(),
    reportedAt,
    ...(form.address.trim() ? { address: form.address.trim() } : {}),
    ...(Object.keys(caller).length > 0 ? { caller } : {}),
    sourceCategory: form.by,
    ...(form.severity === '' ? {} : { severity: Number(form.severity) as 1 | 2 | 3 | 4 }),
    ...(form.exercise ? { exercise: true } : {}),
  }
}
