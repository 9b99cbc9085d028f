import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { until } from '../harness/until.ts'
import { SIZES } from './room.ts'
import { useRoom } from './use-room.ts'
import { violationsOf } from './violations.ts'
import { soundOf, watchSound } from './watch-sound.ts'

const postgres = usePostgres()
const room = useRoom(postgres)
const MINUTE = 60_000

/** How often the phone was shaken; a zero is the end of shaking. */
const watchShaking = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const account: unknown[] = []
    Object.assign(window, { shaken: account })
    navigator.vibrate = (pattern) => {
      if (pattern !== 0) account.push(pattern)
      return true
    }
  })
const shakenOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { shaken: unknown[] }).shaken.length)

it('D11, K5: a unit on the scene without a first report is asked on its phone and named at the desk, until it reports', async () => {
  const { story } = room()
  await story.tomorrowMorning()
  const [operator, responder] = await Promise.all([story.as('operator'), story.as('responder')])
  const { id } = await story.openIncident()
  await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
  for (const name of ['acknowledge', 'arrive']) await responder.do(id, name)
  const [phone, desk] = await Promise.all([
    room().page('responder', '/duty', { viewport: SIZES.phone, hasTouch: true }),
    room().page('operator', '/desk'),
  ])
  await phone.getByRole('button', { name: '首报' }).waitFor()
  await watchSound(phone)
  await watchShaking(phone)
  // a first press on the page: without one no browser makes a sound
  await phone.locator('.duty-order__where').click()
  expect(await phone.locator('.duty-nag').count()).toBe(0)

  await story.pass(3 * MINUTE)
  await phone.getByRole('alert').filter({ hasText: '请马上首报' }).waitFor()
  await until('a shake and a tone', async () => (await shakenOf(phone)) === 1 && (await soundOf(phone)).tones > 0)
  const row = desk.locator('.case-row').first()
  await desk.getByRole('tab', { name: /处置中/ }).click()
  await row.getByText('催首报').waitFor()

  const tones = (await soundOf(phone)).tones
  await story.pass(2 * MINUTE)
  await phone.getByRole('alert').filter({ hasText: '首报已超时' }).waitFor()
  await until(
    'another shake and tone',
    async () => (await shakenOf(phone)) === 2 && (await soundOf(phone)).tones > tones,
  )
  await row.getByText('首报超时').waitFor()
  await row.click()
  await desk.getByText(/王志明 到场未首报，已超时，请用电台或电话联系/).waitFor()
  await story.pass(2 * MINUTE)
  await until('it is asked again', async () => (await shakenOf(phone)) === 3)
  expect(await violationsOf(phone)).toEqual([])

  await phone.getByRole('button', { name: '首报' }).click()
  await phone.getByRole('button', { name: '双方在' }).click()
  await phone.getByRole('button', { name: '发送首报' }).click()
  await until('nothing more is asked', async () => (await phone.locator('.duty-nag').count()) === 0)
  await row.getByText('已首报').waitFor()
  await story.pass(4 * MINUTE)
  expect(await shakenOf(phone)).toBe(3)
  await responder.do(id, 'settle')

  // whoever has gone off duty on the scene is asked in silence
  const { id: late } = await story.openIncident()
  await operator.do(late, 'dispatch', { unitId: 'unit-responder' })
  for (const name of ['acknowledge', 'arrive']) await responder.do(late, name)
  await phone.getByRole('button', { name: '首报' }).waitFor()
  // the new order has shaken it, until it was acknowledged
  const before = await shakenOf(phone)
  await story.database.pool.query(`UPDATE unit SET duty = '[]' WHERE id = 'unit-responder'`)
  await until(
    'off duty',
    async () => (await story.board()).units.find((u) => u.id === 'unit-responder')?.onDuty === false,
  )
  await story.pass(3 * MINUTE)
  await phone.getByRole('alert').filter({ hasText: '请马上首报' }).waitFor()
  expect(await shakenOf(phone)).toBe(before)
})
