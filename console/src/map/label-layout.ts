import type { Label } from './base-chunks.ts'
import type { View } from './world.ts'

export type PlacedLabel = { label: Label; x: number; y: number }

/** Names that matter most are placed first; a name that would touch one already placed is left out. */
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

type Rect = { left: number; top: number; right: number; bottom: number }
const overlap = (a: Rect, b: Rect): boolean =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top

/** `placeLabels` chooses which names fit the view; `widthOf` measures a text in pixels. Labels come sorted by rank. */
export function placeLabels(
  labels: readonly Label[],
  view: View,
  widthOf: (label: Label) => number,
  heightPx: number,
): PlacedLabel[] {
  const placed: PlacedLabel[] = []
  const taken: Rect[] = []
  for (const label of labels) {
    if (view.zoom < label.minZoom) continue
    const x = label.x * view.scale + view.left
    const y = label.y * view.scale + view.top
    if (x < -40 || y < -20 || x > view.width + 40 || y > view.height + 20) continue
    const width = widthOf(label)
    if (label.angle !== 0 && label.length > 0 && label.length * view.scale < width * 0.8) continue
    const w = (Math.abs(Math.cos(label.angle)) * width + Math.abs(Math.sin(label.angle)) * heightPx) / 2 + 4
    const h = (Math.abs(Math.sin(label.angle)) * width + Math.abs(Math.cos(label.angle)) * heightPx) / 2 + 3
    const rect = { left: x - w, top: y - h, right: x + w, bottom: y + h }
    if (taken.some((other) => overlap(other, rect))) continue
    taken.push(rect)
    placed.push({ label, x, y })
  }
  return placed
}
