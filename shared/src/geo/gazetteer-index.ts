import { decodeLine } from './basemap.ts'
import type { Path } from './path.ts'
import { isInBounds, isInside, boundsOf } from './polygon.ts'
import type { Bounds, PolygonRings } from './polygon.ts'
import { toPoint } from './point.ts'
import type { GeoPoint, Position } from './point.ts'

/** The gazetteer as it lies on disk: positions as steps from an origin, as in the base map. */
export interface GazetteerFile {
  readonly origin: readonly number[]
  readonly step: number
  readonly numberEveryM: number
  readonly around: readonly string[]
  readonly elsewhere: readonly string[]
  readonly roads: readonly {
    name: string
    kind: string
    aliases: readonly string[]
    paths: readonly (readonly number[])[]
  }[]
  readonly compounds: readonly {
    id: string
    name: string
    kind: string
    aliases: readonly string[]
    address?: string
    gridId: string
    at: readonly number[]
    houses: readonly number[]
  }[]
  readonly landmarks: readonly {
    id: string
    name: string
    kind: string
    aliases: readonly string[]
    address?: string
    gridId: string
    at: readonly number[]
  }[]
}

export interface Area {
  readonly id: string
  readonly name: string
  readonly rings: PolygonRings
}

export interface Road {
  readonly name: string
  readonly kind: string
  readonly aliases: readonly string[]
  readonly paths: readonly Path[]
}

export interface Spot {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly aliases: readonly string[]
  readonly address?: string
  readonly gridId: string
  readonly point: GeoPoint
}

export interface Compound extends Spot {
  /** house n stands at houses[n - 1] */
  readonly houses: readonly GeoPoint[]
}

export interface GridArea extends Area {
  readonly centreId: string
  readonly bounds: Bounds
}

export interface CommunityArea extends Area {
  readonly point: GeoPoint
  readonly bounds: Bounds
}

/** Everything in a subdistrict that has a name and a place. */
export interface Gazetteer {
  readonly boundary: PolygonRings
  readonly bounds: Bounds
  readonly communities: readonly CommunityArea[]
  readonly grids: readonly GridArea[]
  readonly roads: readonly Road[]
  readonly compounds: readonly Compound[]
  readonly landmarks: readonly Spot[]
  /** one house number every so many metres, odd on the left of the road as drawn, even on the right */
  readonly numberEveryM: number
  /** province, city, district, subdistrict: the head of an address here */
  readonly around: readonly string[]
  /** heads of addresses that are not here */
  readonly elsewhere: readonly string[]
}

export interface GazetteerAreas {
  readonly boundary: PolygonRings
  readonly communities: readonly (Area & { readonly point: GeoPoint })[]
  readonly grids: readonly (Area & { readonly centreId: string })[]
}

const boundsOfRings = (rings: PolygonRings): Bounds =>
  boundsOf(rings[0] ?? []) ?? { south: 0, west: 0, north: 0, east: 0 }

/** openGazetteer unpacks the file and joins it with the areas. */
export function openGazetteer(file: GazetteerFile, areas: GazetteerAreas): Gazetteer {
  const scale = { origin: [file.origin[0] ?? 0, file.origin[1] ?? 0] as Position, step: file.step }
  const points = (steps: readonly number[]): GeoPoint[] => decodeLine(scale, steps).map(toPoint)
  const spot = <T extends { at: readonly number[] }>({ at, ...rest }: T): Omit<T, 'at'> & { point: GeoPoint } => {
    const point = points(at)[0]
    if (point === undefined) throw new RangeError('a place of the gazetteer has no position')
    return { ...rest, point }
  }
  return {
    boundary: areas.boundary,
    bounds: boundsOfRings(areas.boundary),
    communities: areas.communities.map((area) => ({ ...area, bounds: boundsOfRings(area.rings) })),
    grids: areas.grids.map((area) => ({ ...area, bounds: boundsOfRings(area.rings) })),
    roads: file.roads.map((road) => ({ ...road, paths: road.paths.map((steps) => decodeLine(scale, steps)) })),
    compounds: file.compounds.map((row) => ({ ...spot(row), houses: points(row.houses) })),
    landmarks: file.landmarks.map(spot),
    numberEveryM: file.numberEveryM,
    around: file.around,
    elsewhere: file.elsewhere,
  }
}

/** isOurs says whether a point lies within the boundary (A7: else it is forwarded). */
export const isOurs = (gazetteer: Gazetteer, point: GeoPoint): boolean =>
  isInBounds(gazetteer.bounds, point) && isInside(gazetteer.boundary, point)

/** gridAt is the grid that holds a point; the boxes spare nearly all the polygons. */
export const gridAt = (gazetteer: Gazetteer, point: GeoPoint): GridArea | undefined =>
  gazetteer.grids.find((grid) => isInBounds(grid.bounds, point) && isInside(grid.rings, point))

export type Named =
  | { readonly kind: 'community'; readonly community: CommunityArea }
  | { readonly kind: 'road'; readonly road: Road }
  | { readonly kind: 'compound'; readonly compound: Compound }
  | { readonly kind: 'landmark'; readonly landmark: Spot }
  | { readonly kind: 'around'; readonly name: string }
  | { readonly kind: 'elsewhere'; readonly name: string }

export interface Mention {
  readonly named: Named
  /** as written */
  readonly text: string
  readonly end: number
  /** a short or common word: counts in an address, not in a story */
  readonly isWeak: boolean
}

interface Entry {
  readonly text: string
  readonly named: Named
  readonly isWeak: boolean
}

const indexes = new WeakMap<Gazetteer, Map<string, Entry[]>>()

/** Words that name an office of ours but that anybody may say of any other. */
const COMMON =
  /^(派出所|司法所|消防站|人民医院|卫生服务中心|街道办|街道办事处|矛调中心|综合服务中心|执法中队|城管中队)$/u

function indexOf(gazetteer: Gazetteer): Map<string, Entry[]> {
  const known = indexes.get(gazetteer)
  if (known !== undefined) return known
  const entries: Entry[] = []
  const put = (text: string, named: Named, isWeak = COMMON.test(text)): void =>
    void entries.push({ text, named, isWeak })
  for (const name of gazetteer.around) put(name, { kind: 'around', name })
  for (const name of gazetteer.elsewhere) {
    put(name, { kind: 'elsewhere', name })
    // 余杭区 is also written 余杭; two characters are too easily part of another word
    if (name.length > 3) put(name.replace(/(街道|镇|区|市|县)$/u, ''), { kind: 'elsewhere', name }, true)
  }
  for (const community of gazetteer.communities) {
    const short = community.name.replace(/(社区|村)$/u, '')
    put(community.name, { kind: 'community', community })
    put(`${short}村`, { kind: 'community', community }, true)
    put(short, { kind: 'community', community }, true)
  }
  for (const road of gazetteer.roads) for (const text of [road.name, ...road.aliases]) put(text, { kind: 'road', road })
  for (const compound of gazetteer.compounds)
    for (const text of [compound.name, ...compound.aliases]) put(text, { kind: 'compound', compound }, text.length < 3)
  for (const landmark of gazetteer.landmarks)
    for (const text of [landmark.name, ...landmark.aliases])
      put(text, { kind: 'landmark', landmark }, text.length < 3 || COMMON.test(text))
  const index = new Map<string, Entry[]>()
  for (const entry of entries) {
    const first = entry.text.slice(0, 1)
    index.set(first, [...(index.get(first) ?? []), entry])
  }
  for (const list of index.values())
    list.sort((a, b) => b.text.length - a.text.length || Number(a.isWeak) - Number(b.isWeak))
  indexes.set(gazetteer, index)
  return index
}

/** After a weak name these make another name of it: 新塘街道 is not 新塘社区, 余杭路 is not 余杭区. */
const GOES_ON = /^(?:街道|大道|大厦|广场|[镇乡区市县路街巷港河])/u

/** findMentions reads normalised text from left to right; at each character the longest name wins and is stepped over. */
export function findMentions(gazetteer: Gazetteer, text: string): Mention[] {
  const index = indexOf(gazetteer)
  const mentions: Mention[] = []
  for (let at = 0; at < text.length;) {
    const entry = index
      .get(text.slice(at, at + 1))
      ?.find((one) => text.startsWith(one.text, at) && !(one.isWeak && GOES_ON.test(text.slice(at + one.text.length))))
    if (entry === undefined) at++
    else {
      at += entry.text.length
      mentions.push({ named: entry.named, text: entry.text, end: at, isWeak: entry.isWeak })
    }
  }
  return mentions
}
