import { useState } from 'react'
import type { CalendarYears } from '@liandong/shared/clocks/calendar.ts'
import type { Problem } from '../../../api/answer.ts'
import { api } from '../../../api/client.ts'
import type { CalendarCheck } from '../../../api/settings.ts'
import { useLanguage, useT } from '../../../i18n/language.ts'
import { TextField } from '../../../ui/fields.tsx'
import { fieldProblem, problemWords } from '../../../ui/problem-words.ts'
import { VersionForm } from '../../kit/VersionForm.tsx'
import type { ProposalProps } from '../../kit/Versions.tsx'
import { ChangeList } from './ChangeList.tsx'
import { YearsView } from './YearsView.tsx'

const withDocument = (content: CalendarYears, year: number, document: string): CalendarYears => ({
  years: content.years.map((one) => (one.year === year ? { ...one, document } : one)),
})

/** A year's file, looked at before it is proposed: every wrong row, or the year it makes and what it changes. */
export function CalendarForm({ content, ...rest }: ProposalProps<'calendar'>) {
  const t = useT()
  const language = useLanguage()
  const next = (content.years.at(-1)?.year ?? 0) + 1
  const [year, setYear] = useState(String(next))
  const [notice, setNotice] = useState('')
  const [isReading, setReading] = useState(false)
  const [check, setCheck] = useState<CalendarCheck | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const isYear = /^20\d\d$/.test(year.trim())
  const read = async (file: File) => {
    setReading(true)
    setProblem(null)
    setCheck(null)
    const answer = await api.checkCalendar(Number(year), file)
    setReading(false)
    if (answer.ok) setCheck(answer.value)
    else setProblem(answer.problem)
  }
  const made = check?.content ?? null
  const proposed = made && notice.trim() !== '' ? withDocument(made, Number(year), notice.trim()) : undefined
  const place = proposed?.years.findIndex((one) => one.year === Number(year)) ?? 0
  return (
    <VersionForm subject="calendar" proposed={proposed} {...rest}>
      <div className="field-pair">
        <TextField
          label={t('admin.calendar.whichYear')}
          value={year}
          onChange={(value) => {
            // what was read belongs to the year it was read for
            setYear(value)
            setCheck(null)
          }}
          maxLength={4}
          error={isYear ? undefined : t('admin.calendar.yearWrong')}
          isRequired
        />
        <TextField
          label={t('admin.calendar.notice')}
          value={notice}
          onChange={setNotice}
          maxLength={200}
          hint={t('admin.calendar.noticeHint')}
          error={fieldProblem(rest.change.problem, `/content/years/${place}/document`)}
          isRequired
        />
      </div>
      <label className="calendar__file">
        <span>{isReading ? t('admin.calendar.reading') : t('admin.calendar.file')}</span>
        <input
          type="file"
          accept=".csv,.xlsx,.json"
          disabled={isReading || !isYear}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            // the same file, mended, can be chosen again
            event.target.value = ''
            if (file) void read(file)
          }}
        />
        <span className="field__hint">{t('admin.calendar.fileHint')}</span>
      </label>
      {problem ? (
        <p className="form-dialog__problem" role="alert">
          {problemWords(problem, t, language)}
        </p>
      ) : null}
      {check && check.problems.length > 0 ? <Problems check={check} /> : null}
      {made ? (
        <div className="calendar" role="region" aria-label={t('admin.calendar.dryRun')}>
          <p role="status">{t('admin.calendar.readable', { n: check?.rows ?? 0 })}</p>
          <ChangeList before={content} after={made} />
          <YearsView calendar={{ years: made.years.filter((one) => one.year === Number(year)) }} startsAtLast />
        </div>
      ) : null}
    </VersionForm>
  )
}

function Problems({ check }: { check: CalendarCheck }) {
  const t = useT()
  return (
    <div className="form-dialog__problem" role="alert">
      <p>{t('admin.calendar.wrongRows', { n: check.problems.length })}</p>
      <ul className="calendar__wrong">
        {check.problems.map((one) => (
          <li key={`${one.row} ${one.message}`}>
            {one.row === 0 ? one.message : t('admin.calendar.wrongRow', { ...one })}
          </li>
        ))}
      </ul>
    </div>
  )
}
