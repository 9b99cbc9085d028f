import { useState } from 'react'
import { isWorked, type CalendarYears } from '@liandong/shared/clocks/calendar.ts'
import { isDay, startOfDay, dayAt } from '@liandong/shared/clocks/day.ts'
import { dueAfterWorkingDays } from '@liandong/shared/clocks/working-days.ts'
import { TICKET_RULE } from '@liandong/shared/clocks/ticket-due.ts'
import { formatEndOfDay, formatTime, formatWeekday } from '../../../i18n/format.ts'
import { useLanguage, useT } from '../../../i18n/language.ts'
import { DateField } from '../../../ui/DateField.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { kindWords } from './day-words.ts'

const MOST_DAYS = 60

/** 期限试算: when something issued at an instant is due, and which days were counted. */
export function DueTrial({ calendar }: { calendar: CalendarYears }) {
  const t = useT()
  const language = useLanguage()
  const [day, setDay] = useState(() => dayAt(Date.now()))
  const [time, setTime] = useState(() => formatTime(Date.now()))
  const [count, setCount] = useState(String(TICKET_RULE.workingDays))
  const [, hour, minute] = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(time.trim()) ?? []
  const n = /^\d{1,2}$/.test(count.trim()) ? Number(count) : 0
  const isReady = isDay(day) && hour !== undefined && n >= 1 && n <= MOST_DAYS
  const due = isReady
    ? dueAfterWorkingDays(calendar, startOfDay(day) + (Number(hour) * 60 + Number(minute)) * 60_000, n)
    : undefined
  return (
    <section className="due-trial" aria-label={t('admin.calendar.trial')}>
      <h3>{t('admin.calendar.trial')}</h3>
      <div className="due-trial__fields">
        <DateField label={t('admin.calendar.trialDay')} value={day} onChange={setDay} />
        <TextField
          label={t('admin.calendar.trialTime')}
          value={time}
          onChange={setTime}
          maxLength={5}
          error={hour === undefined ? t('admin.calendar.trialTimeWrong') : undefined}
        />
        <TextField
          label={t('admin.calendar.trialCount')}
          value={count}
          onChange={setCount}
          maxLength={2}
          error={n < 1 || n > MOST_DAYS ? t('admin.calendar.trialCountWrong', { most: MOST_DAYS }) : undefined}
        />
      </div>
      {due ? (
        <>
          <p className="due-trial__due" role="status">
            {t('admin.calendar.due', {
              at: formatEndOfDay(due.dueAt),
              weekday: formatWeekday(startOfDay(due.lastDay), language),
            })}
            {due.provisional ? <span className="due-trial__provisional">{t('admin.calendar.provisional')}</span> : null}
          </p>
          {due.provisional ? <p className="calendar__note">{t('admin.calendar.provisionalWhy')}</p> : null}
          <ol className="due-trial__days">
            {due.days.map((fact, i) => {
              const isCounted = isWorked(fact)
              return (
                <li key={fact.day} className={isCounted ? 'is-counted' : undefined}>
                  <b>{fact.day.slice(5)}</b>
                  <span>{formatWeekday(startOfDay(fact.day), language)}</span>
                  <span>{kindWords(fact, t)}</span>
                  <span>
                    {isCounted
                      ? t('admin.calendar.counted', { n: due.days.slice(0, i + 1).filter(isWorked).length })
                      : t('admin.calendar.notCounted')}
                  </span>
                  {fact.isKnown ? null : <span>{t('admin.calendar.guessed')}</span>}
                </li>
              )
            })}
          </ol>
        </>
      ) : null}
    </section>
  )
}
