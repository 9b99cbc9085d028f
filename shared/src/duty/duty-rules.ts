import type { FieldError } from '../problems/refusal.ts'
import { delivered, type Version } from '../settings/version.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SHANGHAI_OFFSET_MS } from '../time.ts'

/** What the duty of a subdistrict is run by; set by versions, like the targets of the clocks. */
export type DutyRules = {
  /** When the leader's shift turns, minutes of the day in Shanghai. */
  turns: number[]
  /** How long before it begins a gap is told. */
  gapAheadHours: number
  /** How long after its turn a shift may stay unsigned. */
  unsignedMinutes: number
  /** Longer on duty at a stretch than this is warned of. */
  longestHours: number
  /** How long a roll-call waits for answers; versions from before there was one do not say. */
  rollCallMinutes?: number | undefined
}

/** 白班 08:00, 夜班 20:00; told half a day ahead, alarmed after a quarter of an hour (domain.md §3.9). */
export const DELIVERED_DUTY: Version<DutyRules> = delivered({
  turns: [480, 1_200],
  gapAheadHours: 12,
  unsignedMinutes: 15,
  longestHours: 24,
  rollCallMinutes: 3,
})

export const rollCallMs = ({ rollCallMinutes = 3 }: Pick<DutyRules, 'rollCallMinutes'>): number =>
  rollCallMinutes * MINUTE_MS

export const DUTY_BOUNDS = {
  gapAheadHours: [1, 72],
  unsignedMinutes: [5, 120],
  longestHours: [8, 48],
  rollCallMinutes: [1, 30],
} as const

export function checkDutyRules(rules: DutyRules): FieldError[] {
  const errors: FieldError[] = []
  for (const key of ['gapAheadHours', 'unsignedMinutes', 'longestHours', 'rollCallMinutes'] as const) {
    const [least, most] = DUTY_BOUNDS[key]
    const value = rules[key]
    if (value !== undefined && (value < least || value > most))
      errors.push({
        pointer: `/content/${key}`,
        message: `between ${least} and ${most}`,
        messageZh: `应在 ${least} 至 ${most} 之间`,
      })
  }
  const turns = rules.turns.toSorted((a, b) => a - b)
  const isClose = turns.some((turn, i) => (turns[i + 1] ?? (turns[0] as number) + 1_440) - turn < 120)
  if (turns.length < 1 || (turns.length > 1 && isClose))
    errors.push({
      pointer: '/content/turns',
      message: 'at least one, and two hours apart',
      messageZh: '至少一个换班时间，且相隔不少于 2 小时',
    })
  return errors
}

/** The turns of a day and of those beside it, in order. */
function turnsAround(turns: readonly number[], at: number): number[] {
  const day = Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS
  return [-1, 0, 1]
    .flatMap((n) => turns.map((minute) => day + n * DAY_MS + minute * MINUTE_MS))
    .toSorted((a, b) => a - b)
}

/** `lastTurnAt` is when the shift turned last, `nextTurnOf` when it does so next; an instant of a turn is the new shift's. */
export const lastTurnAt = (turns: readonly number[], at: number): number =>
  turnsAround(turns, at).findLast((turn) => turn <= at) as number
export const nextTurnOf = (turns: readonly number[], at: number): number =>
  turnsAround(turns, at).find((turn) => turn > at) as number

/** A shift of the room and what it is called: the one that holds noon is the day's, the one that holds midnight the night's. */
export type Shift = { name: 'day' | 'night' | 'other'; fromAt: number; untilAt: number }

export function shiftAt(turns: readonly number[], at: number): Shift {
  const [fromAt, untilAt] = [lastTurnAt(turns, at), nextTurnOf(turns, at)]
  const day = Math.floor((fromAt + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS
  const holds = (hour: number): boolean => fromAt <= day + hour * HOUR_MS && day + hour * HOUR_MS < untilAt
  const isDay = holds(12) || holds(36)
  const isNight = holds(24) || holds(0)
  return { name: isDay === isNight ? 'other' : isDay ? 'day' : 'night', fromAt, untilAt }
}

/** Both are there for a while: the sheet may be signed this long before the turn (domain.md §3.9: 15 min of overlap). */
export const SIGN_EARLY_MS = 30 * MINUTE_MS

/** `isUnsigned`: a shift that has turned and was not taken over in time. */
export const isUnsigned = (
  handover: { turnAt: number; inAt: number | null },
  rules: Pick<DutyRules, 'unsignedMinutes'>,
  now: number,
): boolean => handover.inAt === null && now >= handover.turnAt + rules.unsignedMinutes * MINUTE_MS

export type Signing = { outBy: string | null; inBy: string | null }
/** `refuseSigning`: the outgoing leader first, the incoming one after, and never the same person (§3.9: both sign). */
export function refuseSigning(
  signed: Signing,
  as: 'out' | 'in',
  accountId: string,
): 'alreadyDone' | 'outgoingFirst' | 'secondPersonRequired' | undefined {
  if ((as === 'out' ? signed.outBy : signed.inBy) !== null) return 'alreadyDone'
  if (as === 'out') return undefined
  if (signed.outBy === null) return 'outgoingFirst'
  return signed.outBy === accountId ? 'secondPersonRequired' : undefined
}
