import { isProtected, withoutHome } from '@liandong/shared/access/protection.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'

/** What was said, for a department: it is not told from which home somebody reported violence. */
export const wordsForTicket = (state: IncidentState, narrative = ''): string =>
  isProtected(state) ? withoutHome.words(narrative) : narrative
