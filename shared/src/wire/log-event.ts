import type { ActorRef } from '../access/actor.ts'

/** What an event can be about: a case, or something that every screen must know of. */
export type EventKind = 'incident' | 'ticket' | 'unit' | 'source' | 'duty' | 'audit'

/** One event of the log as contract.md sends it. `version` is the case's own count of events, without gaps. */
export type LogEvent = {
  seq: number
  id: string
  type: string
  v: 1
  at: string
  actor: ActorRef & { name?: string }
  kind: EventKind
  caseId: string
  version: number
  data: Record<string, unknown>
}

/**
 * What a rule decides, before it has a place in the log. `data` enters the hash chain; `personal` (names, phones,
 * addresses, free text) is kept beside the chain and can be erased without breaking it.
 */
export type DecidedEvent = { type: string; data: Record<string, unknown>; personal?: Record<string, unknown> }
