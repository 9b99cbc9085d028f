import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'

/** There is nothing to seal with: several servers on one database need one key, and it has to be given to them. */
export class NoSecretKey extends Error {}

const FORMAT = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Keeps secrets that the server must be able to read again, sealed with AES-256-GCM, so that the database alone tells
 * none. Each is bound to its owner: moved to another row it does not open.
 */
export class SecretBox {
  readonly #key: Buffer | undefined

  constructor(secret: string | undefined) {
    this.#key =
      secret === undefined ? undefined : Buffer.from(hkdfSync('sha256', secret, '', 'liandong secret box', 32))
  }

  get hasKey(): boolean {
    return this.#key !== undefined
  }

  /** Throws `NoSecretKey` where there is none. */
  seal(text: string, owner: string): Buffer {
    if (this.#key === undefined) throw new NoSecretKey('SECRET_KEY is not set.')
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(owner))
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), body])
  }

  /** Undefined where it was changed, or sealed with another key or for another owner. */
  open(sealed: Buffer, owner: string): string | undefined {
    if (this.#key === undefined || sealed[0] !== FORMAT) return undefined
    try {
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG_BYTES })
      const body = sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)
      decipher.setAAD(Buffer.from(owner))
      decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    } catch {
      return undefined
    }
  }
}

/**
 * The key is `SECRET_KEY`. The embedded database and the demo belong to one machine: there a key is made once and
 * kept beside the data, readable to its owner alone. Where several servers share a database none can invent it for all.
 */
export function openSecretBox(config: Pick<Config, 'SECRET_KEY' | 'DATABASE_URL' | 'DATA_DIR' | 'DEMO'>): SecretBox {
  if (config.SECRET_KEY !== undefined) return new SecretBox(config.SECRET_KEY)
  if (config.DATABASE_URL !== undefined && !config.DEMO) return new SecretBox(undefined)
  return new SecretBox(keepKey(resolve(config.DATA_DIR)))
}

function keepKey(dataDir: string): string {
  const file = join(dataDir, 'secret.key')
  mkdirSync(dataDir, { recursive: true })
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
