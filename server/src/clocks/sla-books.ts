import { eq } from 'drizzle-orm'
import type { SlaBook, SlaVersion } from '@liandong/shared/clocks/sla.ts'
import type { Database } from '../store/database.ts'
import { slaVersion } from '../store/schema.ts'

const NONE: SlaBook = []

/**
 * The approved targets of every subdistrict, held in memory: a command asks for them at each clock it starts. They are
 * read again when the log tells of a decision; a version begins a minute after it at the soonest.
 */
export class SlaBooks {
  readonly #database: Database
  #books = new Map<string, SlaVersion[]>()

  constructor(database: Database) {
    this.#database = database
  }

  of(subdistrictId: string): SlaBook {
    return this.#books.get(subdistrictId) ?? NONE
  }

  async load(): Promise<void> {
    const rows = await this.#database.db.select().from(slaVersion).where(eq(slaVersion.state, 'approved'))
    const books = new Map<string, SlaVersion[]>()
    for (const [subdistrictId, of] of Map.groupBy(rows, (row) => row.subdistrictId)) {
      books.set(
        subdistrictId,
        of.map(({ version, effectiveFrom, targets }) => ({ version, effectiveFrom: effectiveFrom.getTime(), targets })),
      )
    }
    this.#books = books
  }
}
