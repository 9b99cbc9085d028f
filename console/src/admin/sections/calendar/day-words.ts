import type { DayFact } from '@liandong/shared/clocks/calendar.ts'
import { startOfDay } from '@liandong/shared/clocks/day.ts'
import { formatWeekday } from '../../../i18n/format.ts'
import type { Translate } from '../../../i18n/language.ts'
import type { Language } from '../../../i18n/messages.ts'

export const isMarked = ({ kind }: DayFact): boolean => kind === 'holiday' || kind === 'makeUp'

export const markOf = ({ kind }: DayFact): 'admin.calendar.mark.off' | 'admin.calendar.mark.makeUp' =>
  kind === 'holiday' ? 'admin.calendar.mark.off' : 'admin.calendar.mark.makeUp'

/** `放假（国庆节）`, `调休上班（国庆节）`, `工作日`. */
export function kindWords({ kind, name }: DayFact, t: Translate): string {
  const word = t(`admin.calendar.kind.${kind}`)
  return name === null ? word : t('admin.calendar.named', { word, name })
}

/** `2026-10-01 星期四 放假（国庆节）` */
export const dayWords = (fact: DayFact, t: Translate, language: Language): string =>
  `${fact.day} ${formatWeekday(startOfDay(fact.day), language)} ${kindWords(fact, t)}`
