import type { IncidentCommand } from '@liandong/shared/cases/incident/commands.ts'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { routeTicket } from '@liandong/shared/cases/routing.ts'
import { MINUTE_MS, SECOND_MS, toMs } from '@liandong/shared/time.ts'
import { createRandom, seedOf, type Random } from './random.ts'
import { policeFeedback, visitText } from './what-they-say.ts'

/** Who gives a command of the play: the room, or the station that an incident was handed to. */
export type Move = { command: IncidentCommand; as: 'play' | 'police' }

export type Desk = {
  /** Units that may be sent, best first; none of them belongs to a person. */
  suggest: () => readonly string[]
  /** More than this on the board and the virtual operator stops leaving work for the real one. */
  isFull: boolean
  /** A person has an order on this incident, or has touched it otherwise. */
  withPerson: boolean
}

/** Where a handback goes that no row of the routing table covers. */
const FALLBACK_DEPARTMENT = 'org-sfs'

/**
 * `nextMove` is what the virtual operator does about one incident: pure, from the incident's own times. It leaves new
 * ones to the real operator first, most of them for minutes.
 */
export function nextMove(incident: IncidentState, desk: Desk, now: number): Move | undefined {
  if (desk.withPerson) return undefined
  const r = createRandom(seedOf(incident.id))
  const patience = patienceOf(r, desk.isFull)
  const byRoom = (command: IncidentCommand | undefined): Move | undefined => command && { command, as: 'play' }
  switch (incident.stage) {
    case 'received':
    case 'triaged':
      return now - waitingSince(incident) < patience ? undefined : byRoom(firstMove(incident, desk, r))
    case 'handedBack':
      return now - toMs(incident.handback?.at ?? incident.receivedAt) < r.between(60, 150) * SECOND_MS
        ? undefined
        : byRoom(issueTicket(incident))
    case 'toPolice':
      return stationAnswers(incident, 'settle', now)
    case 'settled':
    case 'ticketed':
    case 'transferred':
    case 'noAction':
    case 'visited':
      return byRoom(windUp(incident, r, now))
    default:
      return byRoom(handOver(incident, r, now))
  }
}

/**
 * The station's liaison, virtual too: some minutes after a matter was handed over it answers. What a person of the room
 * is handling it only reports on; how that ends is theirs to say.
 */
export function stationAnswers(incident: IncidentState, how: 'settle' | 'report', now: number): Move | undefined {
  if (incident.stage !== 'toPolice' || incident.police === null || incident.police.feedbackAt !== null) return undefined
  const r = createRandom(seedOf(`${incident.id}/station`))
  if (now - toMs(incident.police.since) < r.between(2.5, 6) * MINUTE_MS) return undefined
  return { command: { name: how, body: { text: policeFeedback(r.whole(0, 99)) } }, as: 'police' }
}

/** A third is picked up within 45–90 s; the rest waits for the real operator, unless the board is full. */
function patienceOf(r: Random, isFull: boolean): number {
  const isQuick = r.chance(0.34)
  const quick = r.between(45, 90) * SECOND_MS
  const slow = r.between(2.5, 5) * MINUTE_MS
  return isQuick || isFull ? quick : slow
}

/** Waiting since it came, or since the last unit said no. */
const waitingSince = (incident: IncidentState): number =>
  Math.max(toMs(incident.receivedAt), ...incident.dispatches.flatMap((d) => (d.endedAt ? [toMs(d.endedAt)] : [])))

const WRONG_NUMBER = /打错了|乱按/u

function firstMove(incident: IncidentState, desk: Desk, r: Random): IncidentCommand | undefined {
  const { classification } = incident
  // not triaged yet: the product's own triage comes first
  if (classification === null || incident.classifiedBy === null || incident.dispatches.some(isActiveDispatch))
    return undefined
  if (incident.place?.area === 'outside') {
    const body = {
      outcome: 'transferred' as const,
      transferTo: '属地街道',
      text: '地址在辖区外，已转属地处置并告知报警人。',
    }
    return { name: 'settle', body }
  }
  if (WRONG_NUMBER.test(incident.summary ?? '')) {
    return { name: 'settle', body: { outcome: 'noAction', text: '报警人说明为误拨，已回电核实，无需出警。' } }
  }
  if (classification.police === 'undecided') {
    return { name: 'classify', body: { police: 'nonPolice', reason: '已回电核实，现场无人受伤、无凶器' } }
  }
  const [best, second] = desk.suggest()
  if (best === undefined) return undefined
  const isGrave = (incident.severity ?? 4) <= 2 && second !== undefined
  return { name: 'dispatch', body: isGrave ? { unitIds: [best, second] } : { unitId: best, ...contentOf(r) } }
}

const CONTENTS = [
  '请先稳住双方情绪，到场后首报。',
  '请带执法记录仪，先分开双方。',
  '报警人在现场等候，到场前先电话联系。',
]
const contentOf = (r: Random): { content?: string } => (r.chance(0.4) ? { content: r.pick(CONTENTS) } : {})

/** D13: what is the police's goes to the station, with the unit that is on its way as support. */
function handOver(incident: IncidentState, r: Random, now: number): IncidentCommand | undefined {
  if (incident.classification?.police !== 'police' || incident.firstOrderAt === null) return undefined
  if (now - toMs(incident.firstOrderAt) < r.between(30, 90) * SECOND_MS) return undefined
  return { name: 'transferPolice', body: { reason: '警务类警情，派出所为主处置' } }
}

function issueTicket(incident: IncidentState): IncidentCommand {
  const { classification, place } = incident
  const centreId = place?.centreId ?? null
  const question = { category: classification?.category ?? null, subtype: classification?.subtype ?? null, centreId }
  const body = routeTicket(question) ? {} : { organisationId: centreId ?? FALLBACK_DEPARTMENT }
  return { name: 'issueTicket', body }
}

const RESULTS = [
  'satisfied',
  'satisfied',
  'satisfied',
  'basicallySatisfied',
  'basicallySatisfied',
  'dissatisfied',
  'unreached',
] as const

/** 回访 for most, then 归档, so that the board does not fill up with what is over. */
function windUp(incident: IncidentState, r: Random, now: number): IncidentCommand | undefined {
  const over = now - toMs(incident.outcomeAt ?? incident.receivedAt)
  const visitMs = r.between(60, 150) * SECOND_MS
  const isVisited = r.chance(0.7)
  if (incident.stage !== 'visited' && isVisited) {
    if (over < visitMs) return undefined
    const result = r.pick(RESULTS)
    return { name: 'visit', body: result === 'unreached' ? { result } : { result, text: visitText(r.whole(0, 99)) } }
  }
  return over < visitMs + r.between(60, 120) * SECOND_MS ? undefined : { name: 'close', body: {} }
}
