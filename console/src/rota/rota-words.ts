import { toMs } from '@liandong/shared/time.ts'
import type { GapView, RotaEntryView } from '@liandong/shared/wire/duty.ts'
import { formatDay, formatEndOfDay, formatTime } from '../i18n/format.ts'
import type { Translate } from '../i18n/language.ts'
import { isMessageKey } from '../i18n/messages.ts'

/** `11-24 20:00`: within a year the year is noise. */
export const shortInstant = (at: string | number): string => `${formatDay(at).slice(5)} ${formatTime(at)}`

/** 已超期, 今日到期, or by which day; as it was when the sheet was filled. */
export function dueWords(dueAt: string | null, filledAt: string, t: Translate): string {
  if (dueAt === null) return t('rota.handover.dueUnknown')
  const by = formatEndOfDay(dueAt).slice(5)
  if (toMs(dueAt) <= toMs(filledAt)) return t('rota.handover.overdue', { by })
  return by.slice(0, 5) === formatDay(filledAt).slice(5)
    ? t('rota.handover.dueToday', { by })
    : t('rota.handover.due', { by })
}

export const postWord = (post: string | null, t: Translate): string => {
  const key = `rota.post.${post}`
  return post !== null && isMessageKey(key) ? t(key) : ''
}

export const gapLine = (gap: GapView, t: Translate): string =>
  t('rota.gap.line', { place: gap.organisation, post: postWord(gap.post, t), n: gap.missing })

export const spanWords = ({ fromAt, untilAt }: { fromAt: string; untilAt: string | null }, t: Translate): string =>
  untilAt === null
    ? t('rota.gap.from', { from: shortInstant(fromAt) })
    : t('rota.gap.span', { from: shortInstant(fromAt), until: shortInstant(untilAt) })

export const entryLine = (entry: RotaEntryView, t: Translate): string =>
  [
    t('rota.entry.line', {
      unit: entry.unit,
      kind: t(`rota.kind.${entry.kind}`),
      from: shortInstant(entry.fromAt),
      until: shortInstant(entry.untilAt),
    }),
    entry.otherUnit === null ? '' : t('rota.entry.with', { unit: entry.otherUnit }),
    entry.backFromAt === null || entry.backUntilAt === null
      ? ''
      : t('rota.entry.back', { from: shortInstant(entry.backFromAt), until: shortInstant(entry.backUntilAt) }),
  ]
    .filter(Boolean)
    .join(' · ')

export const stateWord = (entry: Pick<RotaEntryView, 'kind' | 'state'>, t: Translate): string =>
  t(entry.kind === 'swap' && entry.state === 'asked' ? 'rota.state.waits' : `rota.state.${entry.state}`)
