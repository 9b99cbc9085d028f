import { normaliseAddress, readDoor, readHouse, withoutUnit } from './address-text.ts'
import { findMentions, gridAt, isOurs } from './gazetteer-index.ts'
import type { Compound, Gazetteer, Mention, Named, Road } from './gazetteer-index.ts'
import { crossingOf, nearestOnPath, pathLengthM, pointAlong } from './path.ts'
import { interiorPoint } from './polygon.ts'
import { distanceM, isPossiblePoint, nearest, offsetM } from './point.ts'
import type { GeoPoint } from './point.ts'

export { gridAt, isOurs, openGazetteer } from './gazetteer-index.ts'
export type { Gazetteer, GazetteerAreas, GazetteerFile } from './gazetteer-index.ts'

export interface WhatIsKnown {
  readonly address?: string | undefined
  readonly narrative?: string | undefined
  /** WGS-84 */
  readonly point?: GeoPoint | undefined
}

export interface Located {
  readonly point?: GeoPoint
  readonly gridId?: string
  readonly centreId?: string
  /** `outside`: forward it (A7); `unknown`: somebody must ask */
  readonly area: 'inside' | 'outside' | 'unknown'
  /** 0 to 1: how far a responder may trust the point */
  readonly confidence: number
  /** the words that decided, as names of the gazetteer */
  readonly matched: readonly string[]
}

/** A reading of the text: where, how sure, and what to call it. */
interface Reading {
  readonly point?: GeoPoint
  readonly confidence: number
  readonly matched: readonly string[]
  readonly label: string
}

/** How sure each kind of reading is (design; a house is a door, a road alone is a search). */
const SURE = {
  house: 0.95,
  door: 0.85,
  crossing: 0.85,
  landmark: 0.85,
  compound: 0.8,
  unknownHouse: 0.7,
  meeting: 0.6,
  community: 0.45,
  roadInCommunity: 0.5,
  road: 0.3,
  around: 0.15,
} as const

/** A story names places in passing; an address is meant. */
const STORY_SHARE = 0.9
/** 附近, 对面: near there, not there. */
const NEARBY_SHARE = 0.9
/** Two parts of one address that do not agree. */
const DISAGREE_SHARE = 0.7
/** Beyond this a point and a text are two places; within it the point is only finer. */
const FAR_APART_M = 1_500
const HOUSE_SET_BACK_M = 20

const ofKind = <K extends Named['kind']>(
  mentions: readonly Mention[],
  kind: K,
): (Mention & { named: Extract<Named, { kind: K }> })[] =>
  mentions.filter((mention): mention is Mention & { named: Extract<Named, { kind: K }> } => mention.named.kind === kind)

/** doorPoint walks a road to a house number and steps aside: odd to the left, even to the right. */
function doorPoint(gazetteer: Gazetteer, road: Road, number: number): GeoPoint | undefined {
  let left = number * gazetteer.numberEveryM
  for (const path of road.paths) {
    const length = pathLengthM(path)
    if (left <= length) {
      const at = pointAlong(path, left)
      const ahead = pointAlong(path, left + 5)
      if (at === undefined || ahead === undefined) return at
      const metresEast = (ahead.lon - at.lon) * Math.cos((at.lat * Math.PI) / 180)
      const metresNorth = ahead.lat - at.lat
      const size = Math.hypot(metresEast, metresNorth)
      if (size === 0) return at
      const side = (number % 2 === 1 ? 1 : -1) * (HOUSE_SET_BACK_M / size)
      return offsetM(at, -metresNorth * side, metresEast * side)
    }
    left -= length
  }
  return undefined
}

function crossingPoint(a: Road, b: Road): GeoPoint | undefined {
  for (const one of a.paths) {
    for (const two of b.paths) {
      const at = crossingOf(one, two)
      if (at !== undefined) return at
    }
  }
  return undefined
}

function compoundReading(compound: Compound, house: number | undefined, written: string): Reading {
  const point = house === undefined ? undefined : compound.houses[house - 1]
  // farmhouses have 号, blocks of flats 幢
  const unit = compound.kind === 'hamlet' ? '号' : '幢'
  if (house !== undefined && point !== undefined)
    return {
      point,
      confidence: SURE.house,
      matched: [compound.name, `${house}${unit}`],
      label: `${compound.name} ${house} ${unit}`,
    }
  // a house number the compound does not have: the compound is right, the number is to be asked
  const confidence =
    house === undefined ? (written === compound.name ? SURE.compound : SURE.compound - 0.05) : SURE.unknownHouse
  return {
    point: compound.point,
    confidence,
    matched: [compound.name],
    label: house === undefined ? compound.name : `${compound.name} ${house} ${unit}`,
  }
}

function readingsOf(gazetteer: Gazetteer, text: string, mentions: readonly Mention[]): Reading[] {
  const readings: Reading[] = []
  const communities = ofKind(mentions, 'community')
  const roads = ofKind(mentions, 'road')
  for (const { named, text: written, end } of ofKind(mentions, 'compound'))
    readings.push(compoundReading(named.compound, readHouse(text.slice(end)), written))
  for (const { named, isWeak } of ofKind(mentions, 'landmark')) {
    const { name, point } = named.landmark
    readings.push({ point, confidence: isWeak ? SURE.landmark - 0.15 : SURE.landmark, matched: [name], label: name })
  }
  roads.forEach(({ named: { road }, end }, k) => {
    const number = readDoor(text.slice(end))
    const point = number === undefined || number === 0 ? undefined : doorPoint(gazetteer, road, number)
    if (number !== undefined && point !== undefined)
      readings.push({
        point,
        confidence: SURE.door,
        matched: [road.name, `${number}号`],
        label: `${road.name} ${number} 号`,
      })
    const next = roads[k + 1]
    if (next === undefined || next.named.road === road) return
    const between = text.slice(end, next.end - next.text.length)
    const at = crossingPoint(road, next.named.road)
    if (at === undefined || number !== undefined || between.length > 12) return
    const isSaid = /^[和与跟及、/]?$/u.test(between) || /[口叉汇]/u.test(text.slice(next.end, next.end + 5))
    readings.push({
      point: at,
      confidence: isSaid ? SURE.crossing : SURE.meeting,
      matched: [road.name, next.named.road.name],
      label: `${road.name}${next.named.road.name}路口`,
    })
  })
  for (const {
    named: { community },
    end,
    isWeak,
  } of communities) {
    // 映荷社区3幢: the community has no houses, but the estate that bears its name has
    const house = readHouse(text.slice(end))
    const short = community.name.replace(/(社区|村)$/u, '')
    const own =
      house === undefined
        ? undefined
        : gazetteer.compounds.find((one) => one.name.startsWith(short) && one.houses[house - 1] !== undefined)
    if (own !== undefined && house !== undefined) {
      const reading = compoundReading(own, house, own.name)
      readings.push({
        ...reading,
        confidence: SURE.meeting,
        matched: [community.name, `${house}幢`],
        label: `${community.name} ${house} 幢`,
      })
    }
    readings.push({
      point: community.point,
      confidence: isWeak ? SURE.community - 0.1 : SURE.community,
      matched: [community.name],
      label: community.name,
    })
    for (const { named } of roads) {
      const feet = named.road.paths
        .map((path) => nearestOnPath(path, community.point))
        .filter((foot) => foot !== undefined)
      const foot = nearest(feet, community.point, (one) => one.point)
      if (foot !== undefined && foot.distanceM < 2_000)
        readings.push({
          point: foot.item.point,
          confidence: SURE.roadInCommunity,
          matched: [community.name, named.road.name],
          label: `${named.road.name}（${community.name}）`,
        })
    }
  }
  for (const {
    named: { road },
  } of roads) {
    const longest = [...road.paths].sort((a, b) => pathLengthM(b) - pathLengthM(a))[0]
    const point = longest === undefined ? undefined : pointAlong(longest, pathLengthM(longest) / 2)
    readings.push({ ...(point && { point }), confidence: SURE.road, matched: [road.name], label: road.name })
  }
  const agreed = communities.filter((mention) => !mention.isWeak).map((mention) => mention.named.community.id)
  return readings.map((reading) => {
    const centreId = reading.point === undefined ? undefined : gridAt(gazetteer, reading.point)?.centreId
    const isOdd =
      agreed.length > 0 &&
      centreId !== undefined &&
      !agreed.includes(centreId) &&
      reading.confidence > SURE.roadInCommunity
    return isOdd ? { ...reading, confidence: reading.confidence * DISAGREE_SHARE } : reading
  })
}

interface TextReading extends Partial<Reading> {
  readonly area: 'inside' | 'outside' | 'unknown'
}

function readText(gazetteer: Gazetteer, raw: string | undefined, isStory: boolean): TextReading {
  if (raw === undefined || raw === '') return { area: 'unknown' }
  const text = normaliseAddress(raw)
  const mentions = findMentions(gazetteer, text).filter((mention) => !(isStory && mention.isWeak))
  const best = readingsOf(gazetteer, text, mentions).reduce<Reading | undefined>(
    (top, one) => (top === undefined || one.confidence > top.confidence ? one : top),
    undefined,
  )
  // a name from elsewhere counts in an address alone: a story says where people come from
  const elsewhere = isStory ? undefined : ofKind(mentions, 'elsewhere')[0]
  const isHeaded = ofKind(mentions, 'around').some((mention) => mention.named.name.endsWith('街道'))
  if (elsewhere !== undefined && !isHeaded && (best === undefined || best.confidence <= SURE.community)) {
    return { area: 'outside', confidence: elsewhere.isWeak ? 0.5 : 0.7, matched: [elsewhere.named.name], label: '' }
  }
  if (best === undefined)
    return isHeaded && !isStory
      ? { area: 'inside', confidence: SURE.around, matched: gazetteer.around.slice(-1), label: '' }
      : { area: 'unknown' }
  const near = /附近|对面|旁边|边上|斜对面|后面|以[东南西北]|[东南西北]侧/u.test(text) ? NEARBY_SHARE : 1
  const doubt = elsewhere !== undefined && !isHeaded ? DISAGREE_SHARE : 1
  return { ...best, area: 'inside', confidence: best.confidence * near * doubt * (isStory ? STORY_SHARE : 1) }
}

function bestText(gazetteer: Gazetteer, { address, narrative }: WhatIsKnown): TextReading {
  const meant = readText(gazetteer, address, false)
  if (meant.area === 'outside') return meant
  const told = readText(gazetteer, narrative, true)
  return (told.confidence ?? 0) > (meant.confidence ?? 0) ? told : meant
}

const round = (share: number): number => Math.round(share * 100) / 100
/** A decimetre is finer than any address. */
const roundPoint = ({ lat, lon }: GeoPoint): GeoPoint => ({
  lat: Math.round(lat * 1e6) / 1e6,
  lon: Math.round(lon * 1e6) / 1e6,
})

/** locate tells where an alert is. A point decides over text; text is read longest name first; what cannot be read is `unknown`, never guessed. */
export function locate(gazetteer: Gazetteer, known: WhatIsKnown): Located {
  const text = bestText(gazetteer, known)
  const matched = text.matched ?? []
  if (known.point !== undefined && isPossiblePoint(known.point)) {
    const { point } = known
    const isFar =
      text.point !== undefined && (text.confidence ?? 0) >= SURE.meeting && distanceM(point, text.point) > FAR_APART_M
    const confidence = round(isFar ? SURE.house * DISAGREE_SHARE : SURE.house)
    if (!isOurs(gazetteer, point)) return { point, area: 'outside', confidence, matched }
    const grid = gridAt(gazetteer, point)
    return { point, area: 'inside', confidence, matched, ...(grid && { gridId: grid.id, centreId: grid.centreId }) }
  }
  if (text.point === undefined) return { area: text.area, confidence: round(text.confidence ?? 0), matched }
  const point = roundPoint(text.point)
  if (!isOurs(gazetteer, point)) return { point, area: 'outside', confidence: round(text.confidence ?? 0), matched }
  const grid = gridAt(gazetteer, point)
  return {
    point,
    area: 'inside',
    confidence: round(text.confidence ?? 0),
    matched,
    ...(grid && { gridId: grid.id, centreId: grid.centreId }),
  }
}

/** describePlace is a short name for walls and lists, to the building and no finer (domain §2.5); empty when nothing is known. */
export function describePlace(gazetteer: Gazetteer, known: WhatIsKnown): string {
  const meant = readText(gazetteer, known.address, false)
  if (meant.label !== undefined && meant.label !== '' && (meant.confidence ?? 0) > SURE.road) return meant.label
  const head = new RegExp(`^(?:${gazetteer.around.join('|')})+`, 'u')
  const typed = known.address === undefined ? '' : withoutUnit(known.address).replace(head, '')
  if (typed.length >= 4) return typed
  if (known.point !== undefined && isPossiblePoint(known.point)) {
    if (!isOurs(gazetteer, known.point)) return '辖区外'
    const spot = nearest<{ name: string; point: GeoPoint }>(
      [...gazetteer.compounds, ...gazetteer.landmarks],
      known.point,
      (one) => one.point,
    )
    if (spot !== undefined && spot.distanceM < 180) return `${spot.item.name}附近`
    const grid = gridAt(gazetteer, known.point)
    if (grid !== undefined) return grid.name
  }
  const told = readText(gazetteer, known.narrative, true)
  return meant.label || told.label || typed
}

/** somewhereIn is a point surely in a grid, for what must be placed there (a person's home, a drill). */
export const somewhereIn = (gazetteer: Gazetteer, gridId: string): GeoPoint | undefined => {
  const grid = gazetteer.grids.find((one) => one.id === gridId)
  return grid === undefined ? undefined : interiorPoint(grid.rings)
}
