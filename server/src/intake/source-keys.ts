import { createHash } from 'node:crypto'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { ServerClock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { SecretBox } from '../platform/secret-box.ts'
import type { Database } from '../store/database.ts'
import { seenSignature, source, sourceKey } from '../store/schema.ts'
import { checkSignature, type Signed } from './signature.ts'

export type KnownSource = { id: string; subdistrictId: string; kind: string }
export type KnownKey = KnownSource & {
  keyHash: string
  expiresAt: number | null
  /** What signs; absent where a bearer alone is enough, null where it cannot be opened. */
  secret?: string | null
}

type Deps = { database: Database; clock: ServerClock; secrets: SecretBox; log: Logger }

const REFRESH_MS = 2_000
/** What was read longer ago is not gone by: a key may have been revoked since. */
const STALE_MS = 10_000
/** Wrong keys are held no longer than others: whoever tries many fills nothing. */
const MOST_HASHES = 100

export type SignatureFault = 'missing' | 'time' | 'wrong' | 'replayed'

/**
 * Which source a key belongs to. Keys are kept as hashes; the log tells every server of a revoked one, so it stops
 * working within two seconds. A plain key costs no way to the database.
 */
export class SourceKeys {
  readonly #deps: Deps
  #known = new Map<string, KnownKey>()
  readonly #hashes = new Map<string, string>()
  /** Keys used since they were last noted, with the time of the last use. */
  #used = new Map<string, number>()
  #readAt = 0
  #reading: Promise<void> | undefined

  constructor(deps: Deps) {
    this.#deps = deps
  }

  async find(key: string): Promise<KnownKey | undefined> {
    const age = Date.now() - this.#readAt
    if (age > REFRESH_MS) {
      const reading = (this.#reading ??= this.#read().finally(() => (this.#reading = undefined)))
      if (age > STALE_MS) await reading
      else reading.catch(() => undefined)
    }
    const known = this.#known.get(this.#hashOf(key))
    const now = this.#deps.clock.now()
    if (!known || (known.expiresAt !== null && known.expiresAt <= now)) return undefined
    this.#used.set(known.keyHash, now)
    return known
  }

  /**
   * Why a request with this key is refused for its signature, or the signature itself, which is then good once:
   * `useUp` says so. It is said after what came has been kept, so that an alert whose answer was lost on the way to the
   * disk can be sent again as it is; the same one twice at once is a duplicate like any other.
   */
  async checkSignature(key: KnownKey, signed: Signed): Promise<SignatureFault | { digest: Buffer }> {
    const checked = checkSignature(key.secret ?? '', signed, this.#deps.clock.now())
    if (!checked.ok) return checked.why
    if (key.secret === null) return 'wrong'
    const [seen] = await this.#deps.database.db
      .select({ at: seenSignature.seenAt })
      .from(seenSignature)
      .where(eq(seenSignature.signature, checked.digest))
    return seen ? 'replayed' : { digest: checked.digest }
  }

  async useUp({ digest }: { digest: Buffer }): Promise<void> {
    const row = { signature: digest, seenAt: new Date(this.#deps.clock.now()) }
    await this.#deps.database.db.insert(seenSignature).values(row).onConflictDoNothing()
  }

  /** Reads them again now, whatever is being read: that may have begun before the change. */
  async reload(): Promise<void> {
    await this.#reading?.catch(() => undefined)
    await (this.#reading ??= this.#read().finally(() => (this.#reading = undefined)))
  }

  /** A platform sends the same key with every alert: it is hashed once. */
  #hashOf(key: string): string {
    const known = this.#hashes.get(key)
    if (known !== undefined) return known
    if (this.#hashes.size >= MOST_HASHES) this.#hashes.clear()
    const hash = hashKey(key).toString('hex')
    this.#hashes.set(key, hash)
    return hash
  }

  async byId(id: string): Promise<KnownSource | undefined> {
    const [row] = await this.#deps.database.db
      .select({ id: source.id, subdistrictId: source.subdistrictId, kind: source.kind })
      .from(source)
      .where(eq(source.id, id))
    return row
  }

  /** The source of a kind in a subdistrict, for what people type in at the desk. */
  async ofKind(subdistrictId: string, kind: string): Promise<KnownSource | undefined> {
    const [row] = await this.#deps.database.db
      .select({ id: source.id, subdistrictId: source.subdistrictId, kind: source.kind })
      .from(source)
      .where(and(eq(source.subdistrictId, subdistrictId), eq(source.kind, kind)))
      .orderBy(asc(source.id))
      .limit(1)
    return row
  }

  async #read(): Promise<void> {
    await this.#noteUse()
    const rows = await this.#deps.database.db
      .select({
        keyHash: sourceKey.keyHash,
        expiresAt: sourceKey.expiresAt,
        signed: sourceKey.signed,
        secret: sourceKey.secret,
        id: source.id,
        subdistrictId: source.subdistrictId,
        kind: source.kind,
      })
      .from(sourceKey)
      .innerJoin(source, eq(source.id, sourceKey.sourceId))
      .where(and(isNull(sourceKey.revokedAt), eq(source.enabled, true)))
    this.#known = new Map(
      rows.map(({ keyHash, expiresAt, signed, secret, ...of }) => {
        const hash = keyHash.toString('hex')
        const key = { ...of, keyHash: hash, expiresAt: expiresAt?.getTime() ?? null }
        return [hash, signed ? { ...key, secret: this.#open(hash, secret) } : key]
      }),
    )
    this.#readAt = Date.now()
  }

  /** One secret that does not open (another SECRET_KEY sealed it) closes its own key alone. */
  #open(hash: string, sealed: Buffer | null): string | null {
    try {
      return sealed && this.#deps.secrets.open(sealed)
    } catch (error) {
      this.#deps.log.warn(
        { key: hash.slice(0, 8), error: String(error) },
        'the secret of a source key cannot be opened',
      )
      return null
    }
  }

  async #noteUse(): Promise<void> {
    if (this.#used.size === 0) return
    const used = [...this.#used]
    this.#used = new Map()
    const hashes = sql.param(used.map(([hash]) => Buffer.from(hash, 'hex')))
    const times = sql.param(used.map(([, at]) => new Date(at).toISOString()))
    await this.#deps.database.db.execute(sql`
      UPDATE source_key SET last_used_at = greatest(last_used_at, v.at)
      FROM unnest(${hashes}::bytea[], ${times}::timestamptz[]) AS v (hash, at) WHERE key_hash = v.hash`)
  }
}

export const hashKey = (key: string): Buffer => createHash('sha256').update(key).digest()
