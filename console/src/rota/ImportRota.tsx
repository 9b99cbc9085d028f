import { useState } from 'react'
import type { Problem } from '../api/answer.ts'
import { rotaApi, type RotaCheck } from '../api/rota.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { problemWords } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'
import { gapLine, spanWords } from './rota-words.ts'

/** A rota from a spreadsheet: every row is shown with what is wrong with it, before any of it is done. */
export function ImportRota() {
  const t = useT()
  const language = useLanguage()
  const [checked, setChecked] = useState<{ file: File; check: RotaCheck } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const check = async (file: File): Promise<void> => {
    setBusy(true)
    const answer = await rotaApi.checkRota(file)
    setBusy(false)
    setProblem(answer.ok ? null : answer.problem)
    setChecked(answer.ok ? { file, check: answer.value } : null)
  }
  const apply = async (): Promise<void> => {
    if (!checked) return
    setBusy(true)
    const answer = await rotaApi.applyRota(checked.check.digest, checked.file)
    setBusy(false)
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    showToast({ tone: 'done', what: t('rota.import.done', { n: answer.value.counts.create }) })
    setChecked(null)
  }
  const { counts, gaps, lines } = checked?.check ?? { counts: { create: 0, problem: 0 }, gaps: [], lines: [] }
  return (
    <main className="rota__import">
      <p>{t('rota.import.text')}</p>
      <div className="rota__bar">
        <a className="button button--plain button--medium" href="/api/v1/duty/import/template" download>
          {t('rota.import.template')}
        </a>
        <label className="rota__file">
          <span>{t(isBusy ? 'rota.import.checking' : 'rota.import.file')}</span>
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
      {problem ? (
        <p role="alert" className="form-dialog__problem">
          {problemWords(problem, t, language)}
        </p>
      ) : null}
      {checked ? (
        <>
          <p role="status">{t('rota.import.counts', counts)}</p>
          {gaps.length > 0 ? (
            <>
              <p>{t('rota.import.gaps', { n: gaps.length })}</p>
              <ul className="rota__list">
                {gaps.map((gap) => (
                  <li key={gap.needId + gap.fromAt} className="is-gap">
                    <b>{gapLine(gap, t)}</b>
                    <span>{spanWords(gap, t)}</span>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          <table className="rota__lines">
            <thead>
              <tr>
                <th scope="col">{t('rota.import.row')}</th>
                <th scope="col">{t('rota.import.name')}</th>
                <th scope="col">{t('rota.import.result')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, n) => (
                // one row may be several stretches: its number alone does not tell them apart
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={n} className={line.outcome === 'problem' ? 'is-problem' : undefined}>
                  <td>{line.row}</td>
                  <td>{line.name}</td>
                  <td>
                    {line.outcome === 'create'
                      ? t('rota.import.ok')
                      : line.problems.map((one) => `${one.column}：${one.message}`).join('；')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {counts.problem === 0 && counts.create > 0 ? (
            <Button look="primary" isBusy={isBusy} onClick={() => void apply()}>
              {t('rota.import.apply', { n: counts.create })}
            </Button>
          ) : null}
        </>
      ) : null}
    </main>
  )
}
