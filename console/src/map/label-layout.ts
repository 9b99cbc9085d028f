import type { Label } from './base-chunks.ts'
import { boxAround, type FreeSpace } from './free-space.ts'
import type { View } from './world.ts'

export type PlacedLabel = { label: Label; x: number; y: number }

/** Names that matter most are placed first; a name that finds no free place is left out until zoomed in. */
const RANK: Record<string, number> = {
  community: 0,
  expressway: 1,
  arterial: 1,
  water: 2,
  lake: 2,
  hill: 3,
  station: 3,
  park: 3,
  landmark: 4,
  secondary: 4,
  compound: 5,
  minor: 6,
}

export const rankOf = (kind: string): number => RANK[kind] ?? 9

/** Where a level name may stand, as shares of its own size from where it belongs: there, else a little beside it. */
const BESIDE: readonly (readonly [right: number, down: number])[] = [
  [0, 0],
  [0, 0.9],
  [0, -0.9],
  [0.35, 0],
  [-0.35, 0],
  [0.35, 0.9],
  [-0.35, 0.9],
  [0.35, -0.9],
  [-0.35, -0.9],
  [0, 1.45],
  [0, -1.45],
]
const IN_PLACE = [BESIDE[0]] as typeof BESIDE

/**
 * `placeLabels` chooses which names fit the view and where; `widthOf` measures a text in pixels. Labels come sorted by
 * rank. `space` knows what may not be covered, and learns what has been placed.
 */
export function placeLabels(
  labels: readonly Label[],
  view: View,
  widthOf: (label: Label) => number,
  heightPx: number,
  space: FreeSpace,
): PlacedLabel[] {
  const placed: PlacedLabel[] = []
  for (const label of labels) {
    if (view.zoom < label.minZoom) continue
    const x = label.x * view.scale + view.left
    const y = label.y * view.scale + view.top
    if (x < -40 || y < -20 || x > view.width + 40 || y > view.height + 20) continue
    const width = widthOf(label)
    if (label.angle !== 0 && label.length > 0 && label.length * view.scale < width * 0.8) continue
    const w = (Math.abs(Math.cos(label.angle)) * width + Math.abs(Math.sin(label.angle)) * heightPx) / 2 + 4
    const h = (Math.abs(Math.sin(label.angle)) * width + Math.abs(Math.cos(label.angle)) * heightPx) / 2 + 3
    // a name that lies along a road or a river stays on it
    const tries = label.angle === 0 && label.kind === 'community' ? BESIDE : IN_PLACE
    for (const [right, down] of tries) {
      const [atX, atY] = [x + right * width, y + down * heightPx]
      if (!space.take(boxAround(atX, atY, w, h))) continue
      placed.push({ label, x: atX, y: atY })
      break
    }
  }
  return placed
}
