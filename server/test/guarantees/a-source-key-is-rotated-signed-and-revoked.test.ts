import { createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '@liandong/shared/time.ts'
import { sourceKey } from '../../src/store/schema.ts'
import { ask, Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { launchServer } from '../harness/server-process.ts'
import { Story } from '../harness/story.ts'
import { freePort } from '../harness/free-port.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
let admin: Client
beforeAll(async () => {
  story = await Story.open(postgres)
  admin = await story.as('admin')
})
afterAll(() => story.close())

let n = 0
const alert = () => JSON.stringify({ externalNo: `KEY-${++n}`, narrative: '映荷社区3幢两户争吵' })
const newKey = async (signed = false) => {
  const { status, body } = await admin.ask('POST', '/sources/platform-110/keys', { body: { signed } })
  expect(status).toBe(201)
  return body as { id: string; key: string; prefix: string; secret: string | null }
}
const post = (key: string, raw = alert(), headers: Record<string, string> = {}, api = story.api) =>
  ask(`${api}/alerts`, 'POST', { raw, headers: { authorization: `Bearer ${key}`, ...headers } })
const sign = (secret: string, raw: string, at = story.now(), path = '') => {
  const timestamp = String(Math.floor(at / 1_000)) + path
  const hex = createHmac('sha256', secret).update(`${timestamp}.${raw}`).digest('hex')
  return { 'x-liandong-timestamp': timestamp, 'x-liandong-signature': `v1=${hex}` }
}

describe('a key of a source', () => {
  it('is shown once, kept as a hash alone, and works at once', async () => {
    const made = await newKey()
    expect(made.key).toMatch(/^ld_[\w-]{43}$/)
    expect((await post(made.key)).status).toBe(202)
    const { items } = await admin.read('/sources/platform-110/keys')
    expect(items[0]).toMatchObject({ id: made.id, prefix: made.key.slice(0, 10), state: 'valid', signed: false })
    expect(JSON.stringify(items)).not.toContain(made.key)
    const [row] = await story.database.db.select().from(sourceKey).where(eq(sourceKey.id, made.id))
    expect(JSON.stringify(row)).not.toContain(made.key)
    await until('its last use is noted', async () => {
      await post(made.key)
      return (await admin.read('/sources/platform-110/keys')).items.find((k: { id: string }) => k.id === made.id)
        .lastUsedAt
    })
  })

  it('is rotated with an overlap: the old one is good until its instant, and not after', async () => {
    const old = await newKey()
    const { status, body } = await admin.ask('POST', `/source-keys/${old.id}/rotate`, { body: {} })
    expect(status).toBe(201)
    expect(Math.abs(Date.parse(body.replacedUntil) - story.now() - 24 * HOUR_MS)).toBeLessThan(MINUTE_MS)
    expect([(await post(old.key)).status, (await post(body.key)).status]).toEqual([202, 202])
    expect(await admin.ask('POST', `/source-keys/${old.id}/rotate`, { body: {} })).toMatchObject({ status: 409 })
    await story.forward(24 * HOUR_MS + 1_000)
    admin = await Client.signIn(story.api, 'admin')
    expect(await post(old.key)).toMatchObject({ status: 401, body: { code: 'badSourceKey' } })
    expect((await post(body.key)).status).toBe(202)
  })

  it('is revoked on every server within two seconds', async () => {
    const { key, id } = await newKey()
    const port = await freePort()
    const other = await launchServer(
      { DEMO: '1', ROLE: 'web', PORT: String(port), DATABASE_URL: story.database.connectionString, MOVABLE_CLOCK: '0' },
      story.now() - Date.now(),
    )
    const api = `http://127.0.0.1:${port}/api/v1`
    try {
      expect((await post(key, alert(), {}, api)).status).toBe(202)
      expect((await admin.ask('POST', `/source-keys/${id}/revoke`, { body: {} })).status).toBe(204)
      const from = Date.now()
      expect((await post(key)).status).toBe(401)
      await until('the other server refuses it', async () => (await post(key, alert(), {}, api)).status === 401)
      expect(Date.now() - from).toBeLessThan(2_000)
      expect((await admin.ask('POST', `/source-keys/${id}/revoke`, { body: {} })).status).toBe(409)
    } finally {
      await other.end('SIGTERM')
    }
  }, 90_000)
})

describe('a key that asks for signatures', () => {
  it('refuses a bearer alone, a wrong body, an old time, in a sentence; takes the signed alert', async () => {
    const { key, secret } = await newKey(true)
    const raw = alert()
    const signed = sign(secret as string, raw)
    for (const [what, answer] of Object.entries({
      bare: await post(key, raw),
      changed: await post(key, raw.replace('两户', '三户'), signed),
      old: await post(key, raw, sign(secret as string, raw, story.now() - 5 * MINUTE_MS - 2_000)),
      early: await post(key, raw, sign(secret as string, raw, story.now() + 5 * MINUTE_MS + 2_000)),
      notATime: await post(key, raw, sign(secret as string, raw, story.now(), '.5')),
      byTheKey: await post(key, raw, sign(key, raw)),
    })) {
      expect(answer, what).toMatchObject({ status: 401, body: { code: 'badSignature', detail: expect.any(String) } })
    }
    expect((await post(key, raw, signed)).status).toBe(202)
  })

  it('takes a signature once, also after a restart; the same alert signed anew is the usual duplicate', async () => {
    const { key, secret } = await newKey(true)
    const raw = alert()
    const signed = sign(secret as string, raw)
    expect((await post(key, raw, signed)).status).toBe(202)
    expect(await post(key, raw, signed)).toMatchObject({ status: 401, body: { code: 'badSignature' } })
    await story.restart()
    expect(await post(key, raw, signed)).toMatchObject({ status: 401, body: { code: 'badSignature' } })
    await story.forward(2_000)
    expect(await post(key, raw, sign(secret as string, raw))).toMatchObject({ status: 200, body: { duplicate: true } })
  }, 90_000)

  it('and one that could not be kept may be sent again as it is: its signature was not used up', async () => {
    const { key, secret } = await newKey(true)
    const raw = alert()
    const signed = sign(secret as string, raw)
    await story.database.pool.query(`
      CREATE FUNCTION keep_nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
      CREATE TRIGGER keep_nothing BEFORE INSERT ON alert FOR EACH ROW EXECUTE FUNCTION keep_nothing();`)
    expect((await post(key, raw, signed)).status).toBeGreaterThanOrEqual(500)
    await story.database.pool.query('DROP TRIGGER keep_nothing ON alert; DROP FUNCTION keep_nothing')
    expect((await post(key, raw, signed)).status).toBe(202)
  })

  it('signs batches too', async () => {
    const { key, secret } = await newKey(true)
    const raw = `${alert()}\n${alert()}`
    const batch = (headers: Record<string, string>) =>
      ask(`${story.api}/alerts/batch`, 'POST', {
        raw,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson', ...headers },
      })
    expect((await batch({})).status).toBe(401)
    expect(await batch(sign(secret as string, raw))).toMatchObject({ status: 200, body: { accepted: 2 } })
  })
})

describe('a source', () => {
  const settings = { labelZh: '智慧安防二期', labelEn: 'Smart security 2', silenceMinutes: 60 }

  it('is added by an administrator alone, and its key brings alerts to the board', async () => {
    for (const name of ['operator', 'supervisor', 'auditor', 'security'])
      expect((await (await story.as(name)).ask('POST', '/sources', { body: {} })).status, name).toBe(403)
    const { status, body } = await admin.ask('POST', '/sources', { body: { kind: 'smart-security', ...settings } })
    expect({ status, ...body }).toMatchObject({ status: 201, version: 1, enabled: true })
    const { body: made } = await admin.ask('POST', `/sources/${body.id}/keys`, { body: {} })
    const answer = await post(made.key)
    expect(answer.status).toBe(202)
    await story.incidentOf(answer.body.alertId)
  })

  it('says what is wrong with a silence limit, in the language asked for', async () => {
    const body = { kind: 'smart-security', ...settings, silenceMinutes: 4 }
    const refused = await admin.ask('POST', '/sources', { body })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/silenceMinutes' }] } })
    expect(refused.body.errors[0].message).toContain('5 分钟至 7 天')
  })

  it('is never overwritten silently by a second administrator', async () => {
    const { items } = await admin.read('/sources')
    const of = items.find((s: { id: string }) => s.id === 'smart-security')
    const edit = (more: object) =>
      admin.ask('PUT', '/sources/smart-security', {
        body: {
          version: of.version,
          labelZh: of.labelZh,
          labelEn: of.labelEn,
          silenceMinutes: 30,
          enabled: true,
          ...more,
        },
      })
    expect(await edit({})).toMatchObject({ status: 200, body: { version: of.version + 1, silenceMinutes: 30 } })
    expect(await edit({ silenceMinutes: 90 })).toMatchObject({
      status: 409,
      body: { code: 'versionConflict', present: { silenceMinutes: 30, version: of.version + 1 } },
    })
    const auditor = await Client.signIn(story.api, 'auditor')
    const line = await until('the line of the change', () => lastChange(auditor))
    expect(line.data).toMatchObject({
      before: { silenceAfterMs: of.silenceMinutes },
      after: { silenceAfterMs: 1_800_000 },
    })
  })

  it('that is switched off brings nothing until it is on again', async () => {
    const { items } = await admin.read('/sources')
    let of = items.find((s: { id: string }) => s.id === 'smart-security')
    for (const [enabled, status] of [
      [false, 401],
      [true, 202],
    ] as const) {
      const { labelZh, labelEn, silenceMinutes, version } = of
      const body = { labelZh, labelEn, silenceMinutes, version, enabled }
      of = (await admin.ask('PUT', '/sources/smart-security', { body })).body
      expect((await post('demo-intake-key:smart-security')).status).toBe(status)
    }
  })
})

/** The last change of a source, as the auditor reads it. */
async function lastChange(auditor: Client): Promise<{ data: Record<string, unknown> } | undefined> {
  let last: { data: Record<string, unknown> } | undefined
  for (let after = 0; ;) {
    const { events, nextAfter } = await auditor.read(`/events?after=${after}&limit=1000`)
    last = events.findLast((e: { type: string }) => e.type === 'source.changed') ?? last
    if (nextAfter === after) return last
    after = nextAfter
  }
}
