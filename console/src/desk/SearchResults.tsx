import { useEffect, useState } from 'react'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Problem } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { CaseRow } from '../case/CaseRow.tsx'
import { useT } from '../i18n/language.ts'
import { serverNow } from '../live/live.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/Panel.tsx'

const MOST = 50

/** `/搜`: everything that was ever there, closed cases too. */
export function SearchResults({
  words,
  onOpen,
  onClose,
}: {
  words: string
  onOpen: (id: string) => void
  onClose: () => void
}) {
  const t = useT()
  const [found, setFound] = useState<IncidentState[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let isGone = false
    void api.incidents({ q: words, limit: MOST }).then((answer) => {
      if (isGone) return
      setProblem(answer.ok ? null : answer.problem)
      if (answer.ok) setFound(answer.value.items)
    })
    return () => {
      isGone = true
    }
  }, [words, turn])
  return (
    <Dialog title={t('desk.search.title', { words })} onClose={onClose}>
      {problem ? (
        <ErrorState problem={problem} onRetry={() => setTurn(turn + 1)} />
      ) : found === null ? (
        <LoadingState />
      ) : found.length === 0 ? (
        <EmptyState title={t('desk.search.none')} />
      ) : null}
      <ul className="search__list">
        {(problem ? [] : (found ?? [])).map((incident) => (
          <li key={incident.id}>
            <button type="button" onClick={() => onOpen(incident.id)}>
              <CaseRow incident={incident} now={serverNow()} />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
