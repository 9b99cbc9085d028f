import { useState } from 'react'
import { purposeLabel } from '@liandong/shared/centres/purpose.ts'
import { atWindow, callNext, waitingCount } from '@liandong/shared/centres/queue.ts'
import { toMs } from '@liandong/shared/time.ts'
import type { Centre, CentreToday, CentreVisit, CentreWindow } from '@liandong/shared/wire/centre.ts'
import type { Answer } from '../api/answer.ts'
import { centresApi } from '../api/centres.ts'
import { formatAge } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { problemWords } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'
import { numberWords } from './number-words.ts'
import { TakeNumberDialog } from './TakeNumberDialog.tsx'

type Props = { centre: Centre; today: CentreToday; now: number; mayServe: boolean; onDone: () => void }

/** Windows with the number that is at each, and who waits. */
export function CentreQueue({ centre, today, now, mayServe, onDone }: Props) {
  const t = useT()
  const language = useLanguage()
  const [isTaking, setTaking] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const waiting = today.visits.filter((visit) => visit.state === 'waiting')

  const run = async (key: string, send: () => Promise<Answer<unknown>>): Promise<void> => {
    setBusy(key)
    const answer = await send()
    setBusy(null)
    if (!answer.ok) showToast({ tone: 'problem', what: problemWords(answer.problem, t, language) })
    onDone()
  }

  return (
    <section className="centre__queue">
      <div className="centre__queue-head">
        <h3>{t('centres.queue')}</h3>
        <span>{t('centres.queue.counts', { waiting: waiting.length, served: today.served, left: today.left })}</span>
        {today.isFull ? (
          <strong className="centre__full" role="status">
            {t('centres.full', { n: centre.capacity })}
          </strong>
        ) : null}
        {mayServe ? (
          <Button look="primary" onClick={() => setTaking(true)}>
            {t('centres.take')}
          </Button>
        ) : null}
      </div>
      {centre.windows.length === 0 ? <p className="centre__nobody">{t('centres.windows.none')}</p> : null}
      <ul className="centre__windows">
        {centre.windows.map((window) => (
          <WindowCard
            key={window.id}
            window={window}
            visits={today.visits}
            mayServe={mayServe}
            isBusy={busy === window.id}
            onCall={() => void run(window.id, () => centresApi.call(centre.id, window.id))}
            onTurn={() => void run(window.id, () => centresApi.turn(centre.id, window.id, !window.isOpen))}
            onStep={(visit, step) => void run(window.id, () => centresApi.step(centre.id, visit.id, step))}
          />
        ))}
      </ul>
      {waiting.length > 0 ? (
        <ol className="centre__waiting" aria-label={t('centres.queue.waiting')}>
          {waiting.map((visit) => (
            <li key={visit.id}>
              <b>{numberWords(visit.number)}</b>
              <span>{purposeLabel(visit.purpose)[language]}</span>
              {visit.name ? <span>{visit.name}</span> : null}
              <time dateTime={visit.cameAt}>{formatAge(t, now - toMs(visit.cameAt))}</time>
              {mayServe ? (
                <Button
                  size="small"
                  look="quiet"
                  isBusy={busy === visit.id}
                  aria-label={t('centres.leaveNumber', { number: numberWords(visit.number) })}
                  onClick={() => void run(visit.id, () => centresApi.step(centre.id, visit.id, 'leave'))}
                >
                  {t('centres.leave')}
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
      ) : (
        <p className="centre__nobody">{t('centres.queue.none')}</p>
      )}
      {isTaking ? (
        <TakeNumberDialog
          centre={centre}
          isFull={today.isFull || waitingCount(today.visits) >= centre.capacity}
          onDone={onDone}
          onClose={() => setTaking(false)}
        />
      ) : null}
    </section>
  )
}

type CardProps = {
  window: CentreWindow
  visits: readonly CentreVisit[]
  mayServe: boolean
  isBusy: boolean
  onCall: () => void
  onTurn: () => void
  onStep: (visit: CentreVisit, step: 'serve' | 'finish' | 'leave') => void
}

function WindowCard({ window, visits, mayServe, isBusy, onCall, onTurn, onStep }: CardProps) {
  const t = useT()
  const found = atWindow(visits, window.id)
  const visit = visits.find((one) => one.id === found?.id)
  const next = callNext(window, visits)
  const state = visit ? visit.state : window.isOpen ? 'free' : 'closed'
  const name = t('centres.window', { number: window.number })
  return (
    <li className={`centre-window centre-window--${state}`} aria-label={`${name} ${window.name}`}>
      <p className="centre-window__name">
        <b>{name}</b> {window.name}
        {window.accountName ? <span> · {window.accountName}</span> : null}
      </p>
      <p className="centre-window__number">{visit ? numberWords(visit.number) : '–'}</p>
      <p className="centre-window__state">
        {t(`centres.windowState.${state as 'free' | 'closed' | 'called' | 'serving'}`)}
        {visit?.name ? ` · ${visit.name}` : ''}
      </p>
      {mayServe ? (
        <div className="centre-window__acts">
          {visit?.state === 'called' ? (
            <>
              <Button size="small" look="primary" isBusy={isBusy} onClick={() => onStep(visit, 'serve')}>
                {t('centres.serve')}
              </Button>
              <Button size="small" isBusy={isBusy} onClick={() => onStep(visit, 'leave')}>
                {t('centres.noShow')}
              </Button>
            </>
          ) : null}
          {visit?.state === 'serving' ? (
            <Button size="small" look="primary" isBusy={isBusy} onClick={() => onStep(visit, 'finish')}>
              {t('centres.finish')}
            </Button>
          ) : null}
          {!visit && window.isOpen ? (
            <Button size="small" look="primary" isBusy={isBusy} disabled={!next.ok} onClick={onCall}>
              {t('centres.call')}
            </Button>
          ) : null}
          {!visit ? (
            <Button size="small" look="quiet" isBusy={isBusy} onClick={onTurn}>
              {t(window.isOpen ? 'centres.closeWindow' : 'centres.openWindow')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  )
}
