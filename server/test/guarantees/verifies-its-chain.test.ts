import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyChain, type Verdict } from '../../src/log/verify.ts'
import { busyHour } from '../harness/busy-hour.ts'
import { forge } from '../harness/forge.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
let last: number
beforeAll(async () => {
  story = await Story.open(postgres)
  await busyHour(story)
  await story.stop()
  last = Number((await story.database.pool.query('SELECT seq FROM log_head')).rows[0].seq)
})
afterAll(() => story.close())

/** The verdict after one forged change, which is taken back afterwards. */
async function verdictAfter(statement: string, seq: number): Promise<Verdict> {
  return forge(story.database, async (client) => {
    await client.query('CREATE TABLE kept AS SELECT * FROM event WHERE seq = $1', [seq])
    const { rowCount } = await client.query(statement.replaceAll('$seq', String(seq)))
    expect(rowCount, statement).toBe(1)
    const verdict = await verifyChain(story.database.db, SUBDISTRICT)
    await client.query(`DELETE FROM event WHERE seq = ${seq}`)
    await client.query('INSERT INTO event SELECT * FROM kept')
    await client.query('DROP TABLE kept')
    return verdict
  })
}

describe('the chain of the log', () => {
  it('is whole after an hour of work', async () => {
    expect(last).toBeGreaterThan(100)
    expect(await verifyChain(story.database.db, SUBDISTRICT)).toMatchObject({ ok: true, events: last })
  })

  const forgeries = {
    'one word of its data': `UPDATE event SET data = data || '{"forged":1}' WHERE seq = $seq`,
    'its time, by a millisecond': `UPDATE event SET at = at + interval '1 ms' WHERE seq = $seq`,
    'who did it': `UPDATE event SET actor = actor || '{"id":"somebody-else"}' WHERE seq = $seq`,
    'its type': `UPDATE event SET type = type || '.' WHERE seq = $seq`,
    'whose case it is': `UPDATE event SET case_id = '00000000-0000-7000-8000-000000000000' WHERE seq = $seq`,
    'its version': `UPDATE event SET version = version + 1 WHERE seq = $seq`,
    'its id': `UPDATE event SET id = gen_random_uuid() WHERE seq = $seq`,
    'one byte of its hash': `UPDATE event SET hash = set_byte(hash, 3, get_byte(hash, 3) # 1) WHERE seq = $seq`,
  }
  it.each(Object.entries(forgeries))('names the event when somebody changes %s', async (_what, statement) => {
    for (const seq of [1, 57, last]) expect(await verdictAfter(statement, seq)).toMatchObject({ ok: false, seq })
  })

  const personal = async (): Promise<number> =>
    Number(
      (
        await story.database.pool.query(
          'SELECT seq FROM event WHERE personal IS NOT NULL ORDER BY seq OFFSET 5 LIMIT 1',
        )
      ).rows[0].seq,
    )

  it('names the event when somebody changes what a person said', async () => {
    const seq = await personal()
    expect(
      await verdictAfter(
        `UPDATE event SET personal = jsonb_set(personal, '{fields,forged}', '"x"') WHERE seq = $seq`,
        seq,
      ),
    ).toMatchObject({ ok: false, seq })
  })

  it('names the place of an event that was taken out, and of a tail that was cut off', async () => {
    for (const seq of [1, 57, last])
      expect(await verdictAfter('DELETE FROM event WHERE seq = $seq', seq)).toMatchObject({ ok: false, seq })
  })

  it('is not broken by erasing a personal part', async () => {
    const seq = await personal()
    expect(await verdictAfter('UPDATE event SET personal = NULL WHERE seq = $seq', seq)).toMatchObject({
      ok: true,
      events: last,
    })
  })

  it('is whole again when every forgery is taken back, and goes on after a restart', async () => {
    await story.start()
    await story.openIncident()
    const verdict = await verifyChain(story.database.db, SUBDISTRICT)
    expect(verdict).toMatchObject({ ok: true })
    expect(verdict.ok && verdict.events).toBeGreaterThan(last)
  })
})
