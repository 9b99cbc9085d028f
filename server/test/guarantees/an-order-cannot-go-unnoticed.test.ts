import { createECDH, randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import type { Client } from '../harness/client.ts'
import { unwatched } from '../harness/unwatched.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Receiver } from '../harness/receiver.ts'
import { Story, WAYS } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const SECOND = 1_000
const MINUTE = 60_000
/** A step is due to the millisecond; a busy machine may write it down a little later, never sooner. */
const LATE_MS = 2_500
const UNIT = 'unit-responder'

const postgres = usePostgres()

describe.each(WAYS)('an order that nobody acknowledges climbs its ladder (%s)', (way) => {
  let story: Story
  let receiver: Receiver
  let operator: Client
  let responder: Client

  beforeAll(async () => {
    receiver = await Receiver.open()
    story = await Story.open(postgres, { way, env: { NOTIFY_HOSTS: '127.0.0.1', PUSH_HOSTS: '127.0.0.1' } })
    operator = await story.as('operator')
    responder = await story.as('responder')
    await setUpChannels()
    await story.database.db.execute(sql`UPDATE unit SET phone = '13800001111' WHERE id = ${UNIT}`)
    const key = createECDH('prime256v1')
    key.generateKeys()
    const keys = { p256dh: key.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') }
    const body = { endpoint: `${receiver.url}/push`, keys }
    expect((await responder.ask('POST', '/push/subscriptions', { body })).status).toBe(204)
  })
  afterAll(async () => {
    await story.close()
    await receiver.close()
  })
  beforeEach(() => receiver.forget())

  async function setUpChannels(): Promise<void> {
    const admin = await story.as('admin')
    const put = async (channel: string, body: object) => {
      const answer = await admin.ask('PUT', `/channels/${channel}`, { body: { version: 0, enabled: true, ...body } })
      expect(answer, JSON.stringify(answer.body)).toMatchObject({
        status: 200,
        body: { host: new URL(receiver.url).host },
      })
    }
    await put('robot', { style: 'dingtalk', url: `${receiver.url}/robot?access_token=abc`, signingSecret: 'SECabc' })
    await put('sms', { url: `${receiver.url}/sms`, template: '{"to":"{phone}","text":"{text}"}' })
  }

  /** An order just given, and the instant it was given at. */
  async function ordered(): Promise<{ id: string; no: string; issuedAt: number; dispatchId: string; tookMs: number }> {
    const { id, no } = await story.openIncident()
    const from = Date.now()
    const { dispatches } = await operator.do(id, 'dispatch', { unitId: UNIT })
    const [order] = dispatches
    return {
      id,
      no,
      dispatchId: order?.id ?? '',
      issuedAt: Date.parse(order?.issuedAt ?? ''),
      tookMs: Date.now() - from,
    }
  }

  /** Moves the server's clock to just before an instant after the order, so that it comes in its own time. */
  const untilJustBefore = (issuedAt: number, afterMs: number): Promise<number> =>
    story.forward(Math.max(issuedAt + afterMs - 300 - story.now(), 0))

  const detail = (id: string): Promise<IncidentDetail> => operator.incident(id)
  const steps = ({ events }: IncidentDetail) =>
    events
      .filter(
        ({ type, data }) =>
          type === 'incident.stepSkipped' ||
          (data.clock === 'K3' && (type === 'clock.warned' || type === 'clock.breached')),
      )
      .map(({ type, at, data }) => ({
        word:
          type === 'clock.breached'
            ? 'red'
            : type === 'clock.warned'
              ? data.step
              : `${String(data.step)} ${String(data.why)}`,
        at: Date.parse(at),
      }))
  const words = async (id: string) => steps(await detail(id)).map(({ word }) => word)
  const heard = (id: string, count: number, paths: readonly string[]) =>
    until(
      `${count} calls on ${paths.join(', ')}`,
      () => paths.every((path) => receiver.to(path).length >= count),
      10_000,
    )
  const said = async (id: string, word: string) =>
    until(`step ${word}`, async () => (await words(id)).includes(word), 10_000)
  const end = async (id: string) => {
    await operator.do(id, 'settle', { outcome: 'noAction', text: '试' })
    await operator.do(id, 'close')
  }
  const ALL = ['/robot', '/sms', '/push']
  const counts = () => ALL.map((path) => receiver.to(path).length)

  it('D9, D33: each step comes once, in order and on the second, over a restart in the middle', async () => {
    const { id, no, issuedAt } = await ordered()
    await heard(id, 1, ALL)
    await untilJustBefore(issuedAt, 30 * SECOND)
    await said(id, 'remind')
    await heard(id, 2, ALL)
    await story.restart()
    await untilJustBefore(issuedAt, MINUTE)
    await said(id, 'red')
    await story.kill9()
    await story.start()
    await untilJustBefore(issuedAt, 2 * MINUTE)
    await said(id, 'leader')
    await heard(id, 3, ['/robot'])
    await untilJustBefore(issuedAt, 3 * MINUTE)
    await said(id, 'backup')
    await story.pass(10 * MINUTE)
    await delay(3 * SECOND)

    const climbed = steps(await detail(id))
    expect(climbed.map(({ word }) => word)).toEqual(['remind', 'red', 'leader', 'backup'])
    const due = [30, 60, 120, 180]
    climbed.forEach(({ at, word }, i) => {
      const lateMs = at - issuedAt - (due[i] as number) * SECOND
      expect(lateMs, String(word)).toBeGreaterThanOrEqual(0)
      expect(lateMs, String(word)).toBeLessThan(LATE_MS)
    })
    expect(counts(), 'nobody is called twice for one step').toEqual([3, 2, 2])
    expect(receiver.said('/robot')).toEqual([
      `新指令 ${no}，请打开`,
      `指令 ${no} 尚未签收，请立即签收`,
      `指令 ${no} 仍无人签收，请带班长处置`,
    ])
    expect(JSON.parse(receiver.to('/sms')[0]?.body.toString() ?? '')).toEqual({
      to: '13800001111',
      text: `新指令 ${no}，请打开`,
    })
    expect(receiver.to('/push')[0]?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' })
    const { notifications = [] } = await detail(id)
    expect(notifications.every((n) => n.attempts.length === 1)).toBe(true)
    // two leaders are on duty: each of them is called, once
    const calls = notifications.map((n) => `${n.step} ${n.channel} ${n.recipientName ?? ''}`)
    expect(new Set(calls).size, calls.join()).toBe(calls.length)

    // D33: the room telephones, and what came of it stays with the order
    const contact = await operator.read(`/duty/units/${UNIT}/contact`)
    expect(contact).toMatchObject({ phone: '13800001111' })
    const { dispatches } = await operator.do(id, 'call', { outcome: 'unreached' })
    expect(dispatches[0]).toMatchObject({ called: { outcome: 'unreached' }, acknowledgedAt: null })
    await responder.do(id, 'acknowledge')
    expect((await operator.command(id, 'call', { outcome: 'reached' })).status).toBe(409)
    await end(id)
  }, 120_000)

  it.each([
    { at: '29.9 s', ms: 29_900, heardBefore: [], calls: [1, 1, 1] },
    { at: '61 s', ms: 61 * SECOND, heardBefore: ['remind', 'red'], calls: [2, 2, 2] },
    { at: '150 s', ms: 150 * SECOND, heardBefore: ['remind', 'red', 'leader'], calls: [3, 2, 2] },
  ])(
    'an acknowledgement at $at stops everything that would come after it',
    async ({ ms, heardBefore, calls }) => {
      const { id, issuedAt, dispatchId } = await ordered()
      await heard(id, 1, ALL)
      for (const [step, due] of [
        ['remind', 30],
        ['red', 60],
        ['leader', 120],
      ] as const) {
        if (!(heardBefore as string[]).includes(step)) break
        await untilJustBefore(issuedAt, due * SECOND)
        await said(id, step)
      }
      await heard(id, calls[0] as number, ['/robot'])
      await heard(id, calls[1] as number, ['/sms', '/push'])
      const occurredAt = new Date(issuedAt + ms).toISOString()
      const { dispatches } = await unwatched(story, id, {
        forwardMs: Math.max(issuedAt + ms + 200 - story.now(), 0),
        command: () => responder.do(id, 'acknowledge', { occurredAt }),
      })
      expect(dispatches[0]).toMatchObject({ acknowledgedAt: occurredAt })
      await story.pass(10 * MINUTE)
      await delay(2 * SECOND)
      expect(await words(id)).toEqual(heardBefore)
      expect(counts()).toEqual(calls)
      const { rows } = await story.database.pool.query(
        `SELECT count(*)::int AS n FROM notification WHERE dispatch_id = $1 AND state IN ('pending', 'sending')`,
        [dispatchId],
      )
      expect(rows[0].n, 'nothing waits to be sent').toBe(0)
      await end(id)
    },
    60_000,
  )

  it('a step with nobody on call is passed over at once, and said; off duty means silent', async () => {
    await story.database.db.execute(sql`UPDATE account SET disabled_at = now() WHERE role = 'leader'`)
    const { id, issuedAt } = await ordered()
    await heard(id, 1, ALL)
    await untilJustBefore(issuedAt, 2 * MINUTE)
    await said(id, 'leader nobodyOnCall')
    await story.database.db.execute(sql`UPDATE account SET disabled_at = NULL WHERE role = 'leader'`)
    expect(await words(id)).toEqual(['remind', 'red', 'leader', 'leader nobodyOnCall'])
    await heard(id, 2, ALL)
    await delay(2 * SECOND)
    expect(counts(), 'nobody was called for the step').toEqual([2, 2, 2])
    await end(id)

    receiver.forget()
    const { rows } = await story.database.pool.query('SELECT duty FROM unit WHERE id = $1', [UNIT])
    await story.database.pool.query(`UPDATE unit SET duty = '[]' WHERE id = $1`, [UNIT])
    const other = await story.openIncident()
    await operator.do(other.id, 'dispatch', { unitId: UNIT, evenOffDuty: true })
    await said(other.id, 'order offDuty')
    await delay(2 * SECOND)
    expect(counts()).toEqual([0, 0, 0])
    await story.database.pool.query(`UPDATE unit SET duty = $2 WHERE id = $1`, [UNIT, JSON.stringify(rows[0].duty)])
    await end(other.id)
  }, 60_000)

  it('a backup that nobody is free for is passed over at its step, once, and said', async () => {
    const { id, issuedAt } = await ordered()
    // everybody else of the street is away from their post
    await story.database.pool.query(`UPDATE unit SET own_state = 'away' WHERE id <> $1`, [UNIT])
    await untilJustBefore(issuedAt, 3 * MINUTE)
    await said(id, 'backup nobodyFree')
    await story.pass(10 * MINUTE)
    await story.database.pool.query(`UPDATE unit SET own_state = 'standby'`)
    const climbed = steps(await detail(id))
    expect(climbed.map(({ word }) => word).slice(3)).toEqual(['backup', 'backup nobodyFree'])
    expect(climbed[4]?.at, 'at once').toBe(climbed[3]?.at)
    await responder.do(id, 'acknowledge')
    await end(id)
  }, 60_000)

  it('a channel that never answers holds up neither the order nor the other channels', async () => {
    receiver.hanging.add('/robot')
    const { id, tookMs, dispatchId } = await ordered()
    expect(tookMs).toBeLessThan(3 * SECOND)
    const from = Date.now()
    await heard(id, 1, ALL)
    expect(Date.now() - from).toBeLessThan(5 * SECOND)
    await responder.do(id, 'acknowledge')
    // the try on its way gives up by itself, and is not tried again
    await until('the end of the try', async () => {
      const { rows } = await story.database.pool.query(
        `SELECT attempts FROM notification WHERE dispatch_id = $1 AND channel = 'robot'`,
        [dispatchId],
      )
      return rows[0].attempts.length === 1
    })
    await story.pass(MINUTE)
    await delay(2 * SECOND)
    expect(receiver.to('/robot')).toHaveLength(1)
    const robot = (await detail(id)).notifications?.find((n) => n.channel === 'robot')
    expect(robot).toMatchObject({ state: 'cancelled', attempts: [{ ok: false, said: 'timeout' }] })
    await end(id)
  }, 60_000)

  it('a channel that fails is tried four times, then given to the administrator', async () => {
    receiver.failing.add('/sms')
    const { id, dispatchId } = await ordered()
    for (let tries = 1; tries <= 4; tries++) {
      await heard(id, tries, ['/sms'])
      await until('the try is written down', async () => {
        const { rows } = await story.database.pool.query(
          `SELECT attempts FROM notification WHERE dispatch_id = $1 AND channel = 'sms'`,
          [dispatchId],
        )
        return rows[0].attempts.length === tries
      })
      // the waits between tries are known; here they are over at once
      await story.database.pool.query(
        `UPDATE notification SET next_at = created_at WHERE dispatch_id = $1 AND channel = 'sms' AND state = 'pending'`,
        [dispatchId],
      )
    }
    await until('the dead letter', async () => {
      const { rows } = await story.database.pool.query(`SELECT error, attempts FROM dead_letter WHERE queue = 'notify'`)
      return rows.length === 1 && rows[0].attempts === 4 && rows[0].error === 'HTTP 503'
    })
    await responder.do(id, 'acknowledge')
    const sms = (await detail(id)).notifications?.find((n) => n.channel === 'sms')
    expect(sms, 'given back now, it calls nobody').toMatchObject({ state: 'cancelled' })
    expect(sms?.attempts).toHaveLength(4)
    await end(id)
  }, 60_000)

  it('what the queue loses is sent all the same, and once', async () => {
    const emptying = new AbortController()
    const emptied = (async () => {
      while (!emptying.signal.aborted) {
        await emptyQueue()
        await delay(20)
      }
    })()
    let id = ''
    try {
      const order = await ordered()
      id = order.id
      await heard(id, 1, ALL)
      await untilJustBefore(order.issuedAt, 30 * SECOND)
      await said(id, 'remind')
      await heard(id, 2, ALL)
    } finally {
      emptying.abort()
      await emptied
    }
    await delay(3 * SECOND)
    expect(counts()).toEqual([2, 2, 2])
    await responder.do(id, 'acknowledge')
    await end(id)
  }, 60_000)

  async function emptyQueue(): Promise<void> {
    if (story.redis) return story.redis.flush()
    const { rows } = await story.database.pool.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.columns
       WHERE table_name LIKE '%job%' AND column_name = 'data' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { name } of rows) await story.database.pool.query(`DELETE FROM ${name}`)
  }
})
