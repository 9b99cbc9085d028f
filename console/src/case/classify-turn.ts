import type { Classification, PoliceDecision } from '@liandong/shared/classify/classification.ts'

/** Turning a decision round takes a reason; deciding what was undecided, or confirming, takes none (steps/classify.ts). */
export const turnsRound = (before: Pick<Classification, 'police'> | null, to: PoliceDecision): boolean =>
  before !== null && before.police !== 'undecided' && before.police !== to
