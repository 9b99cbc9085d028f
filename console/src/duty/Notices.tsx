import { useEffect, useRef, useState } from 'react'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { formatTime } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { problemWords } from '../ui/problem-words.ts'
import type { Order } from './orders.ts'
import type { OutboxItem } from '@liandong/shared/duty/outbox.ts'
import type { RefusedItem } from './use-outbox.ts'

/** What the server did not take: which button, why, and how things stand now. It stays until it was read. */
export function RefusedNotices({
  refused,
  incidents,
  onRead,
}: {
  refused: readonly RefusedItem[]
  incidents: readonly IncidentState[]
  onRead: (key: string) => void
}) {
  const t = useT()
  const language = useLanguage()
  return refused.map(({ item, problem }) => {
    // the answer itself says what stands: the phone may not be told of this case any more
    const incident =
      (problem.facts.incident as IncidentState | undefined) ?? incidents.find((i) => i.id === item.incidentId)
    const order = incident?.dispatches.find((d) => d.id === item.dispatchId)
    return (
      <section key={item.key} className="duty-notice" role="alert">
        <h2>{t('duty.refused.title', { act: t(`vocab.command.${item.command}`) })}</h2>
        <p>{t('duty.refused.when', { no: item.incidentNo, time: formatTime(item.occurredAt) })}</p>
        <p>{problemWords(problem, t, language)}</p>
        <p>
          {incident ? t('duty.refused.state', { stage: t(`vocab.stage.${incident.stage}`) }) : t('duty.refused.gone')}
        </p>
        {order && !isActiveDispatch(order) ? <p>{t('duty.refused.over')}</p> : null}
        <Button size="large" onClick={() => onRead(item.key)}>
          {t('duty.refused.ok')}
        </Button>
      </section>
    )
  })
}

/** An order that vanished although nobody here closed it: the person may be on the way to it. */
export function EndedNotice({
  orders,
  isKnown,
  ownActs,
}: {
  orders: readonly Order[]
  isKnown: boolean
  ownActs: readonly OutboxItem[]
}) {
  const t = useT()
  const known = useRef(new Map<string, string>())
  const ownEnds = useRef(new Set<string>())
  const [ended, setEnded] = useState<string | null>(null)
  useEffect(() => {
    for (const act of ownActs)
      if (['settle', 'handback', 'decline'].includes(act.command)) ownEnds.current.add(act.dispatchId)
    if (!isKnown) return
    const now = new Map(orders.map((o) => [o.dispatch.id, o.incident.no]))
    const gone = [...known.current].find(([id]) => !now.has(id) && !ownEnds.current.has(id))
    if (gone) setEnded(gone[1])
    known.current = now
  }, [orders, isKnown, ownActs])
  if (ended === null) return null
  return (
    <section className="duty-notice" role="alert">
      <h2>{t('duty.ended.title')}</h2>
      <p>{t('duty.ended.text', { no: ended })}</p>
      <Button size="large" onClick={() => setEnded(null)}>
        {t('duty.refused.ok')}
      </Button>
    </section>
  )
}
