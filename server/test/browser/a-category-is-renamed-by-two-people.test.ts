import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '@liandong/shared/time.ts'
import { usePostgres } from '../harness/postgres.ts'
import { SIZES, untilLive, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

const openAs = async (who: string) => {
  const page = await room().page(who, '/admin#categories')
  await page.getByRole('heading', { level: 2, name: '警情类别' }).waitFor()
  await page.getByText(/细类 \d+ 项/).waitFor()
  return page
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map((v) => `${v.id} ${v.nodes[0]?.target.join(' ')}`)

describe('domain §2.1: what cases are called', () => {
  it('is renamed in /admin, approved by the supervisor, and said at the desk, on the wall and on the phone without a reload', async () => {
    const { story } = room()
    const narrative = '映荷社区3幢楼下两户因停车吵架'
    const incident = await story.openIncident({ narrative, sourceCategory: '0816' })
    const { user } = await (await story.as('responder')).read('/session')
    const ordered = await story.openIncident({ narrative })
    await (await story.as('operator')).do(ordered.id, 'dispatch', { unitId: user.unitId })
    const [desk, wall] = [await room().page('operator', '/desk'), await room().page('wall', '/wall')]
    const phone = await room().page('responder', '/duty', { viewport: SIZES.phone })
    for (const page of [desk, wall, phone]) {
      await untilLive(page)
      await page.evaluate(() => Object.assign(window, { isTheSamePage: true }))
      await untilSays(page, /停车/)
    }
    await desk.getByText(incident.no.slice(-4)).first().click()
    await untilSays(desk, '来源类别 0816（停车）')

    const admin = await openAs('admin')
    await press(admin, '提出新版本')
    expect(await violations(admin)).toEqual([])
    await admin.getByLabel('查找').last().fill('0816')
    await admin.getByLabel('停车 名称').fill('')
    await untilSays(admin, '应为 1–20 个字')
    expect(await admin.getByRole('button', { name: '提交审批' }).isDisabled()).toBe(true)
    await admin.getByLabel('停车 名称').fill('停车纠纷')
    await admin.getByLabel('新编码').fill('电动车充电')
    await press(admin, '加入')
    await admin.getByLabel('查找').last().fill('')
    await press(admin, '停用 咨询')
    await untilSays(admin, '改 1 · 增 1 · 停用 1')
    await admin.getByLabel('依据文件').fill('东街办〔2026〕21号')
    const from = new Date(story.now() + 8 * 60 * MINUTE_MS + 3 * MINUTE_MS).toISOString().slice(0, 16)
    await admin.getByLabel('生效时间').fill(from.replace('T', ' '))
    await press(admin, '提交审批')
    await untilSays(admin, '待批准')
    expect(await admin.getByRole('button', { name: '批准' }).count()).toBe(0)

    const supervisor = await openAs('supervisor')
    await supervisor.getByText('改 1 · 增 1 · 停用 1').click()
    await untilSays(supervisor, /名称由“停车”改为“停车纠纷”/)
    expect(await violations(supervisor)).toEqual([])
    await press(supervisor, '批准')
    await supervisor.getByRole('cell', { name: '已批准' }).waitFor()
    expect(await desk.getByText('停车纠纷').count(), 'not before its time').toBe(0)

    await story.pass(3 * MINUTE_MS + 1_000)
    for (const page of [desk, wall, phone]) {
      await untilSays(page, /停车纠纷/)
      expect(await page.evaluate(() => 'isTheSamePage' in window)).toBe(true)
    }
    await untilSays(desk, '来源类别 0816（停车纠纷）')

    // what is new is offered, what is retired is not
    await press(desk, '改判')
    const options = await desk.getByLabel('类别', { exact: true }).locator('option').allTextContents()
    expect(options).toContain('纠纷')
    expect(options).not.toContain('咨询')
    await desk.getByLabel('细类').selectOption({ label: '电动车充电' })
    await press(desk, '确定')
    await untilSays(desk, /· 电动车充电/)
    expect((await story.as('operator').then((client) => client.incident(incident.id))).classification).toMatchObject({
      subtype: '电动车充电',
      categoryVersion: 1,
    })
  }, 180_000)

  it('a sheet with anything wrong in it is refused row by row; one without is a proposal', async () => {
    const page = await openAs('admin')
    await press(page, '提出新版本')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByText('导出 CSV').click(),
    ])
    const chunks: Buffer[] = []
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
    const csv = Buffer.concat(chunks).toString('utf8')
    expect(csv).toContain('编码,上级编码,中文名')
    const rows = csv.split('\r\n')
    const send = (text: string) =>
      page.getByLabel('类别 CSV 文件').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await send([...rows.filter((row) => !row.startsWith('挪车,')), '拖车,没有,拖车,Tow,,,,,'].join('\r\n'))
    await untilSays(page, /表格有 2 处问题/)
    await untilSays(page, /“挪车”已在用，不能删除，只能停用/)
    await untilSays(page, /上级编码：上级“没有”不存在/)
    await send(csv.replace('挪车,非紧急求助,挪车', '挪车,非紧急求助,请求挪车'))
    await untilSays(page, '改 1')
    expect(await page.getByText(/表格有/).count()).toBe(0)
    expect(await violations(page)).toEqual([])
  }, 90_000)
})
