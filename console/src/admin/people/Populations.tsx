import { useCallback, useEffect, useState } from 'react'
import type { Problem } from '../../api/answer.ts'
import { peopleApi, type PopulationRow } from '../../api/people.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ErrorState } from '../../ui/Panel.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import { ConflictNote } from '../kit/ConflictNote.tsx'
import { useEdit } from '../kit/use-edit.ts'

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
  const edit = useEdit<PopulationRow>(row, onDone)
  const [year, setYear] = useState(row ? String(row.year) : '')
  const [people, setPeople] = useState(row ? String(row.people) : '')
  const { problem } = edit
  const save = async (at: number): Promise<void> => {
    const send = () => peopleApi.setPopulation(Number(year), Number(people), at === 0 ? null : at)
    if (await edit.run('population', send, t('people.population.saved'), true)) onClose()
  }
  const words = (value: string) => [{ label: t('people.population.people'), value }]
  return (
    <FormDialog
      title={row ? t('people.population.title', { year: row.year }) : t('people.population.newTitle')}
      act={t('people.people.save')}
      isBusy={edit.busy !== null}
      problem={edit.rest}
      isReady={/^\d{4}$/.test(year) && /^\d{1,9}$/.test(people)}
      onSubmit={() => void save(edit.version)}
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
      <ConflictNote
        edit={edit}
        mine={words(people)}
        theirs={(present) => words(String(present.people))}
        take={(present) => setPeople(String(present.people))}
        keep={save}
      />
    </FormDialog>
  )
}
