import type { BoardUnit } from '@liandong/shared/board/board.ts'
import { shortAge } from './fix-age.ts'
import { boxAround, type FreeSpace, type Rect } from './free-space.ts'
import { MAP_FONT } from './label-painter.ts'
import type { MapColours } from './map-colours.ts'
import type { SeenUnit } from './unit-painter.ts'

export type PlacedName = { seen: SeenUnit; text: string; x: number; y: number }

/** From here on everybody is named; before, vehicles and whoever is under an order. */
const NAMED_FROM_ZOOM = 14.5

/** Who is asked first where there is not room for all: the one pointed at, whoever is under an order, then vehicles. */
const importance = ({ unit, busy }: SeenUnit, hoveredId: string | null): number =>
  unit.id === hoveredId ? 0 : busy ? 1 : unit.kind === 'vehicle' ? 2 : 3

export const unitWords = ({ unit, fresh, ageMs }: SeenUnit): string =>
  !fresh && ageMs !== null ? `${unit.name} ${shortAge(ageMs)}` : unit.name

type Asked = {
  zoom: number
  hoveredId: string | null
  /** Radius of a head, pixels. */
  r: number
  widthOf: (text: string) => number
  heightPx: number
}

/**
 * `placeUnitNames` finds each name a place under its symbol, else above or beside it. One that finds none is left out
 * until zoomed in; the one pointed at is always there.
 */
export function placeUnitNames(seen: readonly SeenUnit[], asked: Asked, space: FreeSpace): PlacedName[] {
  const { zoom, hoveredId, r, widthOf, heightPx } = asked
  return seen
    .filter(({ unit, busy }) => zoom >= NAMED_FROM_ZOOM || busy || unit.kind === 'vehicle' || unit.id === hoveredId)
    .toSorted((a, b) => importance(a, hoveredId) - importance(b, hoveredId))
    .flatMap((one): PlacedName[] => {
      const text = unitWords(one)
      const width = widthOf(text)
      const aside = (one.unit.kind === 'vehicle' ? r * 1.6 : r * 1.1) + width / 2 + 4
      const down = (one.unit.kind === 'vehicle' ? r * 1.25 : r * 1.1) + heightPx / 2 + 3
      const tries: [x: number, y: number][] = [
        [one.x, one.y + down],
        [one.x, one.y - down],
        [one.x + aside, one.y],
        [one.x - aside, one.y],
      ]
      const box = ([x, y]: [x: number, y: number]): Rect => boxAround(x, y, width / 2 + 2, heightPx / 2 + 1)
      const free = tries.find((at) => space.take(box(at)))
      const at = free ?? (one.unit.id === hoveredId ? tries[0] : undefined)
      return at ? [{ seen: one, text, x: at[0], y: at[1] }] : []
    })
}

const fontOf = (r: number): string => `500 ${Math.max(11, r * 1.15)}px ${MAP_FONT}`
const widths = new Map<string, number>()

export function paintUnitNames(
  context: CanvasRenderingContext2D,
  zoom: number,
  seen: readonly SeenUnit[],
  { hoveredId, r }: { hoveredId: string | null; r: number },
  colours: MapColours,
  space: FreeSpace,
): void {
  const font = fontOf(r)
  context.font = font
  const widthOf = (text: string): number => {
    const key = `${font}|${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    const width = context.measureText(text).width
    widths.set(key, width)
    return width
  }
  const names = placeUnitNames(seen, { zoom, hoveredId, r, widthOf, heightPx: Math.max(11, r * 1.15) }, space)
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 3
  context.strokeStyle = colours['label-halo']
  for (const { text, x, y } of names) context.strokeText(text, x, y)
  for (const { seen: one, text, x, y } of names) {
    context.fillStyle = one.fresh ? colours['symbol-ink'] : colours['unit-stale']
    context.fillText(text, x, y)
  }
}

/** Changes when a name could have to stand elsewhere: a unit that moves within a stride changes nothing. */
export const namesKey = (units: readonly BoardUnit[], nowMs: number): string =>
  units
    .map(({ id, name, location, state, onDuty, locationAt }) =>
      location
        ? [
            id,
            name,
            state,
            onDuty,
            ...step(location),
            Math.floor((nowMs - Date.parse(locationAt ?? '')) / 60_000),
          ].join()
        : '',
    )
    .join('|')

const STRIDE_DEGREES = 1e-4
const step = ({ lat, lon }: { lat: number; lon: number }): number[] => [
  Math.round(lat / STRIDE_DEGREES),
  Math.round(lon / STRIDE_DEGREES),
]
