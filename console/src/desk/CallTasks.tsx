import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { unansweredOrders } from '@liandong/shared/clocks/unanswered.ts'
import { useT } from '../i18n/language.ts'
import './call-tasks.css'

type Props = { incidents: readonly IncidentState[]; onOpen: (incidentId: string) => void }

/** Orders that nobody took in time: each is a telephone call somebody of the room has to make (D33). */
export function CallTasks({ incidents, onOpen }: Props) {
  const t = useT()
  const tasks = incidents.flatMap((incident) => unansweredOrders(incident).map((one) => ({ incident, ...one })))
  if (tasks.length === 0) return null
  return (
    <ul className="call-tasks" aria-label={t('desk.calls.title', { n: tasks.length })}>
      {tasks.slice(0, MOST).map(({ incident, dispatch }) => (
        <li key={dispatch.id}>
          <button type="button" onClick={() => onOpen(incident.id)}>
            <b>{incident.no.slice(-4)}</b>
            <span>{t('desk.calls.one', { name: dispatch.unit.name })}</span>
            {dispatch.called ? <small>{t(`case.called.${dispatch.called.outcome}`)}</small> : null}
          </button>
        </li>
      ))}
      {tasks.length > MOST ? (
        <li className="call-tasks__more">{t('desk.calls.more', { n: tasks.length - MOST })}</li>
      ) : null}
    </ul>
  )
}

/** More do not fit above the queue; their rows are red in it all the same. */
const MOST = 4
