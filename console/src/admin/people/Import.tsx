import { useState } from 'react'
import { COLUMNS, type ImportKind } from '@liandong/shared/people/import/columns.ts'
import type { Problem } from '../../api/answer.ts'
import { peopleApi, type ImportCheck, type ImportCounts, type OneTimePassword } from '../../api/people.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckField, ChoiceField } from '../../ui/fields.tsx'
import { problemWords } from '../../ui/problem-words.ts'
import { SectionHead } from '../kit/SectionHead.tsx'
import { savePasswords } from './save-passwords.ts'
import './people.css'

type Step =
  | { at: 1 }
  | { at: 2; file: File; check: ImportCheck }
  | { at: 3; counts: ImportCounts; passwords: OneTimePassword[] }

const STEPS = [1, 2, 3] as const
const OUTCOMES = ['create', 'change', 'same', 'problem'] as const

/** Three steps: choose a file, see what each row would do, import exactly that. */
export function Import() {
  const t = useT()
  const language = useLanguage()
  const [kind, setKind] = useState<ImportKind>('people')
  const [step, setStep] = useState<Step>({ at: 1 })
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const check = async (file: File): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const answer = await peopleApi.checkImport(kind, file)
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    setStep({ at: 2, file, check: answer.value })
  }
  const apply = async (file: File, digest: string): Promise<void> => {
    setBusy(true)
    const answer = await peopleApi.applyImport(kind, digest, file)
    setBusy(false)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setStep({ at: 3, ...answer.value })
  }
  const restart = (): void => {
    setProblem(null)
    setStep({ at: 1 })
  }

  return (
    <>
      <SectionHead title={t('admin.section.import')} text={t('people.import.text')} />
      <ol className="steps">
        {STEPS.map((n) => (
          <li key={n} aria-current={step.at === n ? 'step' : undefined} className={n < step.at ? 'is-done' : undefined}>
            <span className="steps__number">{n}</span>
            {t(`people.import.step${n}`)}
          </li>
        ))}
      </ol>
      {problem ? (
        <p className="form-dialog__problem import__problem" role="alert">
          {problem.code === 'importChanged' ? t('people.import.changed') : sayProblem(problem)}
        </p>
      ) : null}
      {step.at === 1 ? (
        <div className="import__choose">
          <ChoiceField
            label={t('people.import.kind')}
            value={kind}
            options={(['people', 'units'] as const).map((value) => ({
              value,
              label: t(`people.import.kind.${value}`),
            }))}
            onChange={setKind}
          />
          <p className="import__templates">
            {t('people.import.template')}
            {(['xlsx', 'csv'] as const).map((format) => (
              <a key={format} href={peopleApi.templateHref(kind, format)} download>
                .{format}
              </a>
            ))}
          </p>
          <label className="import__file">
            <span>{isBusy ? t('people.import.checking') : t('people.import.file')}</span>
            <input
              type="file"
              accept=".xlsx,.csv"
              disabled={isBusy}
              onChange={(event) => {
                const [file] = event.target.files ?? []
                // the same file, mended, can be chosen again
                event.target.value = ''
                if (file) void check(file)
              }}
            />
          </label>
        </div>
      ) : null}
      {step.at === 2 ? (
        <Checked
          check={step.check}
          isBusy={isBusy}
          isStale={problem?.code === 'importChanged'}
          onApply={() => void apply(step.file, step.check.digest)}
          onAgain={() => void check(step.file)}
          onBack={restart}
        />
      ) : null}
      {step.at === 3 ? (
        <div className="import__done">
          <p role="status">{t('people.import.done', step.counts)}</p>
          {step.passwords.length > 0 ? (
            <>
              <p className="form-dialog__note">{t('people.import.passwords', { n: step.passwords.length })}</p>
              <Button
                look="primary"
                onClick={() =>
                  savePasswords(step.passwords, t('people.import.passwordsFile'), [
                    t('people.username'),
                    t('people.name'),
                    t('people.password.title'),
                  ])
                }
              >
                {t('people.import.download')}
              </Button>
            </>
          ) : null}
          <Button onClick={restart}>{t('people.import.more')}</Button>
        </div>
      ) : null}
    </>
  )

  function sayProblem(one: Problem): string {
    return one.errors?.map((error) => error.message).join('\n') ?? problemWords(one, t, language)
  }
}

type CheckedProps = {
  check: ImportCheck
  isBusy: boolean
  isStale: boolean
  onApply: () => void
  onAgain: () => void
  onBack: () => void
}

function Checked({ check, isBusy, isStale, onApply, onAgain, onBack }: CheckedProps) {
  const t = useT()
  const language = useLanguage()
  const { counts, lines, kind } = check
  const [onlyProblems, setOnlyProblems] = useState(counts.problem > 0)
  const columnName = (field: string): string => COLUMNS[kind].find((one) => one.field === field)?.[language] ?? field
  const n = counts.create + counts.change
  const shown = onlyProblems ? lines.filter((line) => line.outcome === 'problem') : lines
  return (
    <div className="import__checked">
      <dl className="import__counts">
        {OUTCOMES.map((outcome) => (
          <div key={outcome} className={outcome === 'problem' && counts.problem > 0 ? 'is-problem' : undefined}>
            <dt>{t(`people.import.${outcome}`)}</dt>
            <dd>{counts[outcome]}</dd>
          </div>
        ))}
      </dl>
      {counts.problem > 0 ? (
        <>
          <p>{t('people.import.mend', { n: counts.problem })}</p>
          <CheckField label={t('people.import.onlyProblems')} checked={onlyProblems} onChange={setOnlyProblems} />
        </>
      ) : null}
      {counts.problem === 0 && n === 0 ? <p>{t('people.import.nothing')}</p> : null}
      <div className="import__acts">
        {isStale ? (
          <Button look="primary" isBusy={isBusy} onClick={onAgain}>
            {t('people.import.again')}
          </Button>
        ) : counts.problem === 0 && n > 0 ? (
          <Button look="primary" isBusy={isBusy} onClick={onApply}>
            {t('people.import.apply', { n })}
          </Button>
        ) : null}
        <Button onClick={onBack}>{t('people.import.back')}</Button>
      </div>
      <div className="data-table">
        <table>
          <thead>
            <tr>
              <th scope="col" className="number">
                {t('people.import.row')}
              </th>
              <th scope="col">{t('people.name')}</th>
              <th scope="col">{t('people.import.what')}</th>
              <th scope="col">{t('people.import.why')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr key={line.row + line.name}>
                <td className="number is-narrow">{line.row}</td>
                <td className="is-narrow">{line.name}</td>
                <td className="is-narrow">
                  <span className={line.outcome === 'problem' ? 'state-word state-word--warn' : 'state-word'}>
                    {t(`people.import.${line.outcome}`)}
                  </span>
                </td>
                <td>
                  {line.outcome === 'change'
                    ? t('people.import.changes', { fields: line.fields.map(columnName).join('、') })
                    : line.problems.map((one) => (
                        <p key={one.column + one.message}>{t('people.import.at', { ...one })}</p>
                      ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
