import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'

/** Keeps secrets that the server must be able to read again, sealed with AES-256-GCM, so that the database alone tells none. */
export type SecretBox = { seal(text: string): Buffer; open(sealed: Buffer): string }

/** There is nothing to seal with: several servers on one database need one key, and it has to be given to them. */
export class NoSecretKey extends Error {}

const FORMAT = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * The key is `SECRET_KEY`. The embedded database and the demo belong to one machine: there a key is made once and
 * kept beside the data, readable to its owner alone.
 */
export function openSecretBox(config: Pick<Config, 'SECRET_KEY' | 'DATABASE_URL' | 'DATA_DIR' | 'DEMO'>): SecretBox {
  let known: Buffer | undefined
  const key = (): Buffer => (known ??= derive(findKey(config)))
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key(), nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), body])
    },
    open(sealed) {
      if (sealed[0] !== FORMAT || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw new Error('not a sealed secret')
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key(), nonce, { authTagLength: TAG_BYTES })
      decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES))
      const body = sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}

const derive = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'liandong secret box', 32))

function findKey({ SECRET_KEY, DATABASE_URL, DATA_DIR, DEMO }: Parameters<typeof openSecretBox>[0]): string {
  if (SECRET_KEY !== undefined) return SECRET_KEY
  if (DATABASE_URL !== undefined && !DEMO) throw new NoSecretKey('SECRET_KEY is not set.')
  const file = join(resolve(DATA_DIR), 'secret.key')
  mkdirSync(resolve(DATA_DIR), { recursive: true })
  try {
    // made once: whoever is second reads what the first has written
    writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const kept = readFileSync(file, 'utf8').trim()
  if (kept.length < 32) throw new Error(`${file} does not hold a key.`)
  return kept
}
