import Supercluster from 'supercluster'
import type { Pin } from './pin.ts'

/** Counts a cluster keeps of its members, by severity: it shows the worst, and how many. */
export type Tally = { s1: number; s2: number; s3: number; s4: number; s0: number; waiting: number }
export type Grouped =
  | { lat: number; lon: number; pin: Pin }
  | { lat: number; lon: number; clusterId: number; count: number; tally: Tally }

type PinProperties = { pin: Pin }

const tallyOf = ({ pin }: PinProperties): Tally => ({
  s1: pin.severity === 1 ? 1 : 0,
  s2: pin.severity === 2 ? 1 : 0,
  s3: pin.severity === 3 ? 1 : 0,
  s4: pin.severity === 4 ? 1 : 0,
  s0: pin.severity === 0 ? 1 : 0,
  waiting: pin.waiting ? 1 : 0,
})

function addTally(sum: Tally, more: Readonly<Tally>): void {
  sum.s1 += more.s1
  sum.s2 += more.s2
  sum.s3 += more.s3
  sum.s4 += more.s4
  sum.s0 += more.s0
  sum.waiting += more.waiting
}

/** Building the index of many pins costs some 50 ms: it is rebuilt at most this often, and at once while few. */
export const REBUILD_MS = 1_000
const FEW = 600

/**
 * `PinClusters` groups pins by zoom. Between two rebuilds it answers with the index as it was, corrected: pins that
 * went are left out, pins that came or moved stand alone, so a new alert is on the map in the next frame.
 */
export class PinClusters {
  #pins = new Map<string, Pin>()
  #indexed = new Map<string, Pin>()
  #index: Supercluster<PinProperties, Tally> | null = null
  #builtAt = -Infinity
  #dirty = false

  set(pins: Map<string, Pin>): void {
    this.#pins = pins
    this.#dirty = true
  }

  get size(): number {
    return this.#pins.size
  }

  /** When the groups become exact again; null where they are. */
  settlesInMs(nowMs: number): number | null {
    return this.#dirty && this.#pins.size > FEW ? Math.max(0, this.#builtAt + REBUILD_MS - nowMs) : null
  }

  in(bounds: [west: number, south: number, east: number, north: number], zoom: number, nowMs: number): Grouped[] {
    if (this.#index === null || (this.#dirty && (this.#pins.size <= FEW || nowMs - this.#builtAt >= REBUILD_MS)))
      this.#rebuild(nowMs)
    const found = (this.#index as Supercluster<PinProperties, Tally>).getClusters(bounds, Math.floor(zoom))
    const groups: Grouped[] = []
    for (const feature of found) {
      const [lon, lat] = feature.geometry.coordinates as [number, number]
      const p = feature.properties
      if ('cluster' in p && p.cluster)
        groups.push({ lat, lon, clusterId: p.cluster_id, count: p.point_count, tally: p as unknown as Tally })
      else {
        const { pin } = p as PinProperties
        if (this.#pins.get(pin.id) === pin) groups.push({ lat, lon, pin })
      }
    }
    if (this.#dirty)
      for (const pin of this.#pins.values())
        if (this.#indexed.get(pin.id) !== pin && within(pin, bounds)) groups.push({ lat: pin.lat, lon: pin.lon, pin })
    return groups
  }

  /** The zoom that opens a cluster. */
  expansionZoom(clusterId: number): number {
    return this.#index?.getClusterExpansionZoom(clusterId) ?? 16
  }

  #rebuild(nowMs: number): void {
    const many = this.#pins.size > 200
    this.#index = new Supercluster<PinProperties, Tally>({
      radius: many ? 44 : 20,
      extent: 256,
      minPoints: many ? 3 : 2,
      minZoom: 9,
      maxZoom: 16,
      map: tallyOf,
      reduce: addTally,
    })
    this.#index.load(
      [...this.#pins.values()].map((pin) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [pin.lon, pin.lat] },
        properties: { pin },
      })),
    )
    this.#indexed = this.#pins
    this.#builtAt = nowMs
    this.#dirty = false
  }
}

const within = (pin: Pin, [west, south, east, north]: [number, number, number, number]): boolean =>
  pin.lon >= west && pin.lon <= east && pin.lat >= south && pin.lat <= north
