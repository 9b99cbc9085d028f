import { z } from 'zod'
import { dutyField, idField, versionField } from '../people/forms.ts'
import { DAY_MS, MINUTE_MS, toMs } from '../time.ts'

/** What people write down about the rota; the pages and the spreadsheet obey the same. */

const LONGEST_DAYS = 92
const EARLIEST = toMs('2000-01-01T00:00:00Z')
const LATEST = toMs('2100-01-01T00:00:00Z')

const instantField = z.iso
  .datetime({ offset: true })
  .refine((iso) => toMs(iso) >= EARLIEST && toMs(iso) < LATEST, {
    error: 'not in the years 2000 to 2099',
    params: { zh: '年份须在 2000 至 2099 之间' },
  })
  .refine((iso) => toMs(iso) % MINUTE_MS === 0, { error: 'a whole minute', params: { zh: '须精确到整分钟' } })

const isOrdered = ({ fromAt, untilAt }: { fromAt: string; untilAt: string }): boolean => toMs(fromAt) < toMs(untilAt)
const isShort = ({ fromAt, untilAt }: { fromAt: string; untilAt: string }): boolean =>
  toMs(untilAt) - toMs(fromAt) <= LONGEST_DAYS * DAY_MS
const ORDERED = { error: 'must end after it begins', params: { zh: '结束时间须晚于开始时间' }, path: ['untilAt'] }
const SHORT = { error: `at most ${LONGEST_DAYS} days`, params: { zh: `最长 ${LONGEST_DAYS} 天` }, path: ['untilAt'] }

const reasonField = z
  .string()
  .trim()
  .refine((text) => text.length >= 2, { error: 'say why', params: { zh: '请写明事由（至少 2 个字）' } })
  .refine((text) => text.length <= 200, { error: 'at most 200 characters', params: { zh: '最多 200 个字' } })

const spanForm = z
  .strictObject({ fromAt: instantField, untilAt: instantField })
  .refine(isOrdered, ORDERED)
  .refine(isShort, SHORT)

const base = { unitId: idField, fromAt: instantField, untilAt: instantField, reason: reasonField }

export const entryForm = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...base, kind: z.literal('on'), organisationId: idField.nullable().default(null) }),
    z.strictObject({ ...base, kind: z.literal('leave') }),
    z.strictObject({
      ...base,
      kind: z.literal('swap'),
      otherUnitId: idField,
      /** What is given for it in return. */
      back: spanForm.nullable().default(null),
    }),
  ])
  .refine(isOrdered, ORDERED)
  .refine(isShort, SHORT)
  .refine((form) => form.kind !== 'swap' || form.otherUnitId !== form.unitId, {
    error: 'a swap is with somebody else',
    params: { zh: '不能与自己换班' },
    path: ['otherUnitId'],
  })
export type EntryForm = z.output<typeof entryForm>

export const decisionForm = z.strictObject({
  version: versionField,
  /** Why a gap is taken into the bargain, or why it is refused. */
  reason: reasonField.nullable().default(null),
})

const MOST_DAYS = 31
export const cycleForm = z.strictObject({
  version: versionField,
  cycle: z
    .strictObject({
      anchor: z.iso.date(),
      days: z.array(dutyField).min(1).max(MOST_DAYS),
    })
    .nullable(),
})

export const needForm = z.strictObject({
  organisationId: idField,
  post: z.enum(['leader', 'operator']).nullable(),
  atLeast: z.int().min(1).max(50),
  fromMinute: z.int().min(0).max(1_439),
  toMinute: z.int().min(0).max(1_440),
})
export type NeedForm = z.output<typeof needForm>
