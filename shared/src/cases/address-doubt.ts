import { isActiveDispatch } from './incident/lifecycle.ts'
import type { IncidentState } from './incident/state.ts'

/** Less sure than this, triage has found a road or a quarter and no door (gazetteer.ts). */
const SURE_ENOUGH = 0.5

/** What the phone's and the desk's own words for it say, in both languages, and what people write. */
const SAYS_WRONG = /地址(有)?(错|误|不对|不符|不存在)|找不到(地址|地方|门牌)|wrong address/i

export type AddressDoubt = 'unitSaysWrong' | 'unclear'

/**
 * `addressDoubt` says why whoever called should be called back: a unit on its way says that the address is wrong, or
 * nobody could say where it is. Once somebody of ours is there it is known.
 */
export function addressDoubt(
  incident: Pick<IncidentState, 'live' | 'outcome' | 'location' | 'place' | 'dispatches'>,
): AddressDoubt | undefined {
  if (!incident.live || incident.outcome !== null) return undefined
  const active = incident.dispatches.filter(isActiveDispatch)
  if (active.some((d) => d.arrivedAt !== null)) return undefined
  if (active.some((d) => d.delayReason !== null && SAYS_WRONG.test(d.delayReason))) return 'unitSaysWrong'
  const isFound = incident.location !== null && (incident.place?.confidence ?? 1) >= SURE_ENOUGH
  return isFound ? undefined : 'unclear'
}
