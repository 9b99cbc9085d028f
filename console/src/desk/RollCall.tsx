import { useEffect, useRef, useState, type FocusEvent, type PointerEvent } from 'react'
import type { Board, BoardUnit } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { may } from '@liandong/shared/access/permissions.ts'
import { countRollCall, inOrderOfWorry, type RollCall as Running } from '@liandong/shared/duty/roll-call.ts'
import { toMs } from '@liandong/shared/time.ts'
import type { Answer } from '../api/answer.ts'
import { rollCallApi } from '../api/roll-call.ts'
import { useUser } from '../api/session-store.ts'
import { formatSpan } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import { Button } from '../ui/Button.tsx'
import { problemWords } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'
import { RollCallRow } from './RollCallRow.tsx'
import './roll-call.css'

type Props = { board: Board | null; selected: IncidentState | undefined }

/** 点名 in the header: how many have answered while one runs, and beside the work who has not. */
export function RollCall({ board, selected }: Props) {
  const t = useT()
  const language = useLanguage()
  const { role } = useUser()
  const now = useServerNow()
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const running = board?.rollCall ?? null
  const ended = useEnded(running)
  const shown = running ?? (isOpen ? ended : null)

  const run = async (send: () => Promise<Answer<unknown>>): Promise<void> => {
    setBusy(true)
    const answer = await send()
    setBusy(false)
    if (!answer.ok) showToast({ tone: 'problem', what: problemWords(answer.problem, t, language) })
  }
  const close = (): void => {
    setOpen(false)
    button.current?.focus()
  }
  if (!may(role, 'rollCall.read')) return null
  const count = running ? countRollCall(running) : null
  const isScene = selected?.dispatches.some((d) => d.stage === 'arrived' || d.stage === 'reported') ?? false
  return (
    <div className="roll-call" onKeyDown={(event) => event.key === 'Escape' && isOpen && close()}>
      <button
        ref={button}
        type="button"
        className={running ? 'roll-call__state roll-call__state--running' : 'roll-call__state'}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {count && running
          ? `${t('desk.rollCall.count', count)} · ${formatSpan(Math.max(toMs(running.dueAt) - now, 0))}`
          : t('desk.rollCall')}
      </button>
      {isOpen ? (
        <section className="roll-call__panel" aria-label={t('desk.rollCall')}>
          <header>
            <h2>{shown ? titleOf(shown, t) : t('desk.rollCall')}</h2>
            <button type="button" className="dialog__close" aria-label={t('ui.dialog.close')} onClick={close}>
              ×
            </button>
          </header>
          {shown ? (
            <Answers call={shown} units={board?.units ?? []} isRunning={running !== null} now={now} onRun={run} />
          ) : (
            <p className="roll-call__hint">{t('desk.rollCall.hint')}</p>
          )}
          <footer>
            {!may(role, 'rollCall.run') ? null : running ? (
              <Button size="small" isBusy={isBusy} onClick={() => void run(() => rollCallApi.end(running.id))}>
                {t('desk.rollCall.end')}
              </Button>
            ) : (
              <>
                <Button
                  size="small"
                  look="primary"
                  isBusy={isBusy}
                  onClick={() => void run(() => rollCallApi.start(null))}
                >
                  {t('desk.rollCall.onDuty')}
                </Button>
                {selected && isScene ? (
                  <Button size="small" isBusy={isBusy} onClick={() => void run(() => rollCallApi.start(selected.id))}>
                    {t('desk.rollCall.scene', { no: selected.no.slice(-4) })}
                  </Button>
                ) : null}
              </>
            )}
            <a href="/rota#rollCalls">{t('desk.rollCall.past')}</a>
          </footer>
        </section>
      ) : null}
    </div>
  )
}

const titleOf = (call: Running, t: ReturnType<typeof useT>): string =>
  call.scope === 'scene'
    ? t('desk.rollCall.scene', { no: (call.incidentNo ?? '').slice(-4) })
    : t('desk.rollCall.onDuty')

type AnswersProps = {
  call: Running
  units: readonly BoardUnit[]
  isRunning: boolean
  now: number
  onRun: (send: () => Promise<Answer<unknown>>) => Promise<void>
}

function Answers({ call, units, isRunning, now, onRun }: AnswersProps) {
  const t = useT()
  const { role } = useUser()
  const count = countRollCall(call)
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const asked = call.asked.map((id) => byId.get(id) ?? { id, name: id, lastContactAt: null })
  const { rows, hold } = useSteadyRows(inOrderOfWorry(asked, call.answers))
  return (
    <>
      <p className="roll-call__sum" role="status">
        <b>{t('desk.rollCall.answered', { n: count.answered, of: count.asked })}</b>
        <span>
          {isRunning
            ? t('desk.rollCall.left', { span: formatSpan(Math.max(toMs(call.dueAt) - now, 0)) })
            : t('desk.rollCall.over')}
        </span>
      </p>
      <ul {...hold}>
        {rows.map((unit) => (
          <RollCallRow
            key={unit.id}
            unit={unit}
            answer={call.answers[unit.id]}
            startedAt={call.startedAt}
            now={now}
            mayCall={may(role, 'unit.call')}
            onAnswerFor={
              isRunning && may(role, 'rollCall.run')
                ? () => onRun(() => rollCallApi.answerFor(call.id, unit.id))
                : undefined
            }
          />
        ))}
      </ul>
    </>
  )
}

/** Rows stand still while a pointer or the focus is among them: nobody answers for the wrong one because the list moved. */
function useSteadyRows<U extends { id: string }>(sorted: readonly U[]) {
  const [held, setHeld] = useState<readonly string[] | null>(null)
  const keep = (): void => setHeld((known) => known ?? sorted.map((one) => one.id))
  const release = (list: HTMLElement, focused: EventTarget | null): void => {
    if (!list.matches(':hover') && !(focused instanceof Node && list.contains(focused))) setHeld(null)
  }
  const place = (id: string): number => held?.indexOf(id) ?? 0
  const rows = held === null ? sorted : sorted.toSorted((a, b) => place(a.id) - place(b.id))
  return {
    rows,
    hold: {
      onPointerEnter: keep,
      onPointerLeave: (event: PointerEvent<HTMLElement>) => release(event.currentTarget, document.activeElement),
      onFocus: keep,
      onBlur: (event: FocusEvent<HTMLElement>) => release(event.currentTarget, event.relatedTarget),
    },
  }
}

/** The last one this page has seen, so that its result stays where people are looking; and a word when it ends. */
function useEnded(running: Running | null): Running | null {
  const t = useT()
  const [last, setLast] = useState<Running | null>(running)
  if (running !== null && running !== last) setLast(running)
  const isOver = running === null && last !== null
  const said = useRef(false)
  useEffect(() => {
    if (!isOver) {
      said.current = false
      return
    }
    if (said.current || last === null) return
    said.current = true
    const { asked, answered } = countRollCall(last)
    showToast({ tone: 'done', what: t('desk.rollCall.ended', { asked, answered, missing: asked - answered }) })
  }, [isOver, last, t])
  return last
}
