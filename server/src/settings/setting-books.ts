import { eq } from 'drizzle-orm'
import type { Settings, Subject } from '@liandong/shared/settings/subjects.ts'
import type { Book, Version } from '@liandong/shared/settings/version.ts'
import type { Database } from '../store/database.ts'
import { settingVersion } from '../store/schema.ts'

const keyOf = (subdistrictId: string, subject: Subject): string => `${subject} ${subdistrictId}`

/**
 * The approved versions of every subject and subdistrict, held in memory: a command asks for the targets at each clock
 * it starts. They are read again when the log tells of a decision; a version begins a minute after it at the soonest.
 */
export class SettingBooks {
  readonly #database: Database
  #books = new Map<string, Version<unknown>[]>()

  constructor(database: Database) {
    this.#database = database
  }

  of<S extends Subject>(subdistrictId: string, subject: S): Book<Settings[S]> {
    return (this.#books.get(keyOf(subdistrictId, subject)) ?? []) as Version<Settings[S]>[]
  }

  async load(): Promise<void> {
    const rows = await this.#database.db.select().from(settingVersion).where(eq(settingVersion.state, 'approved'))
    const books = Map.groupBy(rows, (row) => keyOf(row.subdistrictId, row.subject))
    this.#books = new Map(
      [...books].map(([key, of]) => [
        key,
        of.map(({ version, effectiveFrom, content }) => ({ version, effectiveFrom: effectiveFrom.getTime(), content })),
      ]),
    )
  }
}
