import { contactOf } from '@liandong/shared/duty/contact.ts'
import { formatAge } from '../i18n/format.ts'
import type { Translate } from '../i18n/language.ts'

/** `联络 3 分钟前`, `失联 42 分钟`: whether an order will be heard, before it is given. */
export function contactWords(lastContactAt: string | null | undefined, now: number, t: Translate): string {
  const contact = contactOf(lastContactAt, now)
  if (contact.kind === 'never') return t('case.contact.never')
  if (contact.kind === 'heard') return t('case.contact.heard', { age: formatAge(t, contact.ageMs) })
  return t('case.contact.lost', { n: Math.floor(contact.ageMs / 60_000) })
}
