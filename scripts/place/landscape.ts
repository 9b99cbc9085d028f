import { smooth } from './frame.ts'
import type { Xy } from './frame.ts'
import { TOWN_CORE } from './lattice.ts'

/** What grows or stands on a piece of ground. */
export type LandUse =
  | 'residential'
  | 'commercial'
  | 'industrial'
  | 'farmland'
  | 'village'
  | 'green'
  | 'public'
  | 'water'

export interface Waterway {
  readonly name?: string
  readonly kind: 'river' | 'canal' | 'ditch'
  readonly widthM: number
  /** ground frame */
  readonly line: readonly Xy[]
}

export interface Track {
  readonly name: string
  readonly kind: 'railway' | 'expressway' | 'metro'
  readonly widthM: number
  /** no house stands closer than this to the middle */
  readonly clearM: number
  readonly line: readonly Xy[]
}

/** Oval pieces of the plan that the lattice keeps free: the lake and its park, the hill. */
export const LAKE = { centre: [-1_960, 930] as Xy, halfU: 520, halfV: 330, name: '东湖' }
export const HILL = { centre: [-4_000, 2_420] as Xy, halfU: 700, halfV: 560, name: '安平山' }

/** waterways: the names of streams are invented except that a canal of the region lends its flavour. */
export const waterways: readonly Waterway[] = [
  {
    name: '上塘河',
    kind: 'river',
    widthM: 46,
    line: smooth(
      [
        [-8_200, -1_250],
        [-7_000, -1_480],
        [-5_900, -1_250],
        [-5_050, -1_640],
        [-4_000, -1_560],
        [-3_050, -1_980],
        [-2_100, -1_700],
        [-1_250, -1_960],
        [-300, -1_640],
        [520, -1_860],
        [1_200, -1_600],
        [2_300, -1_720],
      ],
      8,
    ),
  },
  {
    name: '荷塘港',
    kind: 'canal',
    widthM: 26,
    line: smooth(
      [
        [-3_380, 7_600],
        [-3_500, 6_500],
        [-3_330, 5_600],
        [-3_620, 4_800],
        [-3_390, 3_950],
        [-3_560, 3_150],
        [-3_180, 2_500],
        [-3_300, 1_750],
        [-3_620, 1_050],
        [-3_480, 250],
        [-3_760, -480],
        [-3_520, -1_100],
        [-3_640, -1_780],
      ],
      7,
    ),
  },
  {
    name: '新塘河',
    kind: 'canal',
    widthM: 24,
    line: smooth(
      [
        [-8_300, 3_900],
        [-7_200, 4_120],
        [-6_300, 3_780],
        [-5_400, 4_080],
        [-4_500, 3_900],
        [-3_600, 4_240],
        [-2_750, 4_020],
        [-1_900, 4_260],
        [-1_050, 3_960],
        [-200, 4_150],
        [700, 3_840],
        [2_000, 4_000],
      ],
      7,
    ),
  },
  {
    name: '横塘港',
    kind: 'canal',
    widthM: 20,
    line: smooth(
      [
        [-250, 6_900],
        [-120, 6_000],
        [-380, 5_200],
        [-100, 4_500],
        [-280, 3_750],
        [40, 3_000],
        [-200, 2_250],
        [80, 1_550],
        [-160, 900],
        [120, 250],
        [-60, -500],
        [240, -1_150],
        [60, -1_900],
        [300, -2_700],
        [120, -3_700],
      ],
      7,
    ),
  },
  {
    name: '青漾河',
    kind: 'canal',
    widthM: 18,
    line: smooth(
      [
        [-7_900, 1_350],
        [-7_000, 1_180],
        [-6_100, 1_420],
        [-5_300, 1_120],
        [-4_500, 1_330],
        [-3_620, 1_050],
        [-2_800, 1_200],
        [-2_300, 1_020],
        [-1_960, 1_060],
      ],
      7,
    ),
  },
  {
    name: '梅堰港',
    kind: 'canal',
    widthM: 16,
    line: smooth(
      [
        [-1_800, 1_090],
        [-1_420, 1_190],
        [-1_050, 1_400],
        [-560, 1_250],
        [-60, 1_480],
        [480, 1_250],
        [1_050, 1_420],
        [2_200, 1_300],
      ],
      7,
    ),
  },
  {
    kind: 'ditch',
    widthM: 9,
    line: smooth(
      [
        [-6_350, 3_790],
        [-6_180, 3_000],
        [-6_420, 2_250],
        [-6_180, 1_400],
        [-6_390, 600],
        [-6_150, -300],
        [-6_300, -1_330],
      ],
      6,
    ),
  },
  {
    kind: 'ditch',
    widthM: 9,
    line: smooth(
      [
        [-5_250, 6_900],
        [-5_120, 6_000],
        [-5_330, 5_200],
        [-5_150, 4_050],
      ],
      6,
    ),
  },
  {
    kind: 'ditch',
    widthM: 9,
    line: smooth(
      [
        [-1_900, 7_400],
        [-1_780, 6_500],
        [-1_960, 5_700],
        [-1_700, 5_000],
        [-1_880, 4_250],
      ],
      6,
    ),
  },
  {
    kind: 'ditch',
    widthM: 9,
    line: smooth(
      [
        [-5_050, -1_640],
        [-4_860, -2_300],
        [-5_040, -3_000],
        [-4_800, -3_900],
      ],
      6,
    ),
  },
  {
    kind: 'ditch',
    widthM: 9,
    line: smooth(
      [
        [-2_100, -1_700],
        [-1_980, -2_400],
        [-2_180, -3_050],
        [-2_000, -4_200],
      ],
      6,
    ),
  },
  {
    kind: 'ditch',
    widthM: 8,
    line: smooth(
      [
        [-8_000, 2_650],
        [-7_200, 2_480],
        [-6_300, 2_620],
        [-5_600, 2_450],
        [-4_900, 2_560],
      ],
      6,
    ),
  },
]

/** tracks: an expressway along the west, a railway across the south-east, one metro line under two streets. */
export const tracks: readonly Track[] = [
  {
    name: '临湖快速路',
    kind: 'expressway',
    widthM: 34,
    clearM: 46,
    line: smooth(
      [
        [-6_900, 7_400],
        [-6_250, 5_600],
        [-5_650, 4_300],
        [-5_420, 2_900],
        [-5_560, 1_400],
        [-5_300, -200],
        [-4_500, -2_000],
        [-3_700, -4_200],
      ],
      10,
    ),
  },
  {
    name: '东湖铁路联络线',
    kind: 'railway',
    widthM: 12,
    clearM: 34,
    line: smooth(
      [
        [-8_000, -2_900],
        [-5_600, -2_720],
        [-3_300, -2_560],
        [-1_300, -2_250],
        [200, -1_150],
        [1_050, 200],
        [1_900, 2_000],
      ],
      10,
    ),
  },
]

/** Stops of the metro by plan position; the line follows 东湖北路 north, then 兴元路 east. */
export const METRO_PLAN: readonly Xy[] = [
  [-1_150, -2_900],
  [-1_150, -1_050],
  [-1_150, 260],
  [-1_150, 1_620],
  [-1_150, 3_000],
  [-970, 3_180],
  [420, 3_180],
  [1_500, 3_180],
]
export const METRO_STOPS: readonly { name: string; plan: Xy }[] = [
  { name: '北沙东路站', plan: [-1_150, -1_050] },
  { name: '东湖公园站', plan: [-1_150, 600] },
  { name: '宏达路站', plan: [-1_150, 1_620] },
  { name: '东湖北站', plan: [-1_150, 2_900] },
  { name: '兴国路站', plan: [420, 3_180] },
]

const inOval = (oval: { centre: Xy; halfU: number; halfV: number }, [u, v]: Xy, grow = 1): boolean =>
  ((u - oval.centre[0]) / (oval.halfU * grow)) ** 2 + ((v - oval.centre[1]) / (oval.halfV * grow)) ** 2 < 1

export const inLake = (plan: Xy, grow = 1): boolean => inOval(LAKE, plan, grow)
export const inHill = (plan: Xy, grow = 1): boolean => inOval(HILL, plan, grow)

/** An irregular closed shape around a centre, in the plan; the wobble is fixed, not random, so nothing else moves with it. */
export function blob(centre: Xy, halfU: number, halfV: number, phase: number, corners = 14): Xy[] {
  const points = Array.from({ length: corners }, (_, k): Xy => {
    const angle = (k * 2 * Math.PI) / corners
    const wobble = 1 + 0.1 * Math.sin(angle * 3 + phase) + 0.06 * Math.sin(angle * 5 + phase * 2.3)
    return [centre[0] + Math.cos(angle) * halfU * wobble, centre[1] + Math.sin(angle) * halfV * wobble]
  })
  return smooth(points, 3, true)
}

/** How town-like a place is: 1 in the core, 0 in the fields. The development zone in the north-east is its own centre. */
export function townness(plan: Xy): number {
  const reach = (centre: Xy, ru: number, rv: number): number =>
    Math.exp(-(((plan[0] - centre[0]) / ru) ** 2 + ((plan[1] - centre[1]) / rv) ** 2))
  const ripple = 0.07 * Math.sin(plan[0] / 610 + 1) * Math.sin(plan[1] / 540)
  return Math.min(
    1,
    Math.max(
      0,
      Math.max(
        reach(TOWN_CORE, 2_700, 2_300),
        0.92 * reach([-300, 3_300], 2_000, 1_700),
        0.7 * reach([-4_300, -500], 1_250, 1_000),
      ) + ripple,
    ),
  )
}

/** isWorkshops marks the two factory quarters. */
export function isWorkshops([u, v]: Xy): boolean {
  const north = ((u + 250) / 1_800) ** 2 + ((v - 3_650) / 1_350) ** 2 < 1
  const west = ((u + 4_450) / 950) ** 2 + ((v + 250) / 620) ** 2 < 1
  return north || west
}
