import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendAudit } from '../../src/log/audit.ts'
import { verifyChain } from '../../src/log/verify.ts'
import { migrateDatabase, openDatabase, type Database } from '../../src/store/database.ts'
import { usePostgres } from '../harness/postgres.ts'

const postgres = usePostgres()
let database: Database
beforeAll(async () => {
  database = openDatabase(await postgres.freshDatabase(), 10)
  await migrateDatabase(database)
})
afterAll(() => database.close())

describe('the first lines of a log', () => {
  it('written by many at once, each have a place of their own', async () => {
    const by = { actor: { kind: 'system', id: 'watch' } as const, now: Date.now() }
    for (const street of ['a', 'b', 'c', 'd', 'e']) {
      const line = (n: number) =>
        database.db.transaction((tx) =>
          appendAudit(tx, street, 'x', { type: 'test.made', data: { n } }, { ...by, now: by.now + n }),
        )
      const seqs = await Promise.all(Array.from({ length: 8 }, (_, n) => line(n)))
      expect(seqs.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      expect(await verifyChain(database.db, street)).toMatchObject({ ok: true, events: 8 })
    }
  })
})
