import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DELIVERED_CALENDAR } from '@liandong/shared/clocks/calendar-delivered.ts'
import { addDays } from '@liandong/shared/clocks/day.ts'
import { SHANGHAI_OFFSET_MS, toIso } from '@liandong/shared/time.ts'
import { usePostgres } from '../harness/postgres.ts'
import { untilSays } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)
/** The first year nobody has loaded: what the form offers. */
const YEAR = (DELIVERED_CALENDAR.content.years.at(-1)?.year ?? 0) + 1

const open = async (who: string) => {
  const page = await room().page(who, '/admin#calendar')
  await page.getByRole('heading', { level: 2, name: '工作日历' }).waitFor()
  return page
}
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map((v) => `${v.id} ${v.nodes[0]?.target.join(' ')}`)
const rows = [
  ...Array.from({ length: 3 }, (_, i) => `${addDays(`${YEAR}-01-01`, i)},休,元旦`),
  ...Array.from({ length: 8 }, (_, i) => `${addDays(`${YEAR}-02-05`, i)},休,春节`),
]
const upload = (page: Page, lines: readonly string[]) =>
  page.getByLabel(/选择日历文件/).setInputFiles({
    name: 'calendar.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`日期,类型,名称\n${lines.join('\n')}\n`),
  })
/** Beijing time, as the form asks for it. */
const said = (ms: number) =>
  toIso(ms + SHANGHAI_OFFSET_MS)
    .slice(0, 16)
    .replace('T', ' ')

describe('/admin: the working-day calendar', () => {
  it('A11: a wrong row is named, the year is seen before it is proposed, and another approves it', async () => {
    const page = await open('admin')
    await page.getByRole('button', { name: '提出新版本' }).click()
    const dialog = page.getByRole('dialog')
    await upload(page, [...rows, `${YEAR}-02-30,休,春节`])
    await dialog.getByText(`第 13 行：“${YEAR}-02-30”不是有效日期`).waitFor()
    expect(await dialog.getByRole('button', { name: '提交审批' }).isDisabled()).toBe(true)
    expect(await violations(page)).toEqual([])

    await upload(page, rows)
    await dialog.getByText('已读取 11 行，没有发现问题').waitFor()
    await dialog.getByText('与现行日历相比，有 11 天不同').click()
    await dialog
      .getByText(/→ 放假（元旦）/)
      .first()
      .waitFor()
    await dialog.getByRole('button', { name: new RegExp(`^${YEAR}-02-05 .*放假（春节）$`) }).waitFor()
    expect(await violations(page)).toEqual([])
    await dialog.getByLabel('依据文件').fill('东街办〔2026〕12号')
    await dialog.getByLabel('生效时间').fill(said(room().story.now() + 3_600_000))
    await dialog.getByLabel('放假通知文号').fill('国办发明电〔某年〕7号')
    await dialog.getByRole('button', { name: '提交审批' }).click()
    await untilSays(page, '待批准')
    expect(await page.getByRole('button', { name: '批准' }).count()).toBe(0)

    const supervisor = await open('supervisor')
    await supervisor
      .getByRole('row', { name: /待批准/ })
      .getByRole('button', { name: '查看' })
      .click()
    await supervisor.getByRole('dialog').getByText('与现行日历相比，有 11 天不同').waitFor()
    expect(await violations(supervisor)).toEqual([])
    await supervisor.keyboard.press('Escape')
    await supervisor.getByRole('button', { name: '批准' }).click()
    await supervisor.getByRole('cell', { name: '已批准' }).waitFor()
  }, 90_000)

  it('D17 K6: the year is read with the keys, and a trial says which days count', async () => {
    const page = await open('operator')
    const years = page.getByRole('group', { name: '年份' }).first()
    await years.getByRole('button', { name: '2026' }).click()
    const first = page.getByRole('button', { name: '2026-01-01 星期四 放假（元旦）' })
    await first.focus()
    for (const says of [
      '2026-01-02 星期五 放假（元旦）',
      '2026-01-03 星期六 放假（元旦）',
      '2026-01-04 星期日 调休上班（元旦）',
    ]) {
      await page.keyboard.press('ArrowRight')
      await page.getByRole('status').getByText(says).waitFor()
    }
    const trial = page.getByRole('region', { name: '期限试算' })
    await trial.getByLabel('下发日期').fill('2026-09-30')
    await trial.getByLabel('下发时间').fill('09:30')
    await trial.getByText('期限：2026-10-13 24:00（星期二）').waitFor()
    expect(await trial.getByText('暂定').count()).toBe(0)
    await trial.getByText('调休上班（国庆节）').waitFor()
    await trial.getByLabel('下发日期').fill(`${YEAR - 1}-12-25`)
    await trial.getByText('暂定', { exact: true }).waitFor()
    await trial.getByLabel('工作日数').fill('0')
    await trial.getByText('请填写 1 至 60').waitFor()
    expect(await violations(page)).toEqual([])
  }, 90_000)
})
