import { and, count, desc, eq, isNull, lt, or } from 'drizzle-orm'
import { newId } from '../platform/ids.ts'
import type { Database, Db, Tx } from '../store/database.ts'
import { quarantine } from '../store/schema.ts'
import type { FieldError } from '../sources/alert-draft.ts'

/** Kept of one body at the most; more could only be an attack or an accident. */
const KEPT_BYTES = 1_048_576

export type Refused = {
  subdistrictId: string
  sourceId: string
  body: Buffer
  code: string
  errors: readonly FieldError[]
  receivedAt: number
}

/** What came with a valid key and could not be an alert: kept, counted on the desk, mended and admitted by a person. */
export class Quarantine {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async keep(items: readonly Refused[]): Promise<string[]> {
    if (items.length === 0) return []
    const rows = items.map((item) => ({
      id: newId(item.receivedAt),
      subdistrictId: item.subdistrictId,
      sourceId: item.sourceId,
      body: item.body.subarray(0, KEPT_BYTES),
      bodyBytes: item.body.length,
      code: item.code,
      errors: [...item.errors],
      receivedAt: new Date(item.receivedAt),
    }))
    await this.#database.db.insert(quarantine).values(rows)
    return rows.map((row) => row.id)
  }

  async count(subdistrictId: string): Promise<number> {
    const [row] = await this.#database.db
      .select({ n: count() })
      .from(quarantine)
      .where(and(eq(quarantine.subdistrictId, subdistrictId), isNull(quarantine.admittedAt)))
    return row?.n ?? 0
  }
}

/** Newest first; `before` is the cursor: the time and id of the last row seen. */
export async function listQuarantined(db: Db, subdistrictId: string, limit: number, before?: { at: Date; id: string }) {
  const after = before
    ? or(lt(quarantine.receivedAt, before.at), and(eq(quarantine.receivedAt, before.at), lt(quarantine.id, before.id)))
    : undefined
  return db
    .select()
    .from(quarantine)
    .where(and(eq(quarantine.subdistrictId, subdistrictId), isNull(quarantine.admittedAt), after))
    .orderBy(desc(quarantine.receivedAt), desc(quarantine.id))
    .limit(limit)
}

export async function findQuarantined(db: Db, subdistrictId: string, id: string) {
  const [row] = await db
    .select()
    .from(quarantine)
    .where(and(eq(quarantine.subdistrictId, subdistrictId), eq(quarantine.id, id)))
  return row
}

export async function admitQuarantined(tx: Tx, id: string, by: string, at: number, alertId: string): Promise<void> {
  await tx
    .update(quarantine)
    .set({ admittedAt: new Date(at), admittedBy: by, alertId })
    .where(eq(quarantine.id, id))
}
