import { expect, it } from 'vitest'
import type { Translate } from '../i18n/language.ts'
import { dueWords } from './rota-words.ts'

const t = ((key: string, values?: Record<string, string>) => [key, values?.by].filter(Boolean).join(' ')) as Translate
const filledAt = '2026-11-24T11:40:00.000Z'

it.each([
  ['2026-11-24T11:40:00.000Z', 'rota.handover.overdue 11-24 24:00'],
  ['2026-11-23T16:00:00.000Z', 'rota.handover.overdue 11-23 24:00'],
  ['2026-11-24T16:00:00.000Z', 'rota.handover.dueToday 11-24 24:00'],
  ['2026-11-25T16:00:00.000Z', 'rota.handover.due 11-25 24:00'],
  [null, 'rota.handover.dueUnknown'],
])('§3.9: a ticket due at %s stands on the sheet as %s', (dueAt, words) => {
  expect(dueWords(dueAt, filledAt, t)).toBe(words)
})
