import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { SUBDISTRICT } from '../harness/story.ts'
import { SIZES, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'
import { violationsOf } from './violations.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

const dialog = (page: Page) => page.getByRole('dialog')
const window = (page: Page, name: string) => page.getByRole('listitem', { name })

describe('A5: the page of the centres', () => {
  it('has today’s cases, rooms and mediators of the street and of each village, found by name', async () => {
    const incident = await room().story.openIncident({ address: '映荷社区3幢' })
    const page = await room().page('operator', '/centres')
    await page.getByRole('heading', { name: '东湖街道社会治理综合服务中心' }).waitFor()
    expect(await page.getByRole('navigation').getByRole('link').count()).toBe(39)
    await untilSays(page, /在岗调解员 \d+ 人/)
    await untilSays(page, '第一调解室')
    await page.getByLabel('查找村社').fill('映荷')
    await page.getByRole('link', { name: '映荷社区' }).click()
    await page.getByRole('heading', { name: '映荷社区' }).waitFor()
    await untilSays(page, '今日警情 1 起')
    await untilSays(page, incident.summary as string)
    await untilSays(page, '映荷第一网格')
    await page.getByLabel('查找村社').fill('没有这里')
    await untilSays(page, '没有找到')
  })

  it('a number is taken, called, served and done, and the other window sees it', async () => {
    const [page, other] = await Promise.all([
      room().page('mediator', `/centres#${SUBDISTRICT}`),
      room().page('petition', `/centres#${SUBDISTRICT}`),
    ])
    await untilSays(page, '您的岗位不查看警情')
    await page.getByRole('button', { name: '取号' }).click()
    await dialog(page).getByRole('radio', { name: '矛盾调解' }).check({ force: true })
    await dialog(page).getByLabel('来访人姓名（选填）').fill('欧阳小明')
    expect(await violationsOf(page)).toEqual([])
    await dialog(page).getByRole('button', { name: '取号' }).click()
    await untilSays(page, '已取号 001')
    const mediation = window(page, '3 号窗口 矛盾调解')
    await mediation.getByRole('button', { name: '叫下一号' }).click()
    await expect.poll(() => mediation.innerText(), { timeout: 10_000 }).toContain('001')
    expect(await mediation.innerText()).toContain('欧*')
    expect(await page.content()).not.toContain('欧阳')
    await expect.poll(() => window(other, '3 号窗口 矛盾调解').innerText(), { timeout: 10_000 }).toContain('001')
    await mediation.getByRole('button', { name: '到窗口' }).click()
    await expect.poll(() => mediation.innerText(), { timeout: 10_000 }).toContain('正在接待')
    await mediation.getByRole('button', { name: '办结' }).click()
    await untilSays(page, '今日已办 1 人')
    expect(await mediation.getByRole('button', { name: '叫下一号' }).isDisabled()).toBe(true)
  })

  it('who only watches has no button of the queue, and nobody else is let in', async () => {
    const page = await room().page('supervisor', '/centres')
    await untilSays(page, '窗口与叫号')
    expect(await page.getByRole('button', { name: '取号' }).count()).toBe(0)
    const responder = await room().page('responder', '/centres')
    await expect.poll(() => responder.getByText('窗口与叫号').count()).toBe(0)
    const department = await room().page('department', '/centres')
    await untilSays(department, '没有您可查看的治理中心')
  })

  it.each([
    { theme: 'day', viewport: SIZES.desk },
    { theme: 'night', viewport: SIZES.desk },
    { theme: 'day', viewport: SIZES.phone },
  ])(
    'axe finds nothing by $theme at $viewport.width px, and nothing runs over the edge',
    async ({ theme, viewport }) => {
      const page = await room().page('operator', `/centres#${SUBDISTRICT}`, { viewport })
      await page.evaluate((choice) => localStorage.setItem('liandong.theme', choice), theme)
      await page.reload()
      await untilSays(page, '窗口与叫号')
      expect(await violationsOf(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
      if (viewport === SIZES.phone) {
        await page.getByRole('link', { name: '全部中心' }).click()
        await page.getByRole('link', { name: '映荷社区' }).click()
        await page.getByRole('heading', { name: '映荷社区' }).waitFor()
      }
    },
  )

  it('a list that cannot be read says so, and reads again', async () => {
    const page = await room().page('operator', '/centres')
    await untilSays(page, '窗口与叫号')
    await page.route('**/api/v1/centres**', (route) => route.abort())
    await page.reload()
    await page.getByRole('alert').first().waitFor()
    await page.unroute('**/api/v1/centres**')
    await page.getByRole('button', { name: '再试一次' }).first().click()
    await untilSays(page, '窗口与叫号')
  })
})

describe('A6: administrators keep the centres', () => {
  it('what is wrong stands beside its field; of two who edit, the second is shown both', async () => {
    const page = await room().page('admin', '/admin#centres')
    const admin = await room().story.as('admin')
    const row = page.getByRole('row').filter({ hasText: '庙前社区' }).first()
    await row.getByRole('button', { name: '修改' }).click()
    expect(await violationsOf(page)).toEqual([])
    const phone = dialog(page).getByLabel('值守电话 1 电话')
    const kept = await phone.inputValue()
    await phone.fill('不是电话')
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await untilSays(page, '不是有效的电话号码')
    await phone.fill(kept)
    const id = 'village-05'
    const { centre } = await admin.read(`/centres/${id}`)
    const { id: _id, name: _name, level: _level, grids: _grids, windows, ...form } = centre
    const theirs = {
      ...form,
      capacity: 33,
      windows: windows.map(({ accountName: _a, isOpen: _o, ...one }: Record<string, unknown>) => one),
    }
    expect((await admin.ask('PUT', `/centres/${id}`, { body: theirs })).status).toBe(200)
    await dialog(page).getByLabel('候访容量（人）').fill('44')
    await dialog(page).getByRole('button', { name: '添加房间' }).click()
    await dialog(page).getByLabel('房间 2 名称').fill('接访室')
    await dialog(page).getByRole('button', { name: '保存' }).click()
    const conflict = page.getByRole('alert')
    await expect.poll(() => conflict.innerText(), { timeout: 10_000 }).toMatch(/44[\s\S]*33/)
    await conflict.getByRole('button').last().click()
    await dialog(page).waitFor({ state: 'detached' })
    const after = await admin.read(`/centres/${id}`)
    expect(after.centre.capacity).toBe(44)
    expect(after.centre.rooms.map((one: { name: string }) => one.name)).toContain('接访室')
  })
})
