import { describe, expect, it } from 'vitest'
import { DELIVERED_DUTY, nextTurnOf } from '@liandong/shared/duty/duty-rules.ts'
import { usePostgres } from '../harness/postgres.ts'
import { SIZES, untilLive, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'
import { violationsOf } from './violations.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const postgres = usePostgres()
const room = useRoom(postgres)

describe('the rota on the screens', () => {
  it('D5: a leader who makes a hole in the night is told of it first, by the keyboard alone; then every desk is', async () => {
    const { story } = room()
    const desk = await room().page('operator', '/desk')
    await untilLive(desk)
    const page = await room().page('leader', '/rota')
    await untilSays(page, '这一周没有缺口')
    expect(await violationsOf(page)).toEqual([])
    await page.getByRole('button', { name: '调整值班' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: '调整值班' })
    // whoever has the night of this village, or the day of it, whichever begins within the next hours
    const now = Date.now()
    const soon = Math.ceil((now + HOUR) / HOUR) * HOUR
    const at = new Date(soon).toISOString()
    const { items } = await (await story.as('leader')).read(`/duty?at=${at}&organisationId=village-03`)
    await dialog.getByLabel('谁', { exact: true }).selectOption(items[0].id)
    const local = (ms: number) => new Date(ms + 8 * HOUR).toISOString().slice(0, 16)
    await dialog.getByLabel('开始', { exact: true }).fill(local(soon))
    await dialog.getByLabel('结束', { exact: true }).fill(local(soon + HOUR))
    await dialog.getByLabel('事由').fill('家人住院')
    await page.keyboard.press('Enter')
    const warning = page.getByRole('dialog', { name: '批准后会有缺口' })
    await warning.getByText('缺 1 人').first().waitFor()
    expect(await violationsOf(page)).toEqual([])
    await warning.getByLabel('仍要批准的理由').fill('已安排电话值守')
    await page.keyboard.press('Enter')
    await page.locator('.week__gap').first().waitFor()
    expect(await violationsOf(page)).toEqual([])
    await untilSays(desk, /起将缺岗 1 人/)
    const supervisor = await room().page('supervisor', '/supervise')
    await untilSays(supervisor, '即将缺岗')
    // taken back, it is gone everywhere
    await page.getByRole('button', { name: '撤回' }).click()
    await untilSays(page, '这一周没有缺口')
    await desk.getByText(/起将缺岗/).waitFor({ state: 'detached', timeout: 10_000 })
  })

  it('四班三运转: a leader gives a unit days that come round', async () => {
    const page = await room().page('leader', '/rota')
    await page.getByRole('button', { name: '应急联动处置分队一组' }).click()
    await page.getByRole('button', { name: '设置循环班次…' }).click()
    const dialog = page.getByRole('dialog', { name: '应急联动处置分队一组的循环班次' })
    await dialog.getByLabel('每天的班次').fill('白天\n休')
    await dialog.getByText('有一行看不懂').waitFor()
    await dialog.getByLabel('每天的班次').fill('06:00-18:00\n18:00-06:00\n休\n休')
    expect(await violationsOf(page)).toEqual([])
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByText('06–18', { exact: true }).first().waitFor()
  })

  it('D5: a responder asks for leave on the phone, and the leader decides', async () => {
    const phone = await room().page('responder', '/duty', { viewport: SIZES.phone })
    await untilLive(phone)
    await untilSays(phone, '我的班次')
    await phone.getByRole('button', { name: '请假、换班或加班' }).click()
    const dialog = phone.getByRole('dialog')
    await dialog.getByLabel('事由').fill('孩子发烧')
    await dialog.getByRole('button', { name: '提交' }).click()
    await untilSays(phone, '待审批')
    expect(await violationsOf(phone)).toEqual([])
    const page = await room().page('leader', '/rota')
    await untilSays(page, /孩子发烧/)
    await page.getByRole('button', { name: '驳回' }).click()
    await untilSays(page, '没有待办的申请')
  })

  it('§3.9: two leaders sign the sheet, and it is there to be read and printed', async () => {
    const { story } = room()
    await story.openIncident()
    await story.pass(nextTurnOf(DELIVERED_DUTY.content.turns, story.now()) - 5 * MINUTE - story.now())
    const out = await room().page('leader', '/rota#handover')
    await untilSays(out, '未办结警情')
    expect(await violationsOf(out)).toEqual([])
    await out.getByLabel('交代事项').fill('映荷社区停车纠纷注意回访')
    await out.getByRole('button', { name: '我是交班班长，签字' }).click()
    await untilSays(out, /周正/)
    const next = await room().page('leader.day', '/rota#handover')
    await untilSays(next, '映荷社区停车纠纷注意回访')
    await next.getByRole('button', { name: '我是接班班长，签字' }).click()
    await next.locator('.sheet__sign', { hasText: '韩立' }).waitFor()
    await next.emulateMedia({ media: 'print' })
    expect(await next.locator('.sheet').isVisible()).toBe(true)
    expect(await next.locator('.rota-head').isVisible()).toBe(false)
  })
})
