import { useState } from 'react'
import { DELIVERED_CALENDAR } from '@liandong/shared/clocks/calendar-delivered.ts'
import { missingYear, type CalendarYears } from '@liandong/shared/clocks/calendar.ts'
import { dayAt } from '@liandong/shared/clocks/day.ts'
import { useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Versions } from '../../kit/Versions.tsx'
import { CalendarForm } from './CalendarForm.tsx'
import { ChangeList } from './ChangeList.tsx'
import { DueTrial } from './DueTrial.tsx'
import { YearsView } from './YearsView.tsx'
import './calendar.css'

/** The working-day calendar: the years in force, a trial of the counting, and what is proposed. */
export function Calendar() {
  const t = useT()
  return (
    <Versions
      subject="calendar"
      title={t('admin.section.calendar')}
      text={t('admin.calendar.text')}
      delivered={DELIVERED_CALENDAR.content}
      say={(content, before) => <YearsSaid content={content} before={before ?? content} />}
      form={(props) => <CalendarForm {...props} />}
    >
      {(content) => (
        <div className="calendar">
          <MissingYear content={content} />
          <YearsView calendar={content} />
          <DueTrial calendar={content} />
        </div>
      )}
    </Versions>
  )
}

function MissingYear({ content }: { content: CalendarYears }) {
  const t = useT()
  const [today] = useState(() => dayAt(Date.now()))
  const year = missingYear(content, today)
  if (year === undefined) return null
  return (
    <div className="calendar__missing" role="alert">
      <p>{t('admin.calendar.missing', { year })}</p>
      <p>{t('admin.calendar.missingWhy', { year })}</p>
    </div>
  )
}

/** In the list: which years, and the whole of it on demand, so that nobody approves what they have not seen. */
function YearsSaid({ content, before }: { content: CalendarYears; before: CalendarYears }) {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  const years = content.years.map((one) => one.year).join('、')
  return (
    <>
      {t('admin.calendar.years', { years })}{' '}
      <Button size="small" look="quiet" onClick={() => setOpen(true)}>
        {t('admin.calendar.look')}
      </Button>
      {isOpen ? (
        <Dialog title={t('admin.calendar.years', { years })} onClose={() => setOpen(false)}>
          <div className="calendar">
            <ChangeList before={before} after={content} />
            <YearsView calendar={content} startsAtLast />
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
