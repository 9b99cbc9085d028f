import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '@liandong/shared/time.ts'
import type { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { PushDevice } from '../harness/push-device.ts'
import { Receiver } from '../harness/receiver.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const UNIT = 'unit-responder'
const SAID = {
  narrative: '陈阿婆和楼上吵架',
  address: '映荷社区9幢4单元904',
  caller: { name: '上官如玉', phone: '13912345671' },
}
/** Longer than a call waits for anything. */
const QUIET_MS = 3_000

const postgres = usePostgres()
let story: Story
let receiver: Receiver
let operator: Client
let responder: Client
let phone: PushDevice
let tablet: PushDevice

beforeAll(async () => {
  receiver = await Receiver.open()
  story = await Story.open(postgres, { env: { PUSH_HOSTS: '127.0.0.1' } })
  operator = await story.as('operator')
  responder = await story.as('responder')
  phone = new PushDevice(`${receiver.url}/phone`)
  tablet = new PushDevice(`${receiver.url}/tablet`)
})
afterAll(async () => {
  await story.close()
  await receiver.close()
})
beforeEach(() => receiver.forget())

const subscribe = async (device: PushDevice): Promise<number> =>
  (await responder.ask('POST', '/push/subscriptions', { body: device.subscription })).status
const subscribed = async (): Promise<string[]> =>
  (await story.database.pool.query('SELECT endpoint FROM push_subscription ORDER BY endpoint')).rows.map(
    (r) => r.endpoint,
  )
const pushed = (path: string, count: number) =>
  until(`${count} pushes to ${path}`, () => receiver.to(path).length >= count || undefined)
const order = async () => {
  const { id, no } = await story.openIncident(SAID)
  const { dispatches } = await operator.do(id, 'dispatch', { unitId: UNIT, content: `找陈阿婆，${SAID.caller.phone}` })
  return { id, no, dispatchId: dispatches[0]?.id as string }
}

describe('D9: a device is woken while no page of it is open', () => {
  it('by an order: encrypted, with the number of the case and nothing personal', async () => {
    expect(await subscribe(phone)).toBe(204)
    const { id, no, dispatchId } = await order()
    await pushed('/phone', 1)
    const [push] = receiver.to('/phone')
    const body = push?.body as Buffer
    expect(body.toString('latin1'), 'whoever carries it reads nothing').not.toContain(dispatchId)
    expect(phone.read(body)).toEqual({ text: `新指令 ${no}，请打开`, incidentId: id, dispatchId })
    expect(() => tablet.read(body)).toThrow()
    expect(push?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high', ttl: '120' })
    expect(push?.headers.authorization).toMatch(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, ?k=[\w-]+$/)
    const said = JSON.stringify(phone.read(body))
    for (const word of ['陈阿婆', '映荷', '上官', SAID.caller.phone]) expect(said).not.toContain(word)

    await story.pass(31_000)
    await pushed('/phone', 2)
    expect(phone.read(receiver.to('/phone')[1]?.body as Buffer).text).toBe(`指令 ${no} 尚未签收，请立即签收`)
    await responder.do(id, 'acknowledge')
    await story.pass(10 * MINUTE_MS)
    await delay(QUIET_MS)
    expect(receiver.to('/phone'), 'an acknowledgement stops what would come').toHaveLength(2)
    await operator.do(id, 'settle', { outcome: 'noAction', text: '试' })
  }, 60_000)

  it('by a roll-call, which names no case; whoever has answered is not woken again', async () => {
    const started = await operator.ask('POST', '/roll-calls', { body: {} })
    await pushed('/phone', 1)
    expect(phone.read(receiver.to('/phone')[0]?.body as Buffer)).toEqual({
      text: '指挥室点名，请打开应到',
      incidentId: null,
      dispatchId: null,
    })
    await responder.ask('POST', `/roll-calls/${started.body.rollCall.id}/answer`, { body: {} })
    await operator.ask('POST', `/roll-calls/${started.body.rollCall.id}/end`)
    await delay(QUIET_MS)
    expect(receiver.to('/phone')).toHaveLength(1)
  })

  it('one that its service no longer knows is forgotten, and the others are woken all the same', async () => {
    for (const device of [phone, tablet]) expect(await subscribe(device)).toBe(204)
    expect(await subscribed()).toEqual([phone.endpoint, tablet.endpoint])
    receiver.gone.add('/phone')
    const { id, no } = await order()
    await pushed('/tablet', 1)
    expect(tablet.read(receiver.to('/tablet')[0]?.body as Buffer).text).toContain(no)
    await until('the phone is forgotten', async () => (await subscribed()).length === 1 || undefined)
    expect(await subscribed()).toEqual([tablet.endpoint])
    expect((await operator.incident(id)).notifications).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ channel: 'webPush', state: 'sent' })]),
    )
    await responder.do(id, 'acknowledge')
  })
})
