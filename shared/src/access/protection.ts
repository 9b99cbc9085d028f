import type { IncidentState } from '../cases/incident/state.ts'
import { withoutUnit } from '../geo/address-text.ts'
import { maskHomes } from './masking.ts'
import type { Audience } from './audience.ts'

/**
 * Whoever reports violence at home lives with the one who does it (反家庭暴力法 §13, §34: the reporter is kept secret).
 * Name, telephone and home are for police duty alone; a responder under orders is told where to go, not who called.
 */
export const DOMESTIC_VIOLENCE = 'domesticViolence'
export const HOUSEHOLD_VIOLENCE = '家庭暴力'

/** Narrow on purpose: it only bridges the moment between the opening of a case and its triage. */
const SPOKEN_OF =
  /家暴|家庭暴力|(?:老公|丈夫|男人|老婆|妻子|爱人|男友|男朋友|前夫|父亲|爸爸|爸|儿子|公公|家里人).{0,8}(?:打我|打人|打老婆|打孩子|打小孩|动手|殴打|掐我|踢我|砍|打了)|被.{0,3}(?:老公|丈夫|老婆|妻子|爱人|男友|男朋友|前夫|父亲|爸爸|爸|儿子|公公).{0,6}(?:打|殴|掐|踢)|domestic (?:abuse|violence|assault)/iu

export const speaksOfDomesticViolence = (narrative: string): boolean => SPOKEN_OF.test(narrative)

type Protectable = Pick<IncidentState, 'classification'>

/** `isProtected`: is the reporter of this case hidden? The classifier's flag and a person's subtype both say so. */
export const isProtected = ({ classification: c }: Protectable): boolean =>
  c !== null &&
  (c.flags.includes(DOMESTIC_VIOLENCE) || c.subtype === HOUSEHOLD_VIOLENCE || c.subtypes.includes(HOUSEHOLD_VIOLENCE))

/** `seesReporter`: may this audience be told who reported, and from which home, if it asks? */
export const seesReporter = (audience: Audience, state: Protectable): boolean =>
  audience === 'police' || !isProtected(state)

/** What may say who called, cut for readers who must not know: the home out of the words, the address to the building. */
export const withoutHome = {
  words: maskHomes,
  /** A responder has to find the door. */
  address: (audience: Audience, address: string): string => (audience === 'unit' ? address : withoutUnit(address)),
}

/** `hideReporter` is a protected case as this audience is shown it; any other is what it was. */
export function hideReporter(audience: Audience, state: IncidentState): IncidentState {
  if (seesReporter(audience, state)) return state
  return {
    ...state,
    summary: state.summary && withoutHome.words(state.summary),
    address: state.address && withoutHome.address(audience, state.address),
  }
}
