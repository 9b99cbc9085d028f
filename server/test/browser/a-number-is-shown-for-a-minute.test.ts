import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { PACE } from '@liandong/shared/access/reveal.ts'
import { RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import { usePostgres } from '../harness/postgres.ts'
import { SIZES, untilLive } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

const PHONE = '13912345671'
const ALERT = {
  narrative: `楼上漏水，和邻居吵起来了，我电话${PHONE}`,
  address: '映荷社区5幢1单元302',
  caller: { name: '严如玉', phone: PHONE },
}

let id: string
let homeId: string
beforeAll(async () => {
  const { story } = room()
  id = (await story.openIncident(ALERT)).id
  homeId = (await story.openIncident({ ...ALERT, narrative: '我老公打我，快来', address: '庙东社区2幢1单元101' })).id
  await (await story.as('operator')).do(id, 'dispatch', { unitId: RESPONDER_UNIT_ID })
})

async function openCase(page: Page, no: string, tab?: string): Promise<void> {
  await untilLive(page, 30_000)
  if (tab) await page.getByRole('tab', { name: tab }).click()
  await page
    .locator('.case-row')
    .filter({ hasText: no.slice(-4) })
    .first()
    .click()
  await page
    .locator('#pane-title')
    .filter({ hasText: no.slice(-4) })
    .waitFor()
}
const noOf = async (one: string): Promise<string> => (await (await room().story.as('operator')).incident(one)).no
const axe = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map((v) => `${v.id}: ${v.nodes[0]?.target.join(' ') ?? ''}`)
const keptOn = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))

describe('at the desk', () => {
  it('显示 asks why, shows number, name and words, counts down and hides them again; nothing is stored', async () => {
    const { page } = await room().enter('operator', '/desk')
    await openCase(page, await noOf(id), '处置中')
    const pane = page.locator('.alert-text').first()
    await pane.getByText('严* 139****5671').waitFor()
    await page.clock.install()
    await pane.getByRole('button', { name: '显示' }).click()
    await pane.getByLabel('查看理由').waitFor()
    expect(await axe(page)).toEqual([])
    await pane.getByRole('button', { name: '核实地点' }).click()
    await pane.getByText(`严如玉 ${PHONE}`).waitFor()
    await pane.getByText(`我电话${PHONE}`).waitFor()
    expect(await axe(page)).toEqual([])
    expect(await keptOn(page)).not.toContain(PHONE)
    await page.clock.runFor(61_000)
    await pane.getByText('严* 139****5671').waitFor()
    expect(await pane.textContent()).not.toContain(PHONE)
  }, 60_000)

  it('a protected reporter is said to be one, and there is no button', async () => {
    const { page } = await room().enter('operator', '/desk')
    await openCase(page, await noOf(homeId))
    const pane = page.locator('.alert-text').first()
    await pane.getByText('报警人信息受保护').waitFor()
    expect(await pane.getByRole('button', { name: '显示' }).count()).toBe(0)
    expect(await page.locator('.pane__where').textContent()).not.toContain('101')
  }, 60_000)
})

describe('on the phone', () => {
  it('联系报警人 is two taps: the number with its link, gone after a minute, never in what the phone keeps', async () => {
    const { page } = await room().enter('responder', '/duty', { viewport: SIZES.phone })
    await untilLive(page, 30_000)
    await page.clock.install()
    await page.getByRole('button', { name: '联系报警人' }).click()
    const link = page.getByRole('link', { name: new RegExp(`拨打 ${PHONE}`) })
    await link.waitFor()
    expect(await link.getAttribute('href')).toBe(`tel:${PHONE}`)
    expect(await axe(page)).toEqual([])
    expect(await keptOn(page)).not.toContain(PHONE)
    await page.clock.runFor(61_000)
    await page.getByRole('button', { name: '联系报警人' }).waitFor()
    expect(await link.count()).toBe(0)
  }, 60_000)
})

describe('too many', () => {
  it('the supervisor is told who, and the person is asked again', async () => {
    const { story } = room()
    const leader = await story.as('leader')
    const supervisor = await room().page('supervisor', '/supervise')
    await untilLive(supervisor, 30_000)
    const body = { fields: ['caller.phone'], reason: '逐一回电' }
    for (let n = 0; n < PACE.most; n++) await leader.ask('POST', `/incidents/${id}/reveal`, { body })
    const { page } = await room().enter('leader', '/desk')
    await openCase(page, await noOf(id), '处置中')
    const pane = page.locator('.alert-text').first()
    await pane.getByRole('button', { name: '显示' }).click()
    await pane.getByRole('button', { name: '核实地点' }).click()
    await pane.getByRole('alert').waitFor()
    await supervisor.getByText('周正 十分钟内查看报警人信息已达 20 次').waitFor()
    expect(await axe(supervisor)).toEqual([])
    await pane.getByRole('button', { name: '再次确认并显示' }).click()
    await pane.getByText(`严如玉 ${PHONE}`).waitFor()
  }, 90_000)
})

describe('erasing on request', () => {
  it('is looked at first and then done, by the security administrator', async () => {
    const { story } = room()
    const operator = await story.as('operator')
    const one = await story.openIncident({
      ...ALERT,
      caller: { name: '严如玉', phone: '13755556666' },
      narrative: '误报',
    })
    await operator.do(one.id, 'settle', { outcome: 'noAction', text: '误报' })
    await operator.do(one.id, 'close')
    const page = await room().page('security', '/admin#erasure')
    await page.getByRole('heading', { name: '个人信息删除' }).waitFor()
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: '按申请删除' }).click()
    await page.getByLabel('电话号码').last().fill('13755556666')
    await page.getByRole('button', { name: '预览' }).click()
    await page.getByText(one.no).waitFor()
    expect(await axe(page)).toEqual([])
    await page.getByLabel('理由').fill('本人书面申请，已核验身份')
    await page.getByRole('button', { name: '删除 1 起案件的个人信息' }).click()
    await page.getByRole('cell', { name: '本人申请' }).waitFor()
    expect((await operator.incident(one.id)).summary).toBeNull()
  }, 60_000)
})
