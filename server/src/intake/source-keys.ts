import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Database } from '../store/database.ts'
import { source, sourceKey } from '../store/schema.ts'

export type KnownSource = { id: string; subdistrictId: string; kind: string }

const REFRESH_MS = 2_000
/** Wrong keys are held no longer than others: whoever tries many fills nothing. */
const MOST_HASHES = 100

/** Which source a key belongs to. Keys are kept as hashes; a revoked one stops working within two seconds. */
export class SourceKeys {
  readonly #database: Database
  #known = new Map<string, KnownSource>()
  readonly #hashes = new Map<string, string>()
  #readAt = 0
  #reading: Promise<void> | undefined

  constructor(database: Database) {
    this.#database = database
  }

  async find(key: string): Promise<KnownSource | undefined> {
    if (Date.now() - this.#readAt > REFRESH_MS) {
      this.#reading ??= this.#read().finally(() => (this.#reading = undefined))
      // the first read is waited for; later ones only when there is nothing to go by
      if (this.#readAt === 0) await this.#reading
      else this.#reading.catch(() => undefined)
    }
    return this.#known.get(this.#hashOf(key))
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
    const [row] = await this.#database.db
      .select({ id: source.id, subdistrictId: source.subdistrictId, kind: source.kind })
      .from(source)
      .where(eq(source.id, id))
    return row
  }

  /** The source of a kind in a subdistrict, for what people type in at the desk. */
  async ofKind(subdistrictId: string, kind: string): Promise<KnownSource | undefined> {
    const [row] = await this.#database.db
      .select({ id: source.id, subdistrictId: source.subdistrictId, kind: source.kind })
      .from(source)
      .where(and(eq(source.subdistrictId, subdistrictId), eq(source.kind, kind)))
    return row
  }

  async #read(): Promise<void> {
    const rows = await this.#database.db
      .select({ keyHash: sourceKey.keyHash, id: source.id, subdistrictId: source.subdistrictId, kind: source.kind })
      .from(sourceKey)
      .innerJoin(source, eq(source.id, sourceKey.sourceId))
    this.#known = new Map(rows.map(({ keyHash, ...rest }) => [keyHash.toString('hex'), rest]))
    this.#readAt = Date.now()
  }
}

export const hashKey = (key: string): Buffer => createHash('sha256').update(key).digest()
