import { pathLengthM, pointAlong, type Path } from '@liandong/shared/geo/path.ts'
import { distanceM, offsetM, type GeoPoint } from '@liandong/shared/geo/point.ts'
import type { Random } from './random.ts'
import { findWay, type StreetNet } from '@liandong/shared/geo/street-net.ts'

type Journey = { to: GeoPoint; path: Path; lengthM: number; walkedM: number }
type Body = { at: GeoPoint; movedAt: number; journey: Journey | undefined; restUntil: number }

/** A phone sends its position this often while its owner is on the way. */
const STEP_MS = 2_500
const THERE_M = 45
/** Standing about: a new fix this often, within this far. */
const IDLE_MS: readonly [number, number] = [24_000, 44_000]
const DRIFT_M = 14

/** Where the virtual units are and how they move. It knows no time of its own and writes nothing: it says what moved. */
export class Movement {
  readonly #net: StreetNet
  readonly #random: Random
  readonly #bodies = new Map<string, Body>()

  constructor(net: StreetNet, random: Random) {
    this.#net = net
    this.#random = random
  }

  /** A unit is where its last fix says, or where it is at home. */
  place(unitId: string, at: GeoPoint): void {
    if (!this.#bodies.has(unitId)) this.#bodies.set(unitId, { at, movedAt: 0, journey: undefined, restUntil: 0 })
  }

  at(unitId: string): GeoPoint | undefined {
    return this.#bodies.get(unitId)?.at
  }

  isAt(unitId: string, target: GeoPoint): boolean {
    const at = this.at(unitId)
    return at !== undefined && distanceM(at, target) <= THERE_M
  }

  /** One step by street towards a place; the new position, or nothing where it is too early for one. */
  travel(unitId: string, to: GeoPoint, metresASecond: number, now: number): GeoPoint | undefined {
    const body = this.#bodies.get(unitId)
    if (!body || now - body.movedAt < STEP_MS) return undefined
    if (!body.journey || distanceM(body.journey.to, to) > 5) {
      const path = findWay(this.#net, body.at, to)
      body.journey = { to, path, lengthM: pathLengthM(path), walkedM: 0 }
    }
    const { journey } = body
    // after a pause (or a stopped server) nobody jumps
    const sinceMs = Math.min(body.movedAt === 0 ? STEP_MS : now - body.movedAt, 4 * STEP_MS)
    journey.walkedM += (metresASecond * sinceMs) / 1_000
    const isThere = journey.walkedM >= journey.lengthM
    body.at = isThere ? to : (pointAlong(journey.path, journey.walkedM) ?? to)
    if (isThere) body.journey = undefined
    body.movedAt = now
    return body.at
  }

  /** Standing about near a place: now and then a fix a few metres off, so that it stays fresh. */
  linger(unitId: string, around: GeoPoint, now: number): GeoPoint | undefined {
    const body = this.#bodies.get(unitId)
    if (!body || now < body.restUntil) return undefined
    const isFirst = body.restUntil === 0
    body.restUntil = now + this.#random.between(isFirst ? 1_000 : IDLE_MS[0], IDLE_MS[1])
    if (isFirst) return undefined
    body.at = offsetM(around, this.#random.between(-DRIFT_M, DRIFT_M), this.#random.between(-DRIFT_M, DRIFT_M))
    body.movedAt = now
    body.journey = undefined
    return body.at
  }

  /** A patrol car goes from place to place, with a pause at each. */
  patrol(unitId: string, stops: readonly GeoPoint[], metresASecond: number, now: number): GeoPoint | undefined {
    const body = this.#bodies.get(unitId)
    if (!body || stops.length === 0) return undefined
    if (!body.journey && now < body.restUntil) return undefined
    const to = body.journey?.to ?? this.#random.pick(stops)
    const at = this.travel(unitId, to, metresASecond, now)
    if (at && !body.journey) body.restUntil = now + this.#random.between(15_000, 40_000)
    return at
  }
}
