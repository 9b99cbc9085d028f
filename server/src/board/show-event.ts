import { audienceOf, showData, type Audience } from '@liandong/shared/access/audience.ts'
import { ownData, unitsTold } from '@liandong/shared/duty/roll-call.ts'
import type { Role } from '@liandong/shared/access/actor.ts'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import type { StoredEvent } from '../log/read.ts'

export type NameOf = (accountId: string) => string | undefined

/** Events about no incident: a source that fell silent concerns whoever watches the room; an audit row the auditor. */
const OTHER_KINDS: Record<string, readonly Audience[]> = {
  source: ['room', 'wall', 'police'],
  unit: ['room', 'wall', 'police', 'unit'],
  ticket: ['room'],
  // gaps of the rota, the handover of the shift, and roll-calls
  duty: ['room', 'wall'],
  audit: [],
}

/** The one audit row that is told at once: somebody reads people's data faster than work is done. */
const TOLD_AT_ONCE = 'personal.paceExceeded'
const ROLL_CALL = 'rollCall.'

/** Whether an audience may be told of an event of this kind at all; incidents are judged by their state as well. */
export const kindShown = (audience: Audience, kind: string, type?: string): boolean =>
  kind === 'incident'
    ? audience !== 'none'
    : (OTHER_KINDS[kind]?.includes(audience) ?? false) ||
      (type === TOLD_AT_ONCE && audience === 'room') ||
      (audience === 'unit' && kind === 'duty' && (type?.startsWith(ROLL_CALL) ?? false))

/** Whether it is told to this very unit: of the duty of all, a unit is told its own part of a roll-call. */
export const concernsUnit = (event: Pick<StoredEvent, 'kind' | 'type' | 'caseId' | 'data'>, unitId: string): boolean =>
  event.kind === 'unit' ? event.caseId === unitId : event.kind === 'duty' ? unitsTold(event).includes(unitId) : true

/** `showEvent` is the event as this audience may read it (contract.md, Live); `unitId` says which unit's part is shown. */
export function showEvent(audience: Audience, event: StoredEvent, nameOf: NameOf, unitId?: string): LogEvent {
  const name = audience === 'wall' ? undefined : nameOf(event.actor.id)
  return {
    seq: event.seq,
    id: event.id,
    type: event.type,
    v: 1,
    at: event.at,
    actor: { ...(event.actor as LogEvent['actor']), ...(name ? { name } : {}) },
    kind: event.kind,
    caseId: event.caseId,
    version: event.version,
    data: audience === 'unit' && event.kind === 'duty' ? ownData(event.data, unitId) : showData(audience, event),
  }
}

export const audienceOfRole = (role: string): Audience => audienceOf(role as Role)
