import type { CommandName } from '@liandong/shared/cases/incident/lifecycle.ts'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { Dispatch, IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Clock } from '@liandong/shared/clocks/clock.ts'
import { slaAt, targetMs, type SlaBook } from '@liandong/shared/clocks/sla.ts'
import { K5 } from '@liandong/shared/clocks/policies/k5-first-report.ts'
import { toIso, toMs } from '@liandong/shared/time.ts'
import type { OutboxItem } from '@liandong/shared/duty/outbox.ts'

/** One order to this phone's unit, with the incident it is about. */
export type Order = { incident: IncidentState; dispatch: Dispatch }

/** What the one big button does; after the first report there are two ways to go. */
export type PrimaryAct = 'acknowledge' | 'depart' | 'arrive' | 'report' | 'finish'

/** `ordersOf` lists what this unit still has to do: the gravest first, then the oldest. */
export function ordersOf(incidents: readonly IncidentState[], unitId: string | null): Order[] {
  return incidents
    .flatMap((incident) => {
      const dispatch = incident.dispatches.find((d) => d.unit.id === unitId && isActiveDispatch(d))
      return dispatch ? [{ incident, dispatch }] : []
    })
    .sort(
      (a, b) =>
        (a.incident.severity ?? 2) - (b.incident.severity ?? 2) ||
        a.dispatch.issuedAt.localeCompare(b.dispatch.issuedAt),
    )
}

/** Which field of an order each command fills in. */
const FILLS: Partial<Record<CommandName, keyof Dispatch>> = {
  deliver: 'deliveredAt',
  see: 'seenAt',
  acknowledge: 'acknowledgedAt',
  depart: 'departedAt',
  arrive: 'arrivedAt',
  report: 'reportedAt',
}

/** The order as the person has left it: what waits in the outbox counts as done, so that work goes on without network. */
export function withWaiting(dispatch: Dispatch, waiting: readonly OutboxItem[]): Dispatch {
  return waiting
    .filter((item) => item.dispatchId === dispatch.id)
    .reduce((order, item) => {
      if (item.command === 'retractArrival') return { ...order, arrivedAt: null, arrivalProof: null }
      const field = item.command === 'sos' || item.command === 'rollCall' ? undefined : FILLS[item.command]
      return field === undefined || order[field] !== null ? order : { ...order, [field]: item.occurredAt }
    }, dispatch)
}

export function primaryAct(dispatch: Dispatch): PrimaryAct {
  if (dispatch.reportedAt !== null) return 'finish'
  if (dispatch.arrivedAt !== null) return 'report'
  if (dispatch.departedAt !== null) return 'arrive'
  if (dispatch.acknowledgedAt !== null) return 'depart'
  return 'acknowledge'
}

/** Until departure an order may still be declined (domain §3.2). */
export const mayDecline = (dispatch: Dispatch): boolean => dispatch.departedAt === null && dispatch.arrivedAt === null

/** The clock of the header: 20 minutes to the scene, then 5 to the first report. */
export function headerClock(incident: IncidentState, dispatch: Dispatch, sla: SlaBook): Clock | undefined {
  const wanted = dispatch.arrivedAt === null ? 'K4' : 'K5'
  const clock = incident.clocks.findLast((c) => c.subject === dispatch.id && c.clock === wanted)
  if (clock === undefined)
    return dispatch.arrivedAt === null ? undefined : reportClockAhead(incident, dispatch, dispatch.arrivedAt, sla)
  if (dispatch.reportedAt === null) return clock
  return clock.endedAt === null ? { ...clock, endedAt: dispatch.reportedAt } : clock
}

/** An arrival that still waits in the outbox has started the first report's clock all the same (domain §3.6 K5). */
function reportClockAhead(incident: IncidentState, dispatch: Dispatch, arrivedAt: string, sla: SlaBook): Clock {
  // until the server has heard of the arrival: it will go by the version in force when it was
  const { version, content: targets } = slaAt(sla, toMs(arrivedAt))
  const dueAt = toIso(toMs(arrivedAt) + targetMs(K5.targetSeconds(incident, targets)))
  return {
    id: `K5.${dispatch.id}.1`,
    clock: K5.id,
    name: K5.name,
    subject: dispatch.id,
    startedAt: arrivedAt,
    dueAt,
    slaVersion: version,
    state: 'running',
    warned: [],
    breachedAt: null,
    endedAt: dispatch.reportedAt,
  }
}

/** The steps taken, for the line of times under the text. */
export const STEPS = [
  ['acknowledge', 'acknowledgedAt'],
  ['depart', 'departedAt'],
  ['arrive', 'arrivedAt'],
  ['report', 'reportedAt'],
] as const satisfies readonly (readonly [CommandName, keyof Dispatch])[]
