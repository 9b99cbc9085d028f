import { rankUnits, type Measured } from '@liandong/shared/duty/rank.ts'
import { distanceM, offsetM, type GeoPoint } from '@liandong/shared/geo/point.ts'
import { openStreetNet } from '@liandong/shared/geo/street-net.ts'
import { openWays } from '@liandong/shared/geo/ways.ts'
import { loadPlace } from '../src/demo/place/place.ts'
import { createRandom } from '../src/demo/play/random.ts'
import { bySize, quantile, result, type Bench } from './parts/bench.ts'

const UNITS = 500

/** Five hundred units ranked for one place, ways by street included; the floor sorts them by the straight line alone. */
export const rank: Bench = {
  name: 'rank',
  run: async (size) => {
    const { gazetteer, centres } = loadPlace()
    const random = createRandom(7)
    const middle = centres[0]?.point as GeoPoint
    const anywhere = () => offsetM(middle, (random.next() - 0.5) * 6_000, (random.next() - 0.5) * 6_000)
    const units = Array.from({ length: UNITS }, (_, i) => ({ at: anywhere(), unit: unitOf(i) }))
    const waysTo = openWays(openStreetNet(gazetteer.roads))
    const need = { dispute: true, severity: 2 } as const
    const rounds = Array.from({ length: bySize(size, { small: 20, usual: 300 }) }, anywhere)
    const ours = timed(rounds, (scene) => {
      const ways = waysTo(scene)
      const measured = units.map(({ at, unit }): Measured => {
        return { unit, distanceM: distanceM(at, scene), roadM: ways(at) ?? null, fixAgeMs: 0, orders: 1, silentMs: 0 }
      })
      return rankUnits(measured, need)
    })
    const floor = timed(rounds, (scene) =>
      units.map(({ at, unit }) => ({ unit, m: distanceM(at, scene) })).toSorted((a, b) => a.m - b.m),
    )
    return [
      result('rank', '500 units by street for a new place, p99', 'ms', quantile(ours, 0.99), quantile(floor, 0.99)),
      result('rank', '500 units by street for a new place, p50', 'ms', quantile(ours, 0.5), quantile(floor, 0.5)),
    ]
  },
}

function timed(scenes: readonly GeoPoint[], run: (scene: GeoPoint) => unknown): number[] {
  // warm, as the server is
  for (const scene of scenes.slice(0, 5)) run({ ...scene, lat: scene.lat + 1e-6 })
  return scenes.map((scene) => {
    const from = performance.now()
    run(scene)
    return performance.now() - from
  })
}

const unitOf = (i: number): Measured['unit'] => ({
  id: `u${i}`,
  name: `u${i}`,
  callSign: `u${i}`,
  kind: i % 50 === 0 ? 'vehicle' : 'person',
  force: 'grid',
  tier: i % 3 === 0 ? 2 : 1,
  skills: i % 4 === 0 ? ['调解'] : [],
  organisationId: 'o',
  state: 'standby',
  onDuty: true,
  location: null,
  locationAt: null,
  incidentId: null,
})
