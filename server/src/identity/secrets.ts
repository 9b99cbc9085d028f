import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a browser holds is random and long; the database holds its hash alone. */
export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Keeps what the server must be able to read again (the secrets of second factors): AES-256-GCM, bound to its owner. */
export class SecretBox {
  readonly #key: Buffer

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'liandong second factor', 32))
  }

  seal(text: string, owner: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(owner))
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), body])
  }

  /** Undefined where it was sealed with another key, or for another owner. */
  open(sealed: Buffer, owner: string): string | undefined {
    try {
      return this.#decipher(sealed, owner)
    } catch {
      return undefined
    }
  }

  #decipher(sealed: Buffer, owner: string): string {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, NONCE_BYTES))
    decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
  }
}

/**
 * The box of this installation: its key is configured, or, where one process keeps its own database, made once beside
 * it and readable by its owner alone. Where several processes share a database none can invent the key of all.
 */
export function openSecretBox(secretKey: string | undefined, dataDir: string | undefined): SecretBox | undefined {
  if (secretKey !== undefined) return new SecretBox(secretKey)
  if (dataDir === undefined) return undefined
  const file = join(dataDir, 'secret-key')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, newToken(), { mode: 0o600, flag: 'wx' })
  }
  chmodSync(file, 0o600)
  return new SecretBox(readFileSync(file, 'utf8').trim())
}
