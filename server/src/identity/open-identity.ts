import { MINUTE_MS } from '@liandong/shared/time.ts'
import type { Config } from '../config.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { SecretBox } from '../platform/secret-box.ts'
import type { Database } from '../store/database.ts'
import { Identity } from './identity.ts'
import { Oidc } from './oidc.ts'

type World = {
  box: SecretBox
  config: Config
  database: Database
  clock: ServerClock
  log: Logger
  committed: (subdistrictId: string) => void
}

const span = (idleMinutes: number, absoluteMinutes: number) => ({
  idleMs: idleMinutes * MINUTE_MS,
  absoluteMs: absoluteMinutes * MINUTE_MS,
})

/** Sign-in as it is configured. */
export function openIdentity({ config, ...world }: World): Identity {
  return new Identity({
    ...world,
    rules: {
      isDemo: config.DEMO,
      limits: {
        work: span(config.WORK_IDLE_MINUTES, config.WORK_ABSOLUTE_MINUTES),
        administration: span(config.ADMIN_IDLE_MINUTES, config.ADMIN_ABSOLUTE_MINUTES),
        phone: span(config.PHONE_IDLE_MINUTES, config.PHONE_ABSOLUTE_MINUTES),
      },
    },
  })
}

export function openOidc(config: Config, database: Database): Oidc | undefined {
  if (!config.OIDC_ISSUER || !config.OIDC_CLIENT_ID) return undefined
  return new Oidc(
    {
      issuer: config.OIDC_ISSUER,
      clientId: config.OIDC_CLIENT_ID,
      clientSecret: config.OIDC_CLIENT_SECRET,
      name: config.OIDC_NAME,
      usernameClaim: config.OIDC_USERNAME_CLAIM,
      trustsSecondFactor: config.OIDC_TRUSTS_SECOND_FACTOR,
    },
    database,
  )
}
