import { afterEach, describe, expect, it } from 'vitest'
import { Acceptor, type Accepting } from '../../src/intake/acceptor.ts'
import { readAlert } from '../../src/sources/read-alert.ts'
import type { AlertDraft } from '../../src/sources/alert-draft.ts'
import { usePostgres } from '../harness/postgres.ts'
import { isToldApart, Story, SUBDISTRICT } from '../harness/story.ts'
import { until } from '../harness/until.ts'
import { verifyChain } from '../../src/log/verify.ts'

const postgres = usePostgres()
let story: Story
afterEach(() => story.close())

/** What PostgreSQL says of a full disk, said by every write to the given table. */
const fill = (table: string): string => `
  CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
  CREATE TRIGGER disk_full BEFORE INSERT OR UPDATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION disk_full()`

describe('when the database takes nothing', () => {
  it('a full disk: nothing is promised, the caller is told to try again, and all is well when there is room', async () => {
    story = await Story.open(postgres)
    const { pool } = story.database
    const operator = await story.as('operator')
    const before = await story.openIncident()
    await pool.query(fill('alert'))
    for (let n = 0; n < 20; n++) {
      const answer = await story.postAlert({ externalNo: `FULL-${n}` })
      expect(answer).toMatchObject({ status: 503, body: { code: 'busy' } })
      expect(answer.headers.get('retry-after')).not.toBeNull()
    }
    await pool.query(fill('event'))
    expect(await operator.command(before.id, 'note', { text: '磁盘满' })).toMatchObject({
      status: 503,
      body: { code: 'busy' },
    })
    expect((await operator.ask('GET', '/board')).status, 'the board is still shown').toBe(200)

    await pool.query('DROP FUNCTION disk_full CASCADE')
    const kept = await Promise.all(Array.from({ length: 20 }, (_, n) => story.postAlert({ externalNo: `FULL-${n}` })))
    expect(kept.map(({ status }) => status)).toEqual(Array(20).fill(202))
    await operator.do(before.id, 'note', { text: '又有空间' })
    await until('every one told apart', async () => {
      const { incidents } = await operator.board()
      return incidents.length === 21 && incidents.every(isToldApart)
    })
    expect(await verifyChain(story.database.db, SUBDISTRICT)).toMatchObject({ ok: true })
  })

  it('a read-only database: 503 to whoever would write, and work goes on afterwards', async () => {
    story = await Story.open(postgres)
    const { pool } = story.database
    const { id } = await story.openIncident()
    const operator = await story.as('operator')
    const setReadOnly = async (on: boolean): Promise<void> => {
      await pool.query('SET default_transaction_read_only = off')
      await pool.query(
        `ALTER DATABASE ${new URL(story.database.connectionString).pathname.slice(1)} SET default_transaction_read_only = ${on}`,
      )
      await pool.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      )
    }
    await setReadOnly(true)
    expect(await story.postAlert()).toMatchObject({ status: 503, body: { code: 'busy' } })
    expect(await operator.command(id, 'note', { text: '只读' })).toMatchObject({ status: 503, body: { code: 'busy' } })
    await setReadOnly(false)
    await until('an alert is taken again', async () => (await story.postAlert()).status === 202)
    await operator.do(id, 'note', { text: '可写' })
  })

  it('one row that it will not have: the others that came in the same moment are kept', async () => {
    story = await Story.open(postgres)
    const acceptor = new Acceptor(story.database.pool, () => undefined)
    const accept = (externalNo: string, change: Partial<AlertDraft> = {}): Promise<unknown> => {
      const draft = { ...(readAlert({ externalNo, narrative: '同时到达' }, Date.now()) as AlertDraft), ...change }
      const alert: Accepting = {
        subdistrictId: SUBDISTRICT,
        sourceId: 'platform-110',
        draft,
        body: Buffer.from('{}'),
        receivedAt: Date.now(),
        postedBy: null,
      }
      return acceptor.accept(alert)
    }
    const results = await Promise.allSettled(
      ['1', '2', '3', '4', '5'].map((n) => accept(`ROW-${n}`, n === '3' ? { narrative: '\u0000' } : {})),
    )
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    const { rows } = await story.database.pool.query(
      "SELECT external_no FROM alert WHERE external_no LIKE 'ROW-%' ORDER BY 1",
    )
    expect(rows.map((row) => row.external_no)).toEqual(['ROW-1', 'ROW-2', 'ROW-4', 'ROW-5'])
  })
})
