import { useCallback, useEffect, useState } from 'react'
import type { RollCallSummary, RollCallView } from '@liandong/shared/wire/duty.ts'
import { toMs } from '@liandong/shared/time.ts'
import type { Problem } from '../api/answer.ts'
import { rollCallApi } from '../api/roll-call.ts'
import { formatClock, formatInstant } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { useFeedPart } from '../live/live.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/Panel.tsx'

/** The roll-calls there were, newest first: how many answered, and of each who did not. */
export function RollCalls() {
  const t = useT()
  const [items, setItems] = useState<readonly RollCallSummary[] | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [opened, setOpened] = useState<string | null>(null)
  const read = useCallback(async (cursor?: string) => {
    const answer = await rollCallApi.list(cursor)
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    setItems((known) => (cursor === undefined ? answer.value.items : [...(known ?? []), ...answer.value.items]))
    setNext(answer.value.nextCursor)
  }, [])
  // one that begins, is answered or ends is read anew
  const running = useFeedPart((s) => s.board?.rollCall)
  useEffect(() => {
    const timer = window.setTimeout(() => void read(), 0)
    return () => window.clearTimeout(timer)
  }, [read, running])
  if (items === null)
    return (
      <main className="rota__handover">
        {problem ? <ErrorState problem={problem} onRetry={() => void read()} /> : <LoadingState />}
      </main>
    )
  return (
    <main className="rota__handover">
      <header className="rota__bar">
        <p>{t('rota.rollCalls.text')}</p>
      </header>
      {problem ? <ErrorState problem={problem} onRetry={() => void read()} /> : null}
      {items.length === 0 ? (
        <EmptyState title={t('rota.rollCalls.none')}>{t('rota.rollCalls.noneText')}</EmptyState>
      ) : (
        <ul className="rota__list rota__rolls">
          {items.map((call) => (
            <li key={call.id}>
              <b>
                {formatInstant(call.startedAt).slice(0, 16)}{' '}
                {call.scope === 'scene'
                  ? t('rota.rollCalls.scene', { no: call.incidentNo ?? '' })
                  : t('rota.rollCalls.onDuty')}
              </b>
              <span>{sumOf(call, t)}</span>
              <span className="entry__foot">
                <Button
                  size="small"
                  aria-expanded={opened === call.id}
                  onClick={() => setOpened(opened === call.id ? null : call.id)}
                >
                  {t(opened === call.id ? 'rota.rollCalls.close' : 'rota.rollCalls.open')}
                </Button>
              </span>
              {opened === call.id ? (
                <Units id={call.id} version={`${call.answered}/${call.late}/${call.endedAt}`} />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {next === null ? null : <Button onClick={() => void read(next)}>{t('rota.rollCalls.more')}</Button>}
    </main>
  )
}

const sumOf = (call: RollCallSummary, t: ReturnType<typeof useT>): string =>
  [
    t('rota.rollCalls.sum', {
      asked: call.asked,
      answered: call.answered,
      missing: call.asked - call.answered - call.late,
    }),
    ...(call.late > 0 ? [t('rota.rollCalls.late', { n: call.late })] : []),
    t('rota.rollCalls.by', { name: call.startedBy }),
    t(call.endedHow === null ? 'rota.rollCalls.running' : `rota.rollCalls.ended.${call.endedHow}`),
  ].join(' · ')

/** Who is wanting comes first. */
function Units({ id, version }: { id: string; version: string }) {
  const t = useT()
  const [call, setCall] = useState<RollCallView | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    let isGone = false
    void rollCallApi.read(id).then((answer) => {
      if (isGone) return
      setProblem(answer.ok ? null : answer.problem)
      if (answer.ok) setCall(answer.value.rollCall)
    })
    return () => {
      isGone = true
    }
  }, [id, version])
  if (call === null) return problem ? <ErrorState problem={problem} /> : <LoadingState />
  const units = call.units.toSorted((a, b) => (a.answer?.at ?? '').localeCompare(b.answer?.at ?? ''))
  return (
    <table className="rota__roll">
      <thead>
        <tr>
          <th scope="col">{t('rota.rollCalls.unit')}</th>
          <th scope="col">{t('rota.rollCalls.answer')}</th>
          <th scope="col">{t('rota.rollCalls.how')}</th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.id} className={unit.answer ? undefined : 'is-missing'}>
            <td>{unit.name}</td>
            <td>{unit.answer ? formatClock(toMs(unit.answer.occurredAt)) : t('rota.rollCalls.missing')}</td>
            <td>{unit.answer ? howOf(unit, call.endedAt, t) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Unit = RollCallView['units'][number]
const howOf = ({ answer, answeredBy, hasFix }: Unit, endedAt: string | null, t: ReturnType<typeof useT>): string =>
  [
    answeredBy ? t('rota.rollCalls.radio', { name: answeredBy }) : t('rota.rollCalls.phone'),
    ...(hasFix ? [t('rota.rollCalls.fix')] : []),
    ...(answer && endedAt !== null && answer.at > endedAt
      ? [t('rota.rollCalls.came', { at: formatClock(toMs(answer.at)) })]
      : []),
  ].join(' · ')
