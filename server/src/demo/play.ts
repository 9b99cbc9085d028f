import type { Services } from '../http/services.ts'
import type { Logger } from '../platform/logger.ts'
import { loadPlace } from './place/place.ts'
import { Player } from './play/player.ts'
import { createRandom } from './play/random.ts'
import { SUBDISTRICT_ID } from './roster/organisations.ts'
import { demoUnits } from './roster/units.ts'

const TICK_MS = 1_000

/**
 * `startPlay` lets a small town play, so that a new user sees the product live within a minute: alerts in call
 * register, virtual units that acknowledge, travel, arrive and report, an operator who leaves most to the real one.
 * Everything goes through the product's own acceptance and handler. Returns what stops it.
 */
export function startPlay(
  services: Services,
  log: Logger,
  seed = services.clock.now() % 2_147_483_647,
): () => Promise<void> {
  const homes = new Map(demoUnits().map((unit) => [unit.id, unit.home]))
  const player = new Player({
    services,
    log,
    random: createRandom(seed),
    subdistrictId: SUBDISTRICT_ID,
    place: loadPlace(),
    homeOf: (unitId) => homes.get(unitId),
  })
  let running: Promise<void> | undefined
  const timer = setInterval(() => {
    // a tick that takes long (the database is away) is not overtaken by the next
    running ??= player
      .tick()
      .catch((error: unknown) => log.warn({ error: String(error) }, 'play'))
      .finally(() => (running = undefined))
  }, TICK_MS)
  return async () => {
    clearInterval(timer)
    await running
  }
}
