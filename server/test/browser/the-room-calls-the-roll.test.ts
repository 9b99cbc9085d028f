import { expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { PushDevice } from '../harness/push-device.ts'
import { until } from '../harness/until.ts'
import { useRoom } from './use-room.ts'
import { violationsOf } from './violations.ts'

const postgres = usePostgres()
const room = useRoom(postgres, { env: { PUSH_HOSTS: '127.0.0.1' } })

it('D5, D8: the desk calls the roll, a phone in a dead zone answers later, the room answers for the radio', async () => {
  const { page: desk } = await room().enter('operator', '/desk')
  const { page: phone } = await room().enter('responder', '/duty')
  await phone.setViewportSize({ width: 390, height: 844 })
  await desk.getByRole('button', { name: '点名', exact: true }).click()
  await desk.getByRole('button', { name: '全体在岗点名' }).click()
  const asked = phone.getByRole('alertdialog', { name: '指挥室点名' })
  await asked.getByText(/剩余 2:5\d/).waitFor()
  expect(await violationsOf(phone)).toEqual([])

  await phone.context().setOffline(true)
  await asked.getByRole('button', { name: '应到' }).click()
  await phone.getByText('应到已记下，有信号后自动发出').waitFor()
  await desk.getByText(/^已应到 0 \//).waitFor()
  await phone.context().setOffline(false)
  await phone.getByText(/^点名已应到 \d\d:\d\d/).waitFor()
  await desk.getByText(/^已应到 1 \//).waitFor()

  const panel = desk.getByRole('region', { name: '点名' })
  const first = panel.getByRole('button', { name: /^代答：/ }).first()
  const name = /^代答：(.*)$/.exec((await first.getAttribute('aria-label')) ?? '')?.[1] as string
  await panel.getByRole('button', { name: `查看电话：${name}` }).click()
  await panel.getByRole('link', { name: /^1\d{10}$/ }).waitFor()
  await panel.getByRole('button', { name: `代答：${name}` }).click()
  await desk.getByText(/^已应到 2 \//).waitFor()
  expect(await violationsOf(desk)).toEqual([])

  await desk.getByRole('button', { name: '结束点名' }).click()
  await desk.getByText(/^点名结束：应到 \d+，已到 2，未到 \d+$/).waitFor()
  await until('the phone is quiet', async () => (await phone.getByText(/点名/).count()) === 0 || undefined)
  await panel.getByRole('link', { name: '历次点名' }).click()
  await desk.getByRole('button', { name: '查看名单' }).click()
  await desk.getByRole('cell', { name: '林晓代答' }).waitFor()
  await desk.getByRole('cell', { name: '手机应到' }).waitFor()
  expect(await violationsOf(desk)).toEqual([])
})

it('K3: a leader switches push on at the desk', async () => {
  const { page } = await room().enter('leader', '/desk')
  await page.context().grantPermissions(['notifications'])
  const device = new PushDevice('http://127.0.0.1/desk')
  // there is no push service here: the browser is given a device, and asks its person only when they press
  await page.evaluate((subscription) => {
    Object.defineProperty(Notification, 'permission', { get: () => 'default' })
    Notification.requestPermission = async () => 'granted'
    PushManager.prototype.getSubscription = async () => null
    PushManager.prototype.subscribe = async () => ({ toJSON: () => subscription }) as unknown as PushSubscription
  }, device.subscription)
  await page.locator('.account__button').click()
  await page.getByRole('button', { name: '开启桌面提醒' }).click()
  await page.getByText('桌面提醒已开启').waitFor()
  const { rows } = await room().story.database.pool.query('SELECT account_id, endpoint FROM push_subscription')
  expect(rows).toEqual([{ account_id: 'user-leader', endpoint: device.endpoint }])
})
