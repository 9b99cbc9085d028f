import { classify as classifyAlert } from '@liandong/shared/classify/index.ts'
import { DELIVERED_CATEGORIES } from '@liandong/shared/classify/delivered-categories.ts'
import { loadPlace } from '../src/demo/place/place.ts'
import { composeAlert } from '../src/demo/play/compose-alert.ts'
import { createRandom } from '../src/demo/play/random.ts'
import { openTriage } from '../src/cases/open-triage.ts'
import { bySize, quantile, result, type Bench } from './parts/bench.ts'

/** One alert classified, and one alert classified and located, as triage does it; no network. */
export const classify: Bench = {
  name: 'classify',
  run: async (size) => {
    const { gazetteer } = loadPlace()
    const random = createRandom(11)
    const alerts = Array.from({ length: bySize(size, { small: 500, usual: 20_000 }) }, () =>
      composeAlert(gazetteer, random, 1_795_000_000_000),
    )
    const triage = openTriage(gazetteer)
    const time = (run: (alert: (typeof alerts)[number]) => unknown) => {
      for (const alert of alerts.slice(0, 2_000)) run(alert)
      return alerts.map((alert) => {
        const from = performance.now()
        run(alert)
        return (performance.now() - from) * 1_000
      })
    }
    const classified = time(({ narrative, address }) => classifyAlert({ narrative, address }))
    const triaged = time(({ narrative, address, location }) =>
      triage(
        {
          narrative,
          address: address ?? null,
          location: location ?? null,
          sourceCategory: null,
          severity: null,
          source: [],
        },
        DELIVERED_CATEGORIES,
      ),
    )
    return [
      result('classify', 'one alert classified, p99', 'µs', quantile(classified, 0.99)),
      result('classify', 'one alert classified, p50', 'µs', quantile(classified, 0.5)),
      result('classify', 'one alert classified and located, p99', 'µs', quantile(triaged, 0.99)),
    ]
  },
}
