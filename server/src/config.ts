import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { readKey } from './log/signature.ts'

/** The only reader of the environment. Each variable may be given as `NAME_FILE`, a file that holds its value. */
const flag = z.enum(['0', '1']).transform((value) => value === '1')

const limit = (minutes: number) => z.coerce.number().int().min(1).max(525_600).default(minutes)

const hosts = (usual: string) =>
  z
    .string()
    .default(usual)
    .transform((text) => text.split(/[\s,]+/).filter((host) => host !== ''))

const SCHEMA = {
  PORT: z.coerce.number().int().min(0).max(65_535).default(8110),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  DEMO: flag.default(false),
  DEMO_ANYWHERE: flag.default(false),
  INTAKE_KEY: z.string().min(8).max(200).default('demo-intake-key'),
  /** Seals the secrets that the server must read again; the same for every server on one database. */
  SECRET_KEY: z.string().min(32).max(1_000).optional(),
  TZ_DISPLAY: z
    .string()
    .default('Asia/Shanghai')
    .refine((zone) => isTimeZone(zone), 'no such time zone'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  /** Behind a proxy that ends TLS: cookies are then marked Secure and the client's address is taken from it. */
  BEHIND_TLS: flag.default(false),
  /**
   * What one account, or one address without an account, may ask in a minute; 0 where a gateway sees to it. 3,000 unless
   * said otherwise; in the demo, where one account stands for many people, 60,000.
   */
  REQUESTS_A_MINUTE: z.coerce.number().int().min(0).optional(),
  /** How the log is kept (ADR 0015): its signing key, where signed heads go, how long events stay. */
  AUDIT_KEY: z
    .string()
    .refine((pem) => readKey(pem) !== undefined, 'it must be an Ed25519 private key in PEM')
    .optional(),
  AUDIT_DIR: z.string().min(1).optional(),
  AUDIT_WEBHOOK: z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => url.startsWith('https:') || isLoopback(new URL(url).hostname),
      'it must be https, so that nobody on the way can change what is sent',
    )
    .optional(),
  AUDIT_KEEP_DAYS: z.coerce
    .number()
    .int()
    .min(180, 'the law asks that the log is kept for at least 180 days')
    .default(1_825),
  /** How long a session lasts unused, and at the most: at work, in the administration, on a responder's phone. */
  WORK_IDLE_MINUTES: limit(12 * 60),
  WORK_ABSOLUTE_MINUTES: limit(24 * 60),
  ADMIN_IDLE_MINUTES: limit(15),
  ADMIN_ABSOLUTE_MINUTES: limit(8 * 60),
  PHONE_IDLE_MINUTES: limit(7 * 24 * 60),
  PHONE_ABSOLUTE_MINUTES: limit(30 * 24 * 60),
  /** Single sign-on (OpenID Connect); without an issuer there is none. */
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine(
      (text) => text.startsWith('https:') || isLoopback(new URL(text).hostname),
      'outside a loopback address it must be https',
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).max(300).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).max(500).optional(),
  OIDC_NAME: z.string().min(1).max(40).default('统一身份认证'),
  OIDC_USERNAME_CLAIM: z.string().min(1).max(100).default('preferred_username'),
  /** The provider always asks for two factors, though its answers do not say so. */
  OIDC_TRUSTS_SECOND_FACTOR: flag.default(false),
  /** Where 天地图 is asked: a city's own node, or its mirror in the government network, instead of the national one. */
  TIANDITU_URL: z.url({ protocol: /^https?$/ }).default('https://t0.tianditu.gov.cn'),
  /** How much of the disk the fetched tiles of maps may take; 0 keeps none. */
  TILE_CACHE_MB: z.coerce.number().int().min(0).max(100_000).default(512),
  /** How large one picture or voice note may be. */
  ATTACHMENT_MB: z.coerce.number().int().min(1).max(32).default(8),
  /** How near to the scene a position must be to prove an arrival, and how long the tracks of units are kept. */
  ARRIVAL_RADIUS_M: z.coerce.number().int().min(20).max(2_000).default(150),
  TRACK_KEEP_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  /** Where channels may send: a robot's and a gateway's hosts, and those of push services; `.example.cn` is all below it. */
  NOTIFY_HOSTS: hosts('oapi.dingtalk.com,qyapi.weixin.qq.com'),
  PUSH_HOSTS: hosts(
    'updates.push.services.mozilla.com,.push.apple.com,.notify.windows.com,fcm.googleapis.com,.push.hicloud.com',
  ),
  /** The keys this installation shows to push services; made at the first start where it may make its own. */
  VAPID_PUBLIC_KEY: z.string().min(80).max(100).optional(),
  VAPID_PRIVATE_KEY: z.string().min(40).max(50).optional(),
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:.+@.+|https:\/\/.+)$/, 'it must be a mailto: or https: address')
    .default('mailto:liandong@localhost.localdomain'),
  /** For tests alone: the clock starts this many ms ahead and obeys messages of the parent process. */
  MOVABLE_CLOCK: z.coerce.number().int().optional(),
} as const

type Variables = { [K in keyof typeof SCHEMA]: z.output<(typeof SCHEMA)[K]> }
export type Config = Variables & { quiet: boolean }

/** `readConfig` stops the start with one sentence that names the variable. */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[]): Config {
  const entries = Object.entries(SCHEMA).map(([name, schema]) => {
    const parsed = schema.safeParse(valueOf(env, name))
    if (!parsed.success) throw new ConfigError(`${name} is wrong: ${parsed.error.issues[0]?.message ?? 'not valid'}.`)
    return [name, parsed.data]
  })
  const config: Config = { ...(Object.fromEntries(entries) as Variables), quiet: args.includes('--quiet') }
  if (config.DEMO && !config.DEMO_ANYWHERE && !isLoopback(config.HOST)) {
    throw new ConfigError(
      'HOST is wrong: the demo, with its public passwords, listens on a loopback address only; set DEMO_ANYWHERE=1 to open it.',
    )
  }
  if (!config.DEMO && config.INTAKE_KEY !== 'demo-intake-key') {
    throw new ConfigError(
      'INTAKE_KEY is wrong: it exists in the demo only; outside it every source has a key of its own.',
    )
  }
  if (config.OIDC_ISSUER && !config.OIDC_CLIENT_ID) {
    throw new ConfigError(
      'OIDC_CLIENT_ID is wrong: with OIDC_ISSUER the name of this client at the provider is needed.',
    )
  }
  return config
}

export class ConfigError extends Error {}

function valueOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`]
  if (file) {
    try {
      return readFileSync(file, 'utf8').trim()
    } catch (error) {
      throw new ConfigError(`${name}_FILE is wrong: ${(error as Error).message}.`)
    }
  }
  return env[name] === '' ? undefined : env[name]
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
