import { useState, type KeyboardEvent } from 'react'
import { dayFact, type CalendarYears, type DayFact } from '@liandong/shared/clocks/calendar.ts'
import { addDays, weekdayOf } from '@liandong/shared/clocks/day.ts'
import { useLanguage, useT } from '../../../i18n/language.ts'
import { dayWords, isMarked, markOf } from './day-words.ts'

const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'))
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

const daysOf = (calendar: CalendarYears, month: string): DayFact[] => {
  const days: DayFact[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(dayFact(calendar, day))
  return days
}

/**
 * Twelve months; 休 on a filled square, 班 in an outlined one. One stop of the Tab key, arrows go from mark to mark, and
 * the line below says what the day is.
 */
export function YearGrid({ calendar, year }: { calendar: CalendarYears; year: number }) {
  const t = useT()
  const language = useLanguage()
  const months = MONTHS.map((month) => daysOf(calendar, `${year}-${month}`))
  const marked = months.flat().filter(isMarked)
  const [at, setAt] = useState<string>()
  const stop = at ?? marked[0]?.day
  const shown = marked.find((one) => one.day === at)
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    const next = step && marked[marked.findIndex((one) => one.day === stop) + step]
    if (!next) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLElement>(`[data-day="${next.day}"]`)?.focus()
  }
  return (
    <div className="year-grid">
      <div className="year-grid__months" role="group" aria-label={t('admin.calendar.grid', { year })} onKeyDown={move}>
        {months.map((days, i) => (
          <div key={MONTHS[i]} className="year-grid__month">
            <p className="year-grid__name">{t('admin.calendar.month', { n: i + 1 })}</p>
            <div className="year-grid__days">
              {WEEKDAYS.map((n) => (
                <span key={n} className="year-grid__weekday" aria-hidden="true">
                  {t(`admin.calendar.weekday${n}`)}
                </span>
              ))}
              {days.map((fact, n) => {
                const column = n === 0 ? { gridColumnStart: weekdayOf(fact.day) } : undefined
                const number = Number(fact.day.slice(8))
                if (!isMarked(fact))
                  return (
                    <span key={fact.day} style={column} className={`year-grid__day is-${fact.kind}`}>
                      {number}
                    </span>
                  )
                return (
                  <button
                    key={fact.day}
                    type="button"
                    style={column}
                    data-day={fact.day}
                    className={`year-grid__day is-${fact.kind}`}
                    tabIndex={fact.day === stop ? 0 : -1}
                    title={dayWords(fact, t, language)}
                    onFocus={() => setAt(fact.day)}
                    onClick={() => setAt(fact.day)}
                  >
                    <span aria-hidden="true">
                      {number}
                      <i>{t(markOf(fact))}</i>
                    </span>
                    <span className="visually-hidden">{dayWords(fact, t, language)}</span>
                  </button>
                )
              })}
            </div>
          </div>
        ))}
      </div>
      <p className="year-grid__line">
        <span className="year-grid__key is-holiday">{t('admin.calendar.mark.off')}</span>{' '}
        {t('admin.calendar.kind.holiday')}
        <span className="year-grid__key is-makeUp">{t('admin.calendar.mark.makeUp')}</span>{' '}
        {t('admin.calendar.kind.makeUp')}
        <b role="status">{shown ? dayWords(shown, t, language) : t('admin.calendar.focusHint')}</b>
      </p>
    </div>
  )
}
