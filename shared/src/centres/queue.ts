import type { Refusal } from '../problems/refusal.ts'
import type { Purpose } from './purpose.ts'

/** waiting → called to a window → at it → served; whoever goes, or does not come when called, has left. */
export const VISIT_STATES = ['waiting', 'called', 'serving', 'served', 'left'] as const
export type VisitState = (typeof VISIT_STATES)[number]

export type QueuedVisit = {
  id: string
  /** Of the day and the centre, from 1. */
  number: number
  purpose: Purpose
  windowId: string | null
  state: VisitState
}
export type QueueWindow = { id: string; purpose: Purpose; isOpen: boolean }

type Queue = readonly QueuedVisit[]
type Judged<T> = ({ ok: true } & T) | { ok: false; refusal: Refusal }

/** `nextNumber` is the number the next visitor of the day is given. */
export const nextNumber = (today: Queue): number => Math.max(0, ...today.map((visit) => visit.number)) + 1

export const waitingCount = (today: Queue): number => today.filter((visit) => visit.state === 'waiting').length

/** More wait than the centre has room for: whoever hands out numbers is warned, and nobody is sent away. */
export const isFull = (today: Queue, capacity: number): boolean => waitingCount(today) >= capacity

const serves = (window: QueueWindow, visit: QueuedVisit): boolean =>
  window.purpose === 'general' || window.purpose === visit.purpose

/** `atWindow` is the visit that has been called to a window and is not over. */
export const atWindow = (today: Queue, windowId: string): QueuedVisit | undefined =>
  today.find((visit) => visit.windowId === windowId && (visit.state === 'called' || visit.state === 'serving'))

/** `callNext` says who comes to a window next: the lowest number waiting of those it serves. */
export function callNext(window: QueueWindow, today: Queue): Judged<{ visit: QueuedVisit }> {
  if (!window.isOpen) return { ok: false, refusal: { code: 'windowClosed' } }
  const busy = atWindow(today, window.id)
  if (busy) return { ok: false, refusal: { code: 'windowBusy', facts: { number: busy.number } } }
  const [first] = today
    .filter((visit) => visit.state === 'waiting' && serves(window, visit))
    .toSorted((a, b) => a.number - b.number)
  if (!first) return { ok: false, refusal: { code: 'nobodyWaits', facts: { waiting: waitingCount(today) } } }
  return { ok: true, visit: first }
}

/** A window that has somebody at it is not closed under their nose. */
export function closeWindow(window: QueueWindow, today: Queue): Refusal | undefined {
  const busy = atWindow(today, window.id)
  return busy && { code: 'windowBusy', facts: { number: busy.number } }
}

/** What is done with a visit once it is called, and from which state to which. */
export const VISIT_STEPS = {
  serve: { from: ['called'], to: 'serving' },
  finish: { from: ['called', 'serving'], to: 'served' },
  leave: { from: ['waiting', 'called'], to: 'left' },
} as const satisfies Record<string, { from: readonly VisitState[]; to: VisitState }>

export type VisitStep = keyof typeof VISIT_STEPS
export const VISIT_STEP_NAMES = Object.keys(VISIT_STEPS) as VisitStep[]

export function stepVisit(visit: QueuedVisit, step: VisitStep): Judged<{ to: VisitState }> {
  const { from, to } = VISIT_STEPS[step]
  const isPossible = (from as readonly VisitState[]).includes(visit.state)
  return isPossible
    ? { ok: true, to }
    : { ok: false, refusal: { code: 'visitForbids', facts: { state: visit.state, number: visit.number } } }
}
