import type { BoardUnit } from '../board/board.ts'
import { MINUTE_MS } from '../time.ts'
import type { UnitSuggestion } from '../wire/incident-detail.ts'

export type Measured = {
  unit: BoardUnit
  /** Straight over the roofs. */
  distanceM: number | null
  /** By street, where there is a map of them and the unit is near one. */
  roadM?: number | null
  fixAgeMs: number | null
  /** Orders it has had in this shift. */
  orders?: number
  /** How long nothing has been heard of it; null where it never said anything. */
  silentMs?: number | null
  phone?: string | null
}
export type Need = { dispute: boolean; severity: 1 | 2 | 3 | 4 | null }

/** How fast one gets through the streets of a town (design): a car 30 km/h, an e-bike 18, on foot 4.8. */
const METRES_A_MINUTE = { vehicle: 500, bike: 300, foot: 80 } as const
/** Where no map of streets helps: ways through a town are this much longer than the straight line. */
const DETOUR = 1.3
/** A fix older than this says where somebody was (look.md: grey after 60 s; here, what a way may be judged by). */
const STALE_FIX_MS = 15 * MINUTE_MS
/** Who has not been heard of for so long may not hear an order either. */
const SILENT_MS = 30 * MINUTE_MS
/** Where nothing is known of the way, a unit counts as this far off. */
const UNKNOWN_WAY_MIN = 15

type Traveller = Pick<BoardUnit, 'kind' | 'force'>

/** Volunteers walk, a vehicle drives, everybody else has an e-bike. */
const speedOf = ({ kind, force }: Traveller): number =>
  METRES_A_MINUTE[kind === 'vehicle' ? 'vehicle' : force === 'volunteer' ? 'foot' : 'bike']

export const etaMinutes = (
  { distanceM, roadM }: { distanceM: number; roadM?: number | null | undefined },
  by: Traveller,
): number => Math.max(1, Math.round((roadM ?? distanceM * DETOUR) / speedOf(by)))

const byScore = (a: Judged, b: Judged): number =>
  a.score - b.score || (a.measured.unit.id < b.measured.unit.id ? -1 : 1)

/**
 * `rankUnits` orders who could go, best first, with the reasons in codes the message files put into words. Only people
 * on duty and free are offered (D8). The score is minutes: the way, less what a fitting skill or force is worth.
 */
export function rankUnits(units: readonly Measured[], need: Need): UnitSuggestion[] {
  return units
    .filter(({ unit }) => unit.onDuty && unit.incidentId === null && unit.state === 'standby')
    .map((measured) => judge(measured, need))
    .toSorted(byScore)
    .map(toSuggestion)
}

/**
 * `rankOffDuty` is the second list, for when the first does not do: who is not on duty but can be called by telephone,
 * by tier (the second tier answers at every hour) and then as above.
 */
export function rankOffDuty(units: readonly Measured[], need: Need): UnitSuggestion[] {
  return units
    .filter(({ unit, phone }) => !unit.onDuty && unit.incidentId === null && Boolean(phone))
    .map((measured) => judge(measured, need))
    .toSorted((a, b) => a.measured.unit.tier - b.measured.unit.tier || byScore(a, b))
    .map((judged) => ({ ...toSuggestion(judged), phone: judged.measured.phone as string }))
}

type Judged = { measured: Measured; score: number; reasons: UnitSuggestion['reasons']; eta: number | null }

const toSuggestion = ({ measured: { unit, distanceM, roadM }, reasons, eta }: Judged): UnitSuggestion => {
  const way = roadM ?? distanceM
  return { unitId: unit.id, name: unit.name, distanceM: way === null ? null : Math.round(way), etaMin: eta, reasons }
}

function judge(measured: Measured, need: Need): Judged {
  const { unit, distanceM, roadM, fixAgeMs, orders = 0, silentMs } = measured
  const reasons: UnitSuggestion['reasons'] = [{ code: unit.onDuty ? 'onDuty' : 'offDuty' }]
  const eta = distanceM === null ? null : etaMinutes({ distanceM, roadM }, unit)
  let score = eta ?? UNKNOWN_WAY_MIN
  const count = (worthMin: number, code: string, value?: string | number) => {
    score -= worthMin
    reasons.push(value === undefined ? { code } : { code, value })
  }
  if (eta !== null) reasons.push({ code: 'eta', value: eta })
  if (need.dispute && unit.skills.includes('调解')) count(3, 'skill', '调解')
  if (need.severity !== null && need.severity <= 2 && unit.kind !== 'person') count(4, 'strength')
  if (unit.kind === 'vehicle') count(0, 'vehicle')
  if (unit.tier > 1) count(-5 * (unit.tier - 1), 'tier', String(unit.tier))
  if (fixAgeMs !== null && fixAgeMs > STALE_FIX_MS) count(-2, 'staleFix')
  // the same few are not sent again and again: an order is worth a minute of way, five at the most
  if (orders > 0) count(-Math.min(orders, 5), 'load', orders)
  if (silentMs !== undefined && silentMs !== null && silentMs > SILENT_MS)
    count(-3, 'silent', Math.floor(silentMs / MINUTE_MS))
  return { measured, score, reasons, eta }
}
