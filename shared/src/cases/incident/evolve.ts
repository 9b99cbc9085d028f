import { ACTIVE_DISPATCH, ENDED, isActiveDispatch, type DispatchStage, type Stage } from './lifecycle.ts'
import type { Dispatch, IncidentState } from './state.ts'
import { evolveClocks } from '../../clocks/evolve-clocks.ts'

/** What `evolve` reads of an event: its data with what the reader may know of the personal part. */
export type FoldEvent = {
  type: string
  at: string
  version: number
  actor: { id: string }
  data: Record<string, unknown>
}

/** `evolve` folds one event into an incident. It is the same on the server and in the console; it never refuses. */
export function evolve(state: IncidentState, event: FoldEvent): IncidentState {
  const next = { ...state, version: event.version }
  if (event.type.startsWith('clock.')) return { ...next, clocks: evolveClocks(state.clocks, event) }
  const fold = FOLDS[event.type]
  return fold ? fold(next, event.data, event) : next
}

type Fold = (state: IncidentState, d: Record<string, unknown>, event: FoldEvent) => IncidentState

const FOLDS: Record<string, Fold> = {
  'incident.joined': (s, d) => ({ ...s, alertIds: [...s.alertIds, ...(d.alertIds as string[])] }),
  'incident.triaged': (s, d, e) => ({ ...s, ...classified(s, d, e), ...located(s, d), classifiedBy: 'system' }),
  'incident.located': (s, d) => ({ ...s, ...located(s, d) }),
  'incident.classified': (s, d, e) => ({ ...s, ...classified(s, d, e), classifiedBy: 'person' }),
  'incident.dispatched': ({ backup: _answered, ...s }, d, e) => {
    const dispatches = [...s.dispatches, newDispatch(d, e)]
    return { ...s, dispatches, stage: stageUnder(s.stage, dispatches, true), firstOrderAt: s.firstOrderAt ?? e.at }
  },
  // what was seen had been delivered: the two receipts may overtake each other, and the phone's clock is an estimate
  'incident.delivered': (s, d, e) =>
    onDispatch(s, d, e, 'delivered', (x, at) => ({ deliveredAt: x.deliveredAt ?? earlier(at, x.seenAt) })),
  'incident.seen': (s, d, e) =>
    onDispatch(s, d, e, 'seen', (x, at) => ({ seenAt: x.seenAt ?? later(at, x.deliveredAt) })),
  'incident.acknowledged': (s, d, e) => onDispatch(s, d, e, 'acknowledged', (_, at) => ({ acknowledgedAt: at })),
  'incident.declined': (s, d, e) =>
    onDispatch(s, d, e, 'declined', (_, at) => ({ endedAt: at, declineReason: (d.reason as string) ?? null })),
  'incident.called': (s, d, e) =>
    onDispatch(s, d, e, null, (_, at) => ({
      called: { outcome: d.outcome as 'reached' | 'unreached', at, by: e.actor.id },
    })),
  'incident.departed': (s, d, e) =>
    onDispatch(s, d, e, 'enRoute', (_, at) => ({ departedAt: at, delayReason: (d.delayReason as string) ?? null })),
  'incident.arrived': (s, d, e) =>
    onDispatch(s, d, e, 'arrived', (x, at) => ({
      arrivedAt: at,
      departSkipped: x.departedAt === null,
      arrivalProof: (d.proof as Dispatch['arrivalProof']) ?? 'button',
      ...(typeof d.distanceM === 'number' ? { arrivalDistanceM: d.distanceM } : {}),
      ...(d.proof === 'geofence' ? { fencedAt: e.at } : {}),
    })),
  'incident.arrivalRetracted': (s, d) => {
    const dispatches = s.dispatches.map((x) => (x.id === d.dispatchId ? withoutArrival(x) : x))
    return { ...s, dispatches, stage: stageUnder(s.stage, dispatches, false) }
  },
  'incident.reported': (s, d, e) => onDispatch(s, d, e, 'reported', (x, at) => ({ reportedAt: x.reportedAt ?? at })),
  'incident.delayed': (s, d, e) =>
    onDispatch(s, d, e, null, () => ({ delayReason: (d.delayReason as string) ?? null })),
  'incident.stoodDown': (s, d, e) =>
    onDispatch(s, d, e, (d.acknowledged as boolean) ? 'stoodDown' : 'expired', (_, at) => ({ endedAt: at })),
  'incident.settled': (s, d, e) => ended(s, d.outcome as Stage & IncidentState['outcome'], e, 'done'),
  'incident.handedBack': (s, d, e) => {
    const after = d.dispatchId ? onDispatch(s, d, e, 'done', (_, at) => ({ endedAt: at })) : s
    const handback = { dispatchId: (d.dispatchId as string) ?? null, by: e.actor.id, at: occurred(d, e) }
    return { ...after, stage: 'handedBack', handback }
  },
  'incident.backupCalled': (s, d, e) => ({
    ...s,
    backup: { at: occurred(d, e), unitId: d.unitId as string, count: d.count as number },
  }),
  'incident.departmentNotified': (s, d, e) => {
    const notice = {
      id: d.noticeId as string,
      organisationId: d.organisationId as string,
      organisationName: d.organisationName as string,
      at: e.at,
      by: e.actor.id,
      acknowledgedAt: null,
    }
    return { ...s, notices: [...(s.notices ?? []), notice] }
  },
  'incident.noticeAcknowledged': (s, d, e) => ({
    ...s,
    notices: (s.notices ?? []).map((one) =>
      one.id === d.noticeId ? { ...one, acknowledgedAt: e.at, byRoom: d.byRoom === true } : one,
    ),
  }),
  'incident.transferredToPolice': (s, _, e) => ({
    ...s,
    stage: 'toPolice',
    outcome: 'toPolice',
    outcomeAt: e.at,
    police: { since: e.at, feedbackAt: null },
  }),
  'incident.policeReported': (s, _, e) => ({
    ...s,
    police: s.police ? { ...s.police, feedbackAt: s.police.feedbackAt ?? e.at } : s.police,
  }),
  // the support goes with the link; whoever was sent after it ended is there for another reason
  'incident.policeLinkEnded': (s, d, e) => {
    const at = (d.endedAt as string | undefined) ?? e.at
    const why = d.why as 'feedback' | 'timeUp'
    const linked = s.dispatches.filter((x) => x.issuedAt <= at)
    return {
      ...s,
      police: s.police ? { ...s.police, linkEnded: { at, why } } : s.police,
      dispatches: [...endDispatches(linked, 'done', at), ...s.dispatches.filter((x) => x.issuedAt > at)],
    }
  },
  'incident.ticketIssued': (s, d, e) => ({
    ...ended(s, 'ticketed', e, 'done'),
    ticketIds: [...s.ticketIds, d.ticketId as string],
  }),
  'incident.merged': (s, d, e) => ({ ...ended(s, 'merged', e, 'stoodDown'), mergedInto: d.intoId as string }),
  'incident.flagged': (s, d) => ({
    ...s,
    flags: d.on ? [...s.flags.filter((f) => f !== d.flag), d.flag as string] : s.flags.filter((f) => f !== d.flag),
  }),
  'incident.attended': (s, d) => ({ ...s, attended: [...s.attended, d.alarm as string] }),
  'incident.cancelProposed': (s, _, e) => ({ ...s, cancelProposal: { by: e.actor.id, at: e.at } }),
  'incident.cancelled': (s, _, e) => ended(s, 'cancelled', e, 'stoodDown'),
  'incident.visited': (s) => ({ ...s, stage: 'visited' }),
  'incident.closed': (s, _, e) => ({
    ...s,
    stage: 'closed',
    live: false,
    closedAt: e.at,
    dispatches: endDispatches(s.dispatches, 'done', e.at),
  }),
  // what is said from now on is erased in its own time
  'incident.reopened': ({ erasedAt: _erased, ...s }) => ({
    ...s,
    stage: 'triaged',
    live: true,
    closedAt: null,
    outcome: null,
    outcomeAt: null,
    handback: null,
    police: null,
    cancelProposal: null,
    settledBy: null,
  }),
}

const located = (s: IncidentState, d: Record<string, unknown>): Partial<IncidentState> => ({
  place: (d.place as IncidentState['place']) ?? s.place,
  location: (d.location as IncidentState['location']) ?? s.location,
})

function classified(s: IncidentState, d: Record<string, unknown>, e: FoldEvent): Partial<IncidentState> {
  const classification = d.classification as IncidentState['classification']
  const known = classification !== null && classification.police !== 'undecided'
  return {
    classification,
    severity: (d.severity as IncidentState['severity']) ?? s.severity,
    stage: s.stage === 'received' && known ? 'triaged' : s.stage,
    triagedAt: known ? (s.triagedAt ?? e.at) : s.triagedAt,
  }
}

function newDispatch(d: Record<string, unknown>, e: FoldEvent): Dispatch {
  return {
    id: d.dispatchId as string,
    unit: {
      id: d.unitId as string,
      name: (d.unitName as string | undefined) ?? '',
      ...(typeof d.callSign === 'string' ? { callSign: d.callSign } : {}),
    },
    lead: d.lead as boolean,
    stage: 'created',
    issuedAt: e.at,
    issuedBy: e.actor.id,
    deliveredAt: null,
    seenAt: null,
    acknowledgedAt: null,
    departedAt: null,
    departSkipped: false,
    arrivedAt: null,
    arrivalProof: null,
    reportedAt: null,
    endedAt: null,
    declineReason: null,
    delayReason: null,
  }
}

/** The one step back there is: on its way again, as before the circle spoke. */
const withoutArrival = ({ arrivalDistanceM: _far, fencedAt: _said, ...x }: Dispatch): Dispatch => ({
  ...x,
  stage: x.departedAt === null ? 'acknowledged' : 'enRoute',
  arrivedAt: null,
  arrivalProof: null,
  departSkipped: false,
  arrivalsRetracted: (x.arrivalsRetracted ?? 0) + 1,
})

const occurred = (d: Record<string, unknown>, e: FoldEvent): string => (d.occurredAt as string | undefined) ?? e.at

/** A late event of an earlier step fills in its time and never moves a dispatch backwards (domain.md §3.1). */
function onDispatch(
  s: IncidentState,
  d: Record<string, unknown>,
  e: FoldEvent,
  to: DispatchStage | null,
  change: (dispatch: Dispatch, at: string) => Partial<Dispatch>,
): IncidentState {
  const dispatches = s.dispatches.map((x) => {
    if (x.id !== d.dispatchId) return x
    const stage = to !== null && isForward(x.stage, to) ? to : x.stage
    return { ...x, ...change(x, occurred(d, e)), stage }
  })
  return { ...s, dispatches, stage: stageUnder(s.stage, dispatches, false) }
}

const earlier = (at: string, other: string | null): string => (other !== null && other < at ? other : at)
const later = (at: string, other: string | null): string => (other !== null && other > at ? other : at)

const isForward = (from: DispatchStage, to: DispatchStage): boolean => {
  const [a, b] = [ACTIVE_DISPATCH.indexOf(from), ACTIVE_DISPATCH.indexOf(to)]
  return b === -1 || b > a
}

const FURTHEST: Partial<Record<DispatchStage, Stage>> = {
  created: 'dispatched',
  delivered: 'dispatched',
  seen: 'dispatched',
  acknowledged: 'acknowledged',
  enRoute: 'enRoute',
  arrived: 'onScene',
  reported: 'reported',
}
const FOLLOWS_DISPATCHES: readonly Stage[] = ['received', 'triaged', ...(Object.values(FURTHEST) as Stage[])]

/** An incident is where its furthest active dispatch is; when all are gone it waits for an order again. */
function stageUnder(stage: Stage, dispatches: Dispatch[], ordered: boolean): Stage {
  if (!FOLLOWS_DISPATCHES.includes(stage) && !(ordered && stage === 'handedBack')) return stage
  const furthest = Math.max(...dispatches.filter(isActiveDispatch).map((x) => ACTIVE_DISPATCH.indexOf(x.stage)))
  const found = ACTIVE_DISPATCH[furthest]
  return (found && FURTHEST[found]) ?? (stage === 'received' ? 'received' : 'triaged')
}

const endDispatches = (dispatches: Dispatch[], stage: DispatchStage, at: string): Dispatch[] =>
  dispatches.map((x) => (isActiveDispatch(x) ? { ...x, stage, endedAt: at } : x))

function ended(
  { backup: _over, ...s }: IncidentState,
  outcome: Stage & IncidentState['outcome'],
  e: FoldEvent,
  stage: DispatchStage,
) {
  return {
    ...s,
    stage: outcome as Stage,
    outcome,
    outcomeAt: e.at,
    settledBy: e.actor.id,
    live: !ENDED.includes(outcome as Stage),
    dispatches: endDispatches(s.dispatches, stage, e.at),
  }
}
