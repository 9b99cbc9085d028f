import { useState } from 'react'
import type { CalendarYears } from '@liandong/shared/clocks/calendar.ts'
import { dayAt, yearOf } from '@liandong/shared/clocks/day.ts'
import { useT } from '../../../i18n/language.ts'
import { YearGrid } from './YearGrid.tsx'

type Props = {
  calendar: CalendarYears
  /** The newest year instead of this one. */
  startsAtLast?: boolean
}

/** One year of a calendar at a time, and what notice it is from. */
export function YearsView({ calendar, startsAtLast = false }: Props) {
  const t = useT()
  const last = calendar.years.at(-1)
  const [chosen, setChosen] = useState(() => (startsAtLast ? last?.year : yearOf(dayAt(Date.now()))))
  const year = calendar.years.find((one) => one.year === chosen) ?? last
  if (!year) return null
  const { off, makeUp } = year
  return (
    <section aria-label={t('admin.calendar.year')}>
      <div className="calendar__years" role="group" aria-label={t('admin.calendar.year')}>
        {calendar.years.map((one) => (
          <button
            key={one.year}
            type="button"
            aria-pressed={one.year === year.year}
            onClick={() => setChosen(one.year)}
          >
            {one.year}
          </button>
        ))}
        <p>
          {t('admin.calendar.summary', { off: off.length, makeUp: makeUp.length })}
          {year.document ? ` · ${year.document}` : ''}
        </p>
      </div>
      <YearGrid key={year.year} calendar={calendar} year={year.year} />
    </section>
  )
}
