import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import { isOpen } from '@liandong/shared/clocks/clock.ts'
import { toMs } from '@liandong/shared/time.ts'
import { useT } from '../i18n/language.ts'
import { CountdownRing } from '../ui/CountdownRing.tsx'

/** As many as one line holds; the rest is a number. */
const RINGS = 5

/** Every arrival that runs and has no card: the ring to 20:00 and who is on the way. */
export function ArrivalRings({ incidents, now }: { incidents: readonly IncidentState[]; now: number }) {
  const t = useT()
  const running = incidents
    .flatMap((incident) =>
      incident.clocks
        .filter((clock) => clock.clock === 'K4' && isOpen(clock))
        .flatMap((clock) => {
          const order =
            incident.dispatches.find((d) => d.id === clock.subject) ?? incident.dispatches.find(isActiveDispatch)
          return order ? [{ clock, name: order.unit.name }] : []
        }),
    )
    .toSorted((a, b) => toMs(a.clock.dueAt) - toMs(b.clock.dueAt))
  if (running.length === 0) return null
  return (
    <ol className="wall-arrivals" aria-label={t('wall.arrivals')}>
      {running.slice(0, RINGS).map(({ clock, name }) => (
        <li key={clock.id + name}>
          <CountdownRing clock={clock} now={now} size="5vmin" />
          <span>{name}</span>
        </li>
      ))}
      {running.length > RINGS ? <li>+{running.length - RINGS}</li> : null}
    </ol>
  )
}
