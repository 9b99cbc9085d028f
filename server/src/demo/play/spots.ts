import type { Compound, Gazetteer, Road } from '@liandong/shared/geo/gazetteer-index.ts'
import { crossingOf, pathLengthM, pointAlong } from '@liandong/shared/geo/path.ts'
import type { GeoPoint } from '@liandong/shared/geo/point.ts'
import type { Random } from './random.ts'
import type { SpotKind } from './topics.ts'

/** Where a call comes from: as the caller says it, as the call taker writes it, and where it is. */
export type Spot = { said: string; written: string; point: GeoPoint | null }

const HEAD = '杭州市临平区东湖街道'
/** Landmarks of the gazetteer that serve as each kind of spot. */
const LANDMARKS: Partial<Record<SpotKind, readonly string[]>> = {
  factory: ['factory'],
  shop: ['mall', 'market'],
  school: ['school'],
  hospital: ['hospital', 'clinic'],
  park: ['park'],
}
const FOREIGN_ROADS = ['人民大道', '河滨路', '站前路', '古镇街']
/** House numbers beyond this are past where people live on a road of a few kilometres. */
const MOST_DOORS = 300

/** `findSpot` picks a place of the gazetteer that fits a kind of call. */
export function findSpot(gazetteer: Gazetteer, kind: SpotKind, random: Random): Spot {
  switch (kind) {
    case 'home':
      return houseOf(random.pick(gazetteer.compounds.filter((c) => c.kind !== 'hamlet')), random)
    case 'hamlet':
      return houseOf(random.pick(gazetteer.compounds.filter((c) => c.kind === 'hamlet')), random)
    case 'compound': {
      const { name, point, address } = random.pick(gazetteer.compounds)
      return { said: name, written: `${HEAD}${address ?? ''}${name}`, point }
    }
    case 'door':
      return doorOn(random.pick(gazetteer.roads), gazetteer.numberEveryM, random)
    case 'site': {
      const door = doorOn(random.pick(gazetteer.roads), gazetteer.numberEveryM, random)
      return { ...door, said: `${door.said}的工地` }
    }
    case 'road':
      return crossing(gazetteer, random) ?? doorOn(random.pick(gazetteer.roads), gazetteer.numberEveryM, random)
    case 'outside': {
      const elsewhere = random.pick(gazetteer.elsewhere.filter((name) => /[区市县]$/u.test(name)))
      const road = `${random.pick(FOREIGN_ROADS)}${random.whole(1, 400)}号`
      return { said: `${elsewhere}${road}`, written: `${elsewhere}${road}`, point: null }
    }
    default: {
      const kinds = LANDMARKS[kind] ?? []
      const { name, point, address } = random.pick(gazetteer.landmarks.filter((l) => kinds.includes(l.kind)))
      return { said: name, written: `${HEAD}${address ?? ''}${name}`, point }
    }
  }
}

function houseOf({ name, kind, houses, point }: Compound, random: Random): Spot {
  if (houses.length === 0) return { said: name, written: `${HEAD}${name}`, point }
  const n = random.whole(1, houses.length)
  const house = `${name}${n}${kind === 'hamlet' ? '号' : '幢'}`
  const room = kind === 'hamlet' ? '' : `${random.whole(1, 3)}单元${random.whole(1, 6)}0${random.whole(1, 2)}室`
  return { said: house, written: `${HEAD}${house}${random.chance(0.7) ? room : ''}`, point: houses[n - 1] ?? point }
}

function doorOn(road: Road, everyM: number, random: Random): Spot {
  const path = road.paths[0] ?? []
  const n = random.whole(1, Math.max(1, Math.min(MOST_DOORS, Math.floor(pathLengthM(path) / everyM))))
  const door = `${road.name}${n}号`
  return { said: door, written: `${HEAD}${door}`, point: pointAlong(path, n * everyM) ?? null }
}

function crossing(gazetteer: Gazetteer, random: Random): Spot | undefined {
  const main = gazetteer.roads.filter((road) => road.kind !== 'minor')
  const one = random.pick(main)
  const met = main.flatMap((two) => {
    const point = two === one ? undefined : crossingOf(one.paths[0] ?? [], two.paths[0] ?? [], 0)
    return point ? [{ two, point }] : []
  })
  if (met.length === 0) return undefined
  const { two, point } = random.pick(met)
  const said = `${one.name}${two.name}路口`
  return { said, written: `${HEAD}${said}`, point }
}
