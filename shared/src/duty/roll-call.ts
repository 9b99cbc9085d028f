import type { LogEvent } from '../wire/log-event.ts'

/** 点名: everyone on duty, or everyone at the scene of one case, says that they are there. */
export type RollCallScope = 'onDuty' | 'scene'

export type RollCallAnswer = {
  /** When it was said, corrected by the server; a phone without network says it before the server hears it. */
  occurredAt: string
  /** When the server heard it. */
  at: string
  /** By the unit's own phone, or by the room for a unit on the radio. */
  via: 'phone' | 'radio'
}

/** A roll-call as a screen knows it: a unit knows of itself alone. */
export type RollCall = {
  id: string
  scope: RollCallScope
  incidentId: string | null
  incidentNo: string | null
  startedAt: string
  dueAt: string
  /** Ids of the units that are asked. */
  asked: string[]
  answers: Record<string, RollCallAnswer>
}

export type Askable = {
  id: string
  kind: string
  onDuty: boolean
  /** Somebody signs in for it: a vehicle alone answers nothing. */
  isManned: boolean
}

/** The stages of an order in which a unit is at the scene. */
const AT_SCENE: readonly string[] = ['arrived', 'reported']

/** `askedOnDuty` is everyone on duty: people and teams, and a vehicle where somebody signs in for it; a seat is the room itself. */
export const askedOnDuty = (units: readonly Askable[]): string[] =>
  units.filter((u) => u.onDuty && canAnswer(u)).map((u) => u.id)

/** `askedAtScene` is everyone at the scene, on duty or not: who is there has to come back. */
export const askedAtScene = (
  units: readonly Askable[],
  orders: readonly { unit: { id: string }; stage: string }[],
): string[] => {
  const there = new Set(orders.filter((order) => AT_SCENE.includes(order.stage)).map((order) => order.unit.id))
  return units.filter((u) => there.has(u.id) && canAnswer(u)).map((u) => u.id)
}

const canAnswer = ({ kind, isManned }: Askable): boolean => kind !== 'seat' && (kind !== 'vehicle' || isManned)

/** An answer that was given after the end, or that came after it: it is kept, and told from the others. */
export const isLate = (answer: Pick<RollCallAnswer, 'at'>, endedAt: string | null): boolean =>
  endedAt !== null && answer.at > endedAt

type RollCallEvent = Pick<LogEvent, 'type' | 'caseId' | 'at' | 'data'>

/** What an event makes of the roll-call that runs; told twice is told once, and one that has ended is none. */
export function foldRollCall(running: RollCall | null, { type, caseId, at, data }: RollCallEvent): RollCall | null {
  if (type === 'rollCall.started') {
    const { scope, incidentId, incidentNo, dueAt, asked } = data as Omit<RollCall, 'id' | 'startedAt' | 'answers'>
    return running?.id === caseId
      ? running
      : { id: caseId, scope, incidentId, incidentNo, startedAt: at, dueAt, asked, answers: {} }
  }
  if (running?.id !== caseId) return running
  if (type === 'rollCall.ended') return null
  if (type !== 'rollCall.answered') return running
  const { unitId, occurredAt, via } = data as { unitId: string } & RollCallAnswer
  return running.answers[unitId]
    ? running
    : { ...running, answers: { ...running.answers, [unitId]: { occurredAt, at, via } } }
}

/** `ownPart` is what one unit knows of a roll-call: null where it is not asked. */
export function ownPart(running: RollCall | null, unitId: string | null): RollCall | null {
  if (!running || unitId === null || !running.asked.includes(unitId)) return null
  const answer = running.answers[unitId]
  return { ...running, asked: [unitId], answers: answer ? { [unitId]: answer } : {} }
}

/** Whom an event of a roll-call concerns, besides the room; the others are told nothing. */
export const unitsTold = ({ type, data }: Pick<LogEvent, 'type' | 'data'>): string[] =>
  type === 'rollCall.answered'
    ? [data.unitId as string]
    : type === 'rollCall.started' || type === 'rollCall.ended'
      ? (data.asked as string[])
      : []

/** `ownData` is the part of an event of a roll-call that is this unit's: no unit reads who else is asked or wanting. */
export const ownData = (data: Record<string, unknown>, unitId: string | undefined): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.filter((one) => one === unitId) : value,
    ]),
  )

export type RollCallCount = { asked: number; answered: number }
export const countRollCall = ({ asked, answers }: Pick<RollCall, 'asked' | 'answers'>): RollCallCount => ({
  asked: asked.length,
  answered: Object.keys(answers).length,
})

/** Who has not answered comes first, and of those whoever was not heard of for longest. */
export function inOrderOfWorry<U extends { id: string; lastContactAt?: string | null }>(
  units: readonly U[],
  answers: RollCall['answers'],
): U[] {
  const key = (u: U): string => {
    const answer = answers[u.id]
    return answer ? `1${answer.at}` : `0${u.lastContactAt ?? ''}`
  }
  return units.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id < b.id ? -1 : 1))
}
