import { calendarChanges, type CalendarYears } from '@liandong/shared/clocks/calendar.ts'
import { startOfDay } from '@liandong/shared/clocks/day.ts'
import { formatWeekday } from '../../../i18n/format.ts'
import { useLanguage, useT } from '../../../i18n/language.ts'
import { kindWords } from './day-words.ts'

/** Which days another calendar would say otherwise. */
export function ChangeList({ before, after }: { before: CalendarYears; after: CalendarYears }) {
  const t = useT()
  const language = useLanguage()
  const changes = calendarChanges(before, after)
  if (changes.length === 0) return <p className="calendar__note">{t('admin.calendar.noChange')}</p>
  return (
    <details className="calendar__changes">
      <summary>{t('admin.calendar.changes', { n: changes.length })}</summary>
      <ul>
        {changes.map((one) => (
          <li key={one.day}>
            {one.day} {formatWeekday(startOfDay(one.day), language)}：{kindWords(one.before, t)} →{' '}
            <b>{kindWords(one.after, t)}</b>
          </li>
        ))}
      </ul>
    </details>
  )
}
