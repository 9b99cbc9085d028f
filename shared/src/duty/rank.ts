import type { BoardUnit } from '../board/board.ts'
import { MINUTE_MS } from '../time.ts'
import type { UnitSuggestion } from '../wire/incident-detail.ts'

export type Measured = { unit: BoardUnit; distanceM: number | null; fixAgeMs: number | null }
export type Need = { dispute: boolean; severity: 1 | 2 | 3 | 4 | null }

/** An e-bike through town streets that bend: 18 km/h along ways 1.3 times the straight line (design). */
const METRES_A_MINUTE = 300
const DETOUR = 1.3
/** A fix older than this says where somebody was (look.md: grey after 60 s; here, what a way may be judged by). */
const STALE_FIX_MS = 15 * MINUTE_MS

export const etaMinutes = (distanceM: number): number => Math.max(1, Math.round((distanceM * DETOUR) / METRES_A_MINUTE))

/**
 * `rankUnits` orders who could go, best first, with the reasons in codes the message files put into words. Only people
 * on duty and free are offered (D8). The score is minutes: the way, less what a fitting skill or force is worth.
 */
export function rankUnits(units: readonly Measured[], need: Need): UnitSuggestion[] {
  return units
    .filter(({ unit }) => unit.onDuty && unit.incidentId === null && unit.state === 'standby')
    .map((measured) => ({ measured, ...judge(measured, need) }))
    .toSorted((a, b) => a.score - b.score || (a.measured.unit.id < b.measured.unit.id ? -1 : 1))
    .map(({ measured: { unit, distanceM }, reasons, eta }) => ({
      unitId: unit.id,
      name: unit.name,
      distanceM: distanceM === null ? null : Math.round(distanceM),
      etaMin: eta,
      reasons,
    }))
}

/** Where nothing is known of the way, a unit counts as this far off. */
const UNKNOWN_WAY_MIN = 15

function judge({ unit, distanceM, fixAgeMs }: Measured, need: Need) {
  const reasons: UnitSuggestion['reasons'] = [{ code: 'onDuty' }]
  const eta = distanceM === null ? null : etaMinutes(distanceM)
  let score = eta ?? UNKNOWN_WAY_MIN
  const count = (worthMin: number, code: string, value?: string) => {
    score -= worthMin
    reasons.push(value === undefined ? { code } : { code, value })
  }
  if (eta !== null) reasons.push({ code: 'eta', value: eta })
  if (need.dispute && unit.skills.includes('调解')) count(3, 'skill', '调解')
  if (need.severity !== null && need.severity <= 2 && unit.kind !== 'person') count(4, 'strength')
  if (unit.tier > 1) count(-5 * (unit.tier - 1), 'tier', String(unit.tier))
  if (fixAgeMs !== null && fixAgeMs > STALE_FIX_MS) count(-2, 'staleFix')
  return { score, reasons, eta }
}
