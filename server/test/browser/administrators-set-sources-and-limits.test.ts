import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ask } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { until } from '../harness/until.ts'
import { untilLive, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

const openAs = async (who: string, section: string) => {
  const page = await room().page(who, `/admin#${section}`)
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  return page
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map((v) => `${v.id} ${v.nodes[0]?.target.join(' ')}`)

describe('/admin', () => {
  it('a key made here, shown once, brings an alert to the desk', async () => {
    const desk = await room().page('operator', '/desk')
    await untilLive(desk)
    const page = await openAs('admin', 'sources')
    await page.getByRole('row', { name: /110/ }).getByRole('button', { name: '密钥' }).click()
    await press(page, '新建密钥')
    await page.getByRole('dialog').getByRole('button', { name: '新建密钥' }).click()
    const key = await page.locator('.shown-once code').first().textContent()
    expect(key).toMatch(/^ld_/)
    expect(await violations(page)).toEqual([])
    await press(page, '已保存，关闭')
    expect(await page.content()).not.toContain(key)
    await untilSays(page, (key as string).slice(0, 10))
    expect(await violations(page)).toEqual([])

    const headers = { authorization: `Bearer ${key}` }
    const body = { externalNo: 'ADMIN-KEY-1', narrative: '新密钥推来的一起停车争吵' }
    expect((await ask(`${room().story.api}/alerts`, 'POST', { body, headers })).status).toBe(202)
    await untilSays(desk, '新密钥推来的一起停车争吵')
  }, 90_000)

  it('of two administrators who edit one source the second is told, and finds what the first has set', async () => {
    const [first, second] = [await openAs('admin', 'sources'), await openAs('admin', 'sources')]
    for (const page of [first, second])
      await page.getByRole('row', { name: /智慧/ }).getByRole('button', { name: '修改' }).click()
    await first.getByLabel('多少分钟没有警情就告警').fill('45')
    await press(first, '保存')
    await untilSays(first, '45 分钟')
    await second.getByLabel('多少分钟没有警情就告警').fill('2')
    await press(second, '保存')
    await untilSays(second, /5 分钟至 7 天（10080 分钟）之间/)
    await second.getByLabel('多少分钟没有警情就告警').fill('90')
    await press(second, '保存')
    await untilSays(second, /别人先改动了/)
    await press(second, '返回')
    await untilSays(second, '45 分钟')
  }, 90_000)

  it('an operator mends what was refused, without losing the number that is masked', async () => {
    const { story } = room()
    const caller = { name: '张三丰', phone: '13812341234' }
    await story.postAlert({ externalNo: 'MEND-9', narrative: ' ', caller })
    const desk = await room().page('operator', '/desk')
    await desk.getByRole('link', { name: /待核 1/ }).click()
    await desk.waitForURL(/\/admin#quarantine$/)
    await desk.getByRole('heading', { level: 2, name: '待核区' }).waitFor()
    await desk.getByRole('link', { name: '时限标准' }).click()
    await desk.getByRole('heading', { level: 2, name: '时限标准' }).waitFor()
    await desk.goBack()
    await press(desk, '打开核对')
    await untilSays(desk, /138\*{4}1234/)
    expect(await desk.content()).not.toContain('13812341234')
    expect(await violations(desk)).toEqual([])
    await desk.getByLabel('报警内容').fill('值班员补全：两户争吵')
    await press(desk, '转为警情')
    await untilSays(desk, '待核区是空的')
    const { incidents } = await story.board()
    const mended = incidents.find((i) => i.summary === '值班员补全：两户争吵')
    const { rows } = await story.database.pool.query('SELECT caller FROM alert WHERE id = $1', [mended?.alertIds[0]])
    expect(rows[0].caller).toMatchObject(caller)
    const auditor = await story.as('auditor')
    const types = await until('both lines in the log', async () => {
      const { events } = await auditor.read('/events?after=0&limit=1000')
      const lines = events.filter((e: { type: string }) => e.type.startsWith('quarantine.'))
      return lines.length >= 2 ? lines.map((e: { type: string }) => e.type) : undefined
    })
    expect(types).toEqual(['quarantine.opened', 'quarantine.admitted'])
  }, 90_000)

  it('A11: one proposes a time limit, the supervisor approves it', async () => {
    const page = await openAs('admin', 'sla')
    await untilSays(page, '尚未调整过，执行系统内置内容')
    await press(page, '提出新版本')
    await page.getByLabel('依据文件').fill('东街办〔2026〕12号')
    await page.getByLabel('生效时间').fill('2020-01-01 00:00')
    await page.getByLabel('K4 到场（分钟）').fill('1')
    await press(page, '提交审批')
    await untilSays(page, /应在 5 分钟至 120 分钟之间/)
    await untilSays(page, /生效时间须晚于当前时间/)
    expect(await violations(page)).toEqual([])
    await page
      .getByLabel('生效时间')
      .fill(new Date(room().story.now() + 32 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '))
    await page.getByLabel('K4 到场（分钟）').fill('15')
    await press(page, '提交审批')
    await untilSays(page, '待批准')
    expect(await page.getByRole('button', { name: '批准' }).count()).toBe(0)
    const supervisor = await openAs('supervisor', 'sla')
    await press(supervisor, '批准')
    await supervisor.getByRole('cell', { name: '已批准' }).waitFor()
    expect(await violations(supervisor)).toEqual([])
  }, 90_000)
})
