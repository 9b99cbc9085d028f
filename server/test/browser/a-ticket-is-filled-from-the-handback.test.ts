import { expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { until } from '../harness/until.ts'
import { useRoom } from './use-room.ts'
import { violationsOf } from './violations.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

const HANDBACK = {
  facts: '连续三晚油烟直排楼上',
  parties: '店主周国强 13912345678 与五户居民',
  demands: '加装净化设备',
  risk: '可能升级',
  evidence: '照片三张',
}

it('D15, D16: a ticket after a handback takes no typing and keeps the numbers that are masked at the desk', async () => {
  const { story } = room()
  const [operator, responder] = await Promise.all([story.as('operator'), story.as('responder')])
  const { id } = await story.openIncident({ narrative: '楼下烧烤店油烟太大，居民与店主争吵', address: '映荷社区3幢' })
  await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
  for (const name of ['acknowledge', 'arrive']) await responder.do(id, name)
  await responder.do(id, 'handback', HANDBACK)

  const page = await room().page('operator', '/desk')
  await page.locator('.case-row').first().click()
  await page.getByRole('button', { name: '转任务单' }).click()
  const dialog = page.getByRole('dialog')
  const values = await dialog
    .locator('input, textarea, select')
    .evaluateAll((fields) => fields.map((one) => (one as HTMLInputElement).value))
  expect(values.every((value) => value !== '')).toBe(true)
  const content = await dialog.getByLabel('内容').inputValue()
  for (const words of [HANDBACK.facts, '五户居民', HANDBACK.demands, HANDBACK.risk, HANDBACK.evidence])
    expect(content).toContain(words)
  expect(content).not.toContain('13912345678')
  expect(await violationsOf(page)).toEqual([])
  // nothing is typed
  await dialog.getByRole('button', { name: '转任务单' }).click()
  await until('the ticket', async () => (await operator.incident(id)).stage === 'ticketed')
  const { rows } = await story.database.pool.query(
    'SELECT title, content, handback, organisation_id FROM ticket WHERE incident_id = $1',
    [id],
  )
  expect(rows).toMatchObject([{ handback: HANDBACK, organisation_id: 'org-zhzf' }])
  expect(rows[0].title).not.toBe('')
  expect(rows[0].content).toContain(HANDBACK.facts)
  expect(rows[0].content).not.toContain('*')
}, 60_000)

it('the desk asks to call the caller back where a unit says the address is wrong, and logs the look at the number', async () => {
  const { story } = room()
  const [operator, responder] = await Promise.all([story.as('operator'), story.as('responder')])
  const { id } = await story.openIncident({
    narrative: '两户因停车吵架',
    address: '映荷社区3幢',
    caller: { name: '李桂兰', phone: '13812345678' },
  })
  await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
  const page = await room().page('operator', '/desk')
  await page.getByRole('tab', { name: /处置中/ }).click()
  await page.locator('.case-row').first().click()
  await page.getByRole('button', { name: '显示' }).waitFor()
  expect(await page.getByText('请回拨报警人核实').count()).toBe(0)
  await responder.do(id, 'note', { text: '地址错误', delayReason: '地址错误' })
  await page.getByText('力量报告地址错误，请回拨报警人核实').waitFor()
  await page.getByRole('button', { name: '回拨报警人' }).click()
  expect(await page.getByRole('link', { name: '回拨 13812345678' }).getAttribute('href')).toBe('tel:13812345678')
  expect(await violationsOf(page)).toEqual([])
  const { rows } = await story.database.pool.query(
    `SELECT type FROM event WHERE type = 'personal.revealed' AND case_id = $1`,
    [id],
  )
  expect(rows).toHaveLength(1)
  await responder.do(id, 'arrive')
  await until('nothing to ask any more', async () => (await page.getByText('请回拨报警人核实').count()) === 0)
}, 60_000)
