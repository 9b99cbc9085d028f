import { polygonAreaM2 } from '../../shared/src/geo/polygon.ts'
import { smooth, toLonLat, unbend } from './frame.ts'
import type { Xy } from './frame.ts'

/** A7 in the issue: 76 ± 1 km². The outline is invented; it stays some hundred metres inside 临平区 all around. */
export const AREA_M2 = 76_000_000

const CENTRE: Xy = [-2_600, 950]

/** How far the edge lies from the centre, one figure for every 10 degrees from east, anticlockwise; before scaling to the area. */
const REACH = [
  4_420, 4_560, 4_520, 4_880, 4_990, 5_200, 5_650, 5_560, 5_880, 6_050, 5_700, 5_620, 5_250, 5_010, 5_160, 4_900, 4_640,
  4_780, 4_950, 5_040, 4_760, 4_560, 4_720, 4_980, 4_890, 4_650, 4_700, 4_880, 4_640, 4_330, 4_290, 4_260, 4_150, 4_180,
  4_040, 4_200,
]

function outline(scale: number): Xy[] {
  const corners = Array.from({ length: REACH.length * 3 }, (_, i): Xy => {
    const angle = (i * 2 * Math.PI) / (REACH.length * 3)
    const [from, to] = [REACH[Math.floor(i / 3)] as number, REACH[(Math.floor(i / 3) + 1) % REACH.length] as number]
    const reach = from + ((to - from) * (i % 3)) / 3
    // a little roughness of fixed shape: field edges and streams, not a drawn ellipse
    const rough =
      1 + 0.014 * Math.sin(angle * 13 + 2.1) + 0.011 * Math.sin(angle * 23 + 2.8) + 0.006 * Math.sin(angle * 47 + 2)
    return [CENTRE[0] + Math.cos(angle) * reach * rough * scale, CENTRE[1] + Math.sin(angle) * reach * rough * scale]
  })
  return smooth(corners, 2, true)
}

/** boundaryInPlan is the outline in the plan frame, anticlockwise, scaled so that the ground area is AREA_M2. */
export function boundaryInPlan(): Xy[] {
  let scale = 1
  for (let i = 0; i < 8; i++) scale *= Math.sqrt(AREA_M2 / polygonAreaM2([outline(scale).map(toLonLat)]))
  return outline(scale).map(unbend)
}
