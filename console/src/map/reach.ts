/**
 * How far a unit comes in a time: 14.4 km/h over the ground, the pace behind "1.2 公里，约 5 分钟" (look.md): an electric
 * bicycle or a car in streets, turns included.
 */
export const REACH_M_PER_MIN = 240

/** The 20 minutes of K4, with the two nearer rings that tell who is close. */
export const REACH_RINGS_MIN = [5, 10, 20] as const

export const reachM = (minutes: number): number => minutes * REACH_M_PER_MIN
