import type { LogEvent } from '../wire/log-event.ts'

/** Somebody who is out there calls for help. It stands until the room says in a word how it ended. */
export type Sos = {
  id: string
  /** When it was pressed. */
  at: string
  incidentId: string | null
  attendedBy: string | null
  attendedAt: string | null
  endedAt: string | null
}

type SosEvent = Pick<LogEvent, 'type' | 'data' | 'at'> & { actor: { id: string } }

/** What an event makes of the call of a unit; any other event leaves it as it is. */
export function foldSos(sos: Sos | null, { type, data, at, actor }: SosEvent): Sos | null {
  if (type === 'unit.sos')
    return {
      id: data.sosId as string,
      at: (data.occurredAt as string | undefined) ?? at,
      incidentId: (data.incidentId as string | null) ?? null,
      attendedBy: null,
      attendedAt: null,
      endedAt: null,
    }
  if (sos === null || sos.id !== data.sosId) return sos
  if (type === 'unit.sosAttended') return { ...sos, attendedBy: actor.id, attendedAt: at }
  if (type === 'unit.sosEnded') return { ...sos, endedAt: at }
  return sos
}

/** The call as screens show it: one that has ended is none. */
export const openSos = (sos: Sos | null): Sos | null => (sos?.endedAt === null ? sos : null)

export const SOS_EVENTS: readonly string[] = ['unit.sos', 'unit.sosAttended', 'unit.sosEnded']
