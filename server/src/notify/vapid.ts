import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import webpush from 'web-push'
import type { Config } from '../config.ts'

/** The keys this installation shows to push services (RFC 8292). */
export type Vapid = { subject: string; publicKey: string; privateKey: string }

type Settings = Pick<
  Config,
  'VAPID_PUBLIC_KEY' | 'VAPID_PRIVATE_KEY' | 'VAPID_SUBJECT' | 'DATABASE_URL' | 'DATA_DIR' | 'DEMO'
>

/**
 * From the environment; else made once and kept beside the data. Several servers on one database must show the same
 * keys, so there they have to be given, and without them nothing is pushed.
 */
export function openVapid(config: Settings): Vapid | undefined {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = config
  if (publicKey && privateKey) return { subject, publicKey, privateKey }
  if (config.DATABASE_URL !== undefined && !config.DEMO) return undefined
  return { subject, ...keepKeys(resolve(config.DATA_DIR)) }
}

function keepKeys(dataDir: string): { publicKey: string; privateKey: string } {
  const file = join(dataDir, 'vapid.json')
  mkdirSync(dataDir, { recursive: true })
  try {
    // made once: whoever is second reads what the first has written
    writeFileSync(file, JSON.stringify(webpush.generateVAPIDKeys()), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return JSON.parse(readFileSync(file, 'utf8')) as { publicKey: string; privateKey: string }
}
