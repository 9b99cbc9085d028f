import { generateKeyPairSync } from 'node:crypto'
import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainHash, genesis } from '../../src/log/hash.ts'
import { isSignedBy, type SignedHead } from '../../src/log/signature.ts'
import { dayToSign } from '../../src/log/signer.ts'
import { verifyChain } from '../../src/log/verify.ts'
import { event } from '../../src/store/schema.ts'
import { forge } from '../harness/forge.ts'
import { freePort } from '../harness/free-port.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const DAY_MS = 86_400_000
const postgres = usePostgres()
let story: Story
let dir: string
let receiver: Server
/** What arrived off-site; the first post is turned away, as a network would. */
const received: SignedHead[] = []
let turnedAway = 0

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'liandong-heads-'))
  const port = await freePort()
  receiver = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      if (turnedAway++ === 0) return response.writeHead(503).end()
      received.push(JSON.parse(text) as SignedHead)
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(port, '127.0.0.1', resolve))
  const { privateKey } = generateKeyPairSync('ed25519')
  story = await Story.open(postgres, {
    env: {
      AUDIT_DIR: join(dir, 'off-site'),
      AUDIT_WEBHOOK: `http://127.0.0.1:${port}/heads`,
      AUDIT_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  })
  await story.openIncident()
  // the log was empty when the server started: the next turn signs it, and a day later there is a second one
  await until('the head of today', () => files().length === 1 || undefined, 60_000)
  await story.forward(DAY_MS)
  await story.postAlert()
  await until('the head of tomorrow', () => files().length === 2 || undefined, 60_000)
  await until('both heads at the other end', () => received.length === 2 || undefined, 60_000)
  await story.stop()
})
afterAll(async () => {
  await story.close()
  receiver.close()
  rmSync(dir, { recursive: true, force: true })
})

const off = (): string => join(dir, 'off-site')
const files = (): string[] => {
  try {
    return readdirSync(off()).filter((name) => !name.startsWith('.'))
  } catch {
    return []
  }
}

/** `npm run log:verify` as the auditor runs it, with what it says and its exit status. */
function logVerify(...args: string[]): Promise<{ code: number; said: string }> {
  const main = fileURLToPath(new URL('../../src/log/verify-main.ts', import.meta.url))
  const env = { PATH: process.env.PATH, DATABASE_URL: story.database.connectionString, NODE_NO_WARNINGS: '1' }
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + err }),
    )
  })
}

describe('the database itself refuses to change the past, its owner too', () => {
  const refused = [
    `UPDATE event SET data = '{}' WHERE seq = 1`,
    `UPDATE event SET personal = NULL, data = '{}' WHERE personal IS NOT NULL`,
    `UPDATE event SET personal = '{"salt":"x","fields":{}}' WHERE personal IS NOT NULL`,
    'DELETE FROM event WHERE seq = 1',
    'DELETE FROM event',
    'TRUNCATE event',
    'TRUNCATE event_default',
    `UPDATE signed_head SET seq = seq + 1`,
    'DELETE FROM signed_head',
    'TRUNCATE signed_head',
  ]
  it.each(refused)('§3.8: %s', async (statement) => {
    await expect(story.database.pool.query(statement)).rejects.toThrow(/the log only grows/)
  })

  it('§3.8: a month by its own name, also one made by the product', async () => {
    const { rows } = await story.database.pool.query(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'event'::regclass`,
    )
    expect(rows.length).toBeGreaterThan(3)
    for (const { name } of rows as { name: string }[])
      await expect(story.database.pool.query(`TRUNCATE ${name}`), name).rejects.toThrow(/the log only grows/)
  })

  it('§2.5: emptying a personal part is the one thing allowed, once, and the chain stays whole', async () => {
    const { pool, db } = story.database
    const erase = 'UPDATE event SET personal = NULL WHERE seq = (SELECT min(seq) FROM event WHERE personal IS NOT NULL)'
    expect((await pool.query(erase)).rowCount).toBe(1)
    expect(await verifyChain(db, SUBDISTRICT)).toMatchObject({ ok: true })
  })
})

describe('the head of the chain is signed every day and leaves the site', () => {
  it('§3.8: a file a day, whole and signed, each an event of the log', async () => {
    const heads = files()
      .toSorted()
      .map((name) => JSON.parse(readFileSync(join(off(), name), 'utf8')) as SignedHead)
    expect(heads.map(isSignedBy)).toEqual([true, true])
    expect(heads[1]!.day).toBe(dayToSign(story.now()))
    expect(new Set(heads.map((head) => head.fingerprint)).size).toBe(1)
    expect(isSignedBy({ ...heads[0]!, seq: heads[0]!.seq + 1 })).toBe(false)
    expect(received.map(({ day, signature }) => ({ day, signature }))).toEqual(
      heads.map(({ day, signature }) => ({ day, signature })),
    )
    expect(turnedAway, 'what was turned away was sent again').toBe(3)
    const { rows } = await story.database.pool.query(
      `SELECT data, actor FROM event WHERE type = 'log.signed' ORDER BY seq`,
    )
    expect(rows.map((row) => row.data.seq)).toEqual(heads.map((head) => head.seq))
    expect(rows[0].actor).toEqual({ kind: 'system', id: 'signer' })
  })

  it('00:05 in Shanghai begins the day', () => {
    expect([Date.UTC(2026, 10, 24, 16, 4, 59), Date.UTC(2026, 10, 24, 16, 5)].map(dayToSign)).toEqual([
      '2026-11-24',
      '2026-11-25',
    ])
  })

  it('the verifier agrees with them, by directory and by file, and knows another key', async () => {
    const [first] = files().toSorted()
    for (const path of [off(), join(off(), first!)])
      expect(await logVerify('--heads', path)).toMatchObject({ code: 0, said: expect.stringContaining('chain whole') })
    expect(await logVerify('--heads', off(), '--fingerprint', '0000')).toMatchObject({
      code: 1,
      said: expect.stringContaining('signed by another key'),
    })
    expect(await logVerify('--heads', join(dir, 'nowhere'))).toMatchObject({ code: 2 })
  })
})

describe('what a chain alone does not show, the signed heads do', () => {
  /** Forges, asks the verifier, and puts everything back. */
  async function saidAfter(statements: readonly string[], again?: () => Promise<void>): Promise<string> {
    await forge(story.database, async (client) => {
      await client.query('CREATE TABLE kept_event AS TABLE event')
      await client.query('CREATE TABLE kept_head AS TABLE log_head')
      await client.query('CREATE TABLE kept_signed AS TABLE signed_head')
      for (const statement of statements) await client.query(statement)
    })
    await again?.()
    const { code, said } = await logVerify('--heads', off())
    await forge(story.database, async (client) => {
      for (const [table, kept] of [
        ['event', 'kept_event'],
        ['log_head', 'kept_head'],
        ['signed_head', 'kept_signed'],
      ]) {
        await client.query(`DELETE FROM ${table}`)
        await client.query(`INSERT INTO ${table} TABLE ${kept}`)
        await client.query(`DROP TABLE ${kept}`)
      }
    })
    expect(code, said).toBe(1)
    return said
  }

  const cutTo = (seq: number) => [
    `DELETE FROM event WHERE seq > ${seq}`,
    `UPDATE log_head SET (seq, hash) = (SELECT seq, hash FROM event WHERE seq = ${seq})`,
    'DELETE FROM signed_head',
  ]

  it('§3.8: a tail cut off together with its head and everything signed in the database', async () => {
    expect(await saidAfter(cutTo(3))).toMatch(
      /BROKEN at event 4: the tail is cut off: the head signed on .* reaches event/,
    )
  })

  it('§3.8: the whole log gone', async () => {
    expect(await saidAfter(['DELETE FROM event', 'DELETE FROM log_head', 'DELETE FROM signed_head'])).toMatch(
      /BROKEN at event 1: the tail is cut off/,
    )
  })

  it('§3.8: a chain computed anew, with itself in agreement', async () => {
    const rewrite = async () => {
      const { db } = story.database
      const rows = (await db.select().from(event)).toSorted((a, b) => a.seq - b.seq)
      let hash = genesis(SUBDISTRICT)
      await forge(story.database, async (client) => {
        for (const row of rows) {
          hash = chainHash(hash, row)
          await client.query('UPDATE event SET hash = $1 WHERE seq = $2', [hash, row.seq])
        }
        await client.query('UPDATE log_head SET hash = $1', [hash])
      })
      expect(await verifyChain(db, SUBDISTRICT), 'the chain alone shows nothing').toMatchObject({ ok: true })
    }
    const said = await saidAfter(
      [`UPDATE event SET data = data || '{"forged":1}' WHERE seq = 2`, 'DELETE FROM signed_head'],
      rewrite,
    )
    expect(said).toMatch(/BROKEN at event 1: the chain was written anew somewhere from event 1 to \d+/)
  })

  it('§3.8: a month that was dropped', async () => {
    const { rows } = await story.database.pool.query('SELECT tableoid::regclass::text AS name FROM event WHERE seq = 2')
    expect(await saidAfter([`DELETE FROM ${rows[0].name as string}`])).toMatch(
      /BROKEN at event 1: the event is missing|tail is cut off/,
    )
  })

  it('and the log is whole again, so none of this was by chance', async () => {
    expect(await logVerify('--heads', off())).toMatchObject({ code: 0 })
  })
})

it('§3.8: without a given key one is made, for its owner alone', async () => {
  const { openKey, signHead } = await import('../../src/log/signature.ts')
  const key = openKey(undefined, dir)
  expect(statSync(join(dir, 'audit-key.pem')).mode & 0o777).toBe(0o600)
  const head = { subdistrictId: 'x', day: '2026-11-24', seq: 1, hash: 'aa', signedAt: '2026-11-24T00:00:00.000Z' }
  expect(signHead(openKey(undefined, dir), head)).toEqual(signHead(key, head))
})
