import type { Block } from './blocks.ts'
import { bend, distance } from './frame.ts'
import type { Xy } from './frame.ts'
import { HILL, LAKE, METRO_STOPS, waterways } from './landscape.ts'
import type { NamedCompound, Landmark } from './places.ts'
import type { Shape } from './scenery.ts'
import { insideOnly } from './streets.ts'
import type { Street } from './streets.ts'

/** stretch is the piece of a line around a point of its length: text lies on it. */
export function stretch(line: readonly Xy[], middleM: number, lengthM: number): Xy[] {
  const out: Xy[] = []
  let walked = 0
  const [from, to] = [middleM - lengthM / 2, middleM + lengthM / 2]
  for (let k = 1; k < line.length; k++) {
    const [a, b] = [line[k - 1] as Xy, line[k] as Xy]
    const length = distance(a, b)
    const at = (metres: number): Xy => [
      a[0] + ((b[0] - a[0]) * (metres - walked)) / length,
      a[1] + ((b[1] - a[1]) * (metres - walked)) / length,
    ]
    if (walked <= from && from < walked + length) out.push(at(from))
    if (walked > from && walked < to) out.push(a)
    if (walked < to && to <= walked + length) out.push(at(to))
    walked += length
  }
  return out.length > 1 ? out : [line[0] as Xy, line.at(-1) as Xy]
}

const lengthOf = (line: readonly Xy[]): number =>
  line.reduce((sum, point, k) => sum + (k === 0 ? 0 : distance(point, line[k - 1] as Xy)), 0)

/** Where text may lie, for those who do not want to compute it: roads and waters every so often, points for the rest. */
export function buildLabels(
  streets: readonly Street[],
  boundary: readonly Xy[],
  blocks: readonly Block[],
  compounds: readonly NamedCompound[],
  landmarks: readonly Landmark[],
): Shape[] {
  const shapes: Shape[] = []
  const along = (
    kind: string,
    name: string,
    line: readonly Xy[],
    everyM: number,
    textM: number,
    startM = 0.5,
  ): void => {
    const total = lengthOf(line)
    if (total < textM * 1.2) return
    const times = Math.max(1, Math.round(total / everyM))
    for (let k = 0; k < times; k++)
      shapes.push({ layer: 'label', kind, name, lines: [stretch(line, (total * (k + startM)) / times, textM)] })
  }
  for (const street of streets) {
    if (street.name === undefined) continue
    // the middle of a stretch between two crossings is not known here; an odd share keeps most texts off the corners
    if (street.kind === 'arterial') along('arterial', street.name, street.line, 2_300, 420, 0.44)
    else if (street.kind === 'secondary') along('secondary', street.name, street.line, 2_600, 320, 0.46)
    else along('minor', street.name, street.line, 1_400, 160)
  }
  for (const water of waterways) {
    if (water.name === undefined) continue
    for (const piece of insideOnly(water.line, boundary.map(bend))) along('water', water.name, piece, 2_600, 380, 0.53)
  }
  const dot = (kind: string, name: string, at: Xy): void =>
    void shapes.push({ layer: 'label', kind, name, lines: [[at]] })
  for (const block of blocks) {
    if (block.special === 'lake') dot('lake', LAKE.name, bend(block.centre))
    if (block.special === 'hill') dot('hill', HILL.name, bend(block.centre))
  }
  for (const stop of METRO_STOPS) dot('station', stop.name, bend(stop.plan))
  for (const landmark of landmarks) {
    if (
      landmark.kind === 'station' ||
      landmark.kind === 'centre' ||
      landmark.name === '东湖公园' ||
      landmark.name === '安平山公园'
    )
      continue
    dot(landmark.kind === 'park' ? 'park' : 'landmark', landmark.name, landmark.at)
  }
  for (const compound of compounds) dot('compound', compound.name, compound.at)
  return shapes
}
