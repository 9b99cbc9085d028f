import type { Label } from './base-chunks.ts'
import type { FreeSpace } from './free-space.ts'
import { placeLabels } from './label-layout.ts'
import type { MapColours } from './map-colours.ts'
import type { View } from './world.ts'

export const MAP_FONT =
  '"Inter Variable", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'

const sizeOf = (kind: string, unit: number): number =>
  (kind === 'community' ? 1.08 : kind === 'minor' || kind === 'compound' ? 0.88 : 0.95) * unit

/** Measuring is the dear part and a name never changes its width at one size. */
const widths = new Map<string, number>()

export function paintLabels(
  context: CanvasRenderingContext2D,
  view: View,
  labels: readonly Label[],
  colours: MapColours,
  unitPx: number,
  space: FreeSpace,
): void {
  const fontOf = (label: Label): string =>
    `${label.kind === 'community' ? 600 : 400} ${sizeOf(label.kind, unitPx)}px ${MAP_FONT}`
  const widthOf = (label: Label): number => {
    const key = `${unitPx}|${label.kind === 'community'}|${sizeOf(label.kind, unitPx)}|${label.text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    context.font = fontOf(label)
    const width = context.measureText(label.text).width
    widths.set(key, width)
    return width
  }
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  for (const { label, x, y } of placeLabels(labels, view, widthOf, unitPx * 1.2, space)) {
    context.save()
    context.translate(x, y)
    if (label.angle !== 0) context.rotate(label.angle)
    context.font = fontOf(label)
    context.strokeStyle = colours['label-halo']
    context.lineWidth = unitPx * 0.28
    context.strokeText(label.text, 0, 0)
    context.fillStyle =
      label.kind === 'water' || label.kind === 'lake'
        ? colours['label-water']
        : label.kind === 'park' || label.kind === 'hill'
          ? colours['label-green']
          : colours.label
    context.globalAlpha = label.kind === 'community' ? 0.92 : 0.85
    context.fillText(label.text, 0, 0)
    context.restore()
  }
}
