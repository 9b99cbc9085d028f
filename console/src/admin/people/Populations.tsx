import { useCallback, useEffect, useState } from 'react'
import type { Problem } from '../../api/answer.ts'
import { peopleApi, type PopulationRow } from '../../api/people.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ErrorState } from '../../ui/Panel.tsx'
import { fieldProblem, withoutFields } from '../../ui/problem-words.ts'
import { ConflictNote } from '../kit/ConflictNote.tsx'
import { useChange } from '../kit/use-change.ts'

/** How many people live there, by year (A8). */
export function Populations({ isKeeper }: { isKeeper: boolean }) {
  const t = useT()
  const [rows, setRows] = useState<readonly PopulationRow[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [open, setOpen] = useState<PopulationRow | 'new' | null>(null)
  const [asked, setAsked] = useState(0)
  const read = useCallback(() => setAsked((n) => n + 1), [])
  useEffect(() => {
    let isCurrent = true
    void peopleApi.populations().then((answer) => {
      if (!isCurrent) return
      setProblem(answer.ok ? null : answer.problem)
      if (answer.ok) setRows(answer.value.items.toReversed())
    })
    return () => {
      isCurrent = false
    }
  }, [asked])
  return (
    <section className="populations" aria-label={t('people.population')}>
      <h3>{t('people.population')}</h3>
      <p>{t('people.population.text')}</p>
      {problem ? <ErrorState problem={problem} onRetry={read} /> : null}
      <ul>
        {rows.map((row) => (
          <li key={row.year}>
            <span>{row.year}</span>
            <strong>{row.people.toLocaleString('en-US')}</strong>
            {isKeeper ? (
              <Button size="small" onClick={() => setOpen(row)}>
                {t('people.edit')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {isKeeper ? (
        <Button size="small" onClick={() => setOpen('new')}>
          {t('people.population.add')}
        </Button>
      ) : null}
      {open ? (
        <PopulationDialog row={open === 'new' ? null : open} onDone={read} onClose={() => setOpen(null)} />
      ) : null}
    </section>
  )
}

type DialogProps = { row: PopulationRow | null; onDone: () => void; onClose: () => void }

function PopulationDialog({ row, onDone, onClose }: DialogProps) {
  const t = useT()
  const change = useChange(onDone)
  const [year, setYear] = useState(row ? String(row.year) : '')
  const [people, setPeople] = useState(row ? String(row.people) : '')
  const [version, setVersion] = useState<number | null>(row?.version ?? null)
  const { problem } = change
  const present = problem?.code === 'versionConflict' ? (problem.facts.present as PopulationRow | undefined) : undefined
  const save = async (at: number | null): Promise<void> => {
    const send = () => peopleApi.setPopulation(Number(year), Number(people), at)
    if (await change.run('population', send, t('people.population.saved'), true)) onClose()
  }
  return (
    <FormDialog
      title={row ? t('people.population.title', { year: row.year }) : t('people.population.newTitle')}
      act={t('people.people.save')}
      isBusy={change.busy !== null}
      problem={present ? null : withoutFields(problem)}
      isReady={/^\d{4}$/.test(year) && /^\d{1,9}$/.test(people)}
      onSubmit={() => void save(version)}
      onClose={onClose}
    >
      <div className="form-grid">
        {row ? null : (
          <TextField label={t('people.population.year')} value={year} onChange={setYear} maxLength={4} isRequired />
        )}
        <TextField
          label={t('people.population.people')}
          value={people}
          onChange={setPeople}
          error={fieldProblem(problem, '/people')}
          maxLength={9}
          isRequired
        />
      </div>
      {present ? (
        <ConflictNote
          rows={[{ label: t('people.population.people'), mine: people, theirs: String(present.people) }]}
          onTake={() => {
            setPeople(String(present.people))
            setVersion(present.version)
            change.clear()
          }}
          onKeep={() => void save(present.version)}
        />
      ) : null}
    </FormDialog>
  )
}
