import { MINUTE_MS, SECOND_MS } from '@liandong/shared/time.ts'
import type { Alarm } from './alarms.ts'
import { ALARM_KINDS, TONES, type AlarmKind } from './tones.ts'

/** An unanswered alarm comes again every 30 s, louder each time (domain §4.2). */
export const REPEAT_MS = 30 * SECOND_MS
const LEVELS = [0.35, 0.5, 0.7, 1] as const
/** Silence between two tones: they never touch. */
const PAUSE_MS = 600
/** A mute ends by itself. */
export const MAX_MUTE_MS = 15 * MINUTE_MS

export type Play = { kind: AlarmKind; level: number }

type Heard = { lastAt: number; times: number; known: ReadonlySet<string> }

export type AlarmSchedule = {
  /** What to sound now, if anything. Call it as often as you like. */
  next: (alarms: readonly Alarm[], now: number, isMuted: boolean) => Play | undefined
}

/**
 * One voice for all alarms: a new one sounds at once, an old one again after 30 s, the worst first, one at a time.
 * A mute keeps level 1 audible: it is there to be able to talk, not to miss a life.
 */
export function createAlarmSchedule(): AlarmSchedule {
  const heard = new Map<AlarmKind, Heard>()
  let busyUntil = -Infinity
  return {
    next(alarms, now, isMuted) {
      const byKind = new Map(
        ALARM_KINDS.map((kind) => [kind, new Set(alarms.filter((a) => a.kind === kind).map(toKey))]),
      )
      // answered: the next alarm of this kind begins quietly again
      for (const kind of ALARM_KINDS) if (byKind.get(kind)?.size === 0) heard.delete(kind)
      if (now < busyUntil) return undefined
      const due = ALARM_KINDS.find(
        (kind) => isDue(byKind.get(kind) ?? new Set(), heard.get(kind), now) && (!isMuted || kind === 'newSevere'),
      )
      if (due === undefined) return undefined
      const times = heard.get(due)?.times ?? 0
      heard.set(due, { lastAt: now, times: times + 1, known: byKind.get(due) ?? new Set() })
      busyUntil = now + TONES[due].lengthMs + PAUSE_MS
      return { kind: due, level: LEVELS[Math.min(times, LEVELS.length - 1)] as number }
    },
  }
}

const toKey = (alarm: Alarm): string => `${alarm.incidentId}/${alarm.alarm}`

function isDue(keys: ReadonlySet<string>, heard: Heard | undefined, now: number): boolean {
  if (keys.size === 0) return false
  if (heard === undefined || now - heard.lastAt >= REPEAT_MS) return true
  return [...keys].some((key) => !heard.known.has(key))
}
