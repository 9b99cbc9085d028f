import { expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { until } from '../harness/until.ts'
import { useRoom } from './use-room.ts'
import { violationsOf } from './violations.ts'

const postgres = usePostgres()
const room = useRoom(postgres)
const SECOND = 1_000

it('D9, D33: the desk shows who does not answer, the number to call, and whom to send besides', async () => {
  const { story } = room()
  const operator = await story.as('operator')
  const { id } = await story.openIncident()
  const { page } = await room().enter('operator', '/desk')
  await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
  await story.pass(61 * SECOND)
  const task = page.getByRole('button', { name: /请电话联系 王志明/ })
  await task.click()
  const red = page.getByRole('group', { name: '60 秒未签收，请电话联系 王志明' })
  await red.waitFor()
  expect(await page.locator('.orders__receipts').innerText()).toMatch(
    /已发 \d\d:\d\d.*\s*已送达 .*\s*已读 —\s*已签收 —/,
  )
  await red.getByRole('button', { name: '显示值班电话' }).click()
  await red.getByRole('link').waitFor()
  expect(await red.getByRole('link').innerText()).toMatch(/^1\d{10}$/)
  await red.getByRole('button', { name: '电话无人接听' }).click()
  await red.getByText(/\d\d:\d\d(:\d\d)? 电话无人接听/).waitFor()

  await story.pass(120 * SECOND)
  await red.getByText(/建议增援/).waitFor()
  expect(await page.locator('.suggestions__contact').first().innerText()).toMatch(/联络|失联/)
  expect(await violationsOf(page)).toEqual([])
  await page.locator('#pane-title').focus()
  await page.keyboard.press('a')
  await until('a second order', async () => (await operator.incident(id)).dispatches.length === 2)
  expect((await operator.incident(id)).dispatches.map((d) => d.lead)).toEqual([true, false])
})

it('A11: the administrator sees the ladder on a time line, and sets a channel up', async () => {
  const { page } = await room().enter('admin', '/admin')
  await page.getByRole('link', { name: '催办梯次' }).click()
  await page.getByRole('list', { name: '梯次时间线' }).waitFor()
  expect(await page.locator('.ladder__step b').allInnerTexts()).toEqual([
    '下达时',
    '30 秒',
    '60 秒',
    '120 秒',
    '180 秒',
  ])
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('link', { name: '通知渠道' }).click()
  const row = page.getByRole('row', { name: /工作群机器人/ })
  await row.getByRole('button', { name: '配置' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('接口地址').fill('https://evil.example/robot')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.locator('.field__error', { hasText: 'NOTIFY_HOSTS' }).waitFor()
  await dialog.getByLabel('接口地址').fill('https://oapi.dingtalk.com/robot/send?access_token=secret-token')
  await dialog.getByRole('button', { name: '保存' }).click()
  await row.getByText('oapi.dingtalk.com').waitFor()
  expect(await page.content()).not.toContain('secret-token')
  expect(await violationsOf(page)).toEqual([])
})
