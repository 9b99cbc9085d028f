/**
 * How far a unit comes in a time: 300 m a minute along ways 1.3 times the straight line, the pace by which the rule
 * book ranks units (shared/src/duty/rank.ts), so that ring and suggestion never disagree.
 */
export const REACH_M_PER_MIN = 300 / 1.3

/** The 20 minutes of K4, with the two nearer rings that tell who is close. */
export const REACH_RINGS_MIN = [5, 10, 20] as const

export const reachM = (minutes: number): number => minutes * REACH_M_PER_MIN
