import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { chooseOwnPassword, signInByForm, untilAt, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

const dialog = (page: Page) => page.getByRole('dialog')
const choose = (page: Page, name: string, content: string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })

describe('administrators keep the people', () => {
  it('a person is made, is told their password once, and signs in with it', async () => {
    const page = await room().page('admin', '/admin#people')
    await page.getByRole('button', { name: '新增人员' }).click()
    await dialog(page).getByLabel('用户名').fill('Wrong!')
    await dialog(page).getByLabel('姓名').fill('周新')
    await dialog(page).getByLabel('角色').selectOption('operator')
    expect(await dialog(page).getByLabel('角色').locator('option').allInnerTexts()).not.toContain('安全审计员')
    await dialog(page).getByRole('button', { name: '建立账号' }).click()
    await untilSays(page, '须为 3–32 位小写字母')
    await dialog(page).locator('.field__error').filter({ hasText: '请选择' }).waitFor()
    expect(await dialog(page).getByLabel('姓名').inputValue(), 'what was typed is kept').toBe('周新')
    await dialog(page).getByLabel('用户名').fill('zhou.xin')
    const offices = await dialog(page).getByLabel('所属组织').locator('option').allInnerTexts()
    const office = offices.find((text) => text.endsWith('综合信息指挥室')) as string
    await dialog(page).getByLabel('所属组织').selectOption({ label: office })
    await dialog(page).getByRole('button', { name: '建立账号' }).click()
    const password = await dialog(page).locator('output').innerText()
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    await dialog(page).getByRole('button', { name: '已记下，关闭' }).click()
    await page.getByRole('cell', { name: 'zhou.xin' }).waitFor()
    expect(await page.content()).not.toContain(password)

    const theirs = await room().page(null, '/')
    await signInByForm(theirs, 'zhou.xin', password)
    await chooseOwnPassword(theirs, password, 'Hu-Bin-2026-x')
    await untilAt(theirs, '/desk')

    await page.getByLabel('查找').fill('zhou')
    await expect.poll(() => page.getByRole('row').count(), { timeout: 10_000 }).toBe(2)
    await page.getByRole('button', { name: '停用', exact: true }).click()
    await dialog(page).getByRole('button', { name: '停用' }).click()
    await untilSays(page, '已停用：周新')
    await theirs.reload()
    await theirs.getByLabel('用户名').waitFor()
  })

  it('two who edit the same are shown both, and neither is lost', async () => {
    const page = await room().page('admin', '/admin#units')
    const admin = await room().story.as('admin')
    await page.getByLabel('力量类别').selectOption('platform')
    const row = page.getByRole('row').nth(1)
    await expect.poll(() => row.innerText(), { timeout: 10_000 }).toContain('四平台')
    const name = await row.locator('strong').innerText()
    await row.getByRole('button', { name: '修改' }).click()
    await dialog(page).getByLabel('电话').fill('13800000001')
    const { items } = await admin.read(`/units?q=${encodeURIComponent(name)}`)
    const { id, retiredAt: _retired, ...form } = items[0]
    await admin.ask('PUT', `/units/${id}`, { body: { ...form, phone: '13900000002' } })
    await dialog(page).getByRole('button', { name: '保存' }).click()
    const note = page.getByRole('alert').filter({ hasText: '别人先改动了' })
    expect(await note.innerText()).toMatch(/13800000001[\s\S]*13900000002/)
    await note.getByRole('button', { name: '仍按我填写的提交' }).click()
    await untilSays(page, `已保存：${name}`)
    expect((await admin.read(`/units?q=${encodeURIComponent(name)}`)).items[0].phone).toBe('13800000001')
  })

  it('the tree: a village is made, moved from a date, and says so', async () => {
    const page = await room().page('admin', '/admin#organisations')
    await page.getByRole('button', { name: '新建下属单位' }).click()
    await dialog(page).getByLabel('名称').fill('试点社区')
    await dialog(page).getByLabel('类型').selectOption('village')
    await dialog(page).getByRole('button', { name: '建立组织' }).click()
    const row = page.getByRole('row').filter({ hasText: '试点社区' })
    await row.getByRole('button', { name: '调整隶属' }).click()
    const options = await dialog(page).getByLabel('上级组织').locator('option').allInnerTexts()
    const office = options.find((text) => text.endsWith('综治办')) as string
    await dialog(page).getByLabel('上级组织').selectOption({ label: office })
    await dialog(page).getByLabel('生效日期').fill('2099-01-01')
    await dialog(page).getByRole('button', { name: '调整隶属' }).click()
    await expect.poll(() => row.innerText(), { timeout: 10_000 }).toContain('2099-01-01 起划归 综治办')
    await page.getByLabel('查看日期').fill('2099-02-01')
    await untilSays(page, '仅供查看')
    await expect.poll(() => row.count(), { timeout: 10_000 }).toBe(1)
    expect(await row.getByRole('button', { name: '调整隶属' }).count()).toBe(0)
  })

  it('a spreadsheet is checked, mended and imported, and its passwords come as a file, once', async () => {
    const page = await room().page('admin', '/admin#import')
    const head = '用户名,姓名,角色,所属组织\n'
    await choose(page, '名单.csv', `${head}chen.yi,陈一,值班员,综治办\nchen.er,陈二,国王,综治办`)
    await untilSays(page, '请在表格中改正以下 1 行')
    await untilSays(page, /角色：“国王”不在可填内容之中/)
    expect(await page.getByRole('button', { name: /^导入 / }).count(), 'with a bad row none is imported').toBe(0)
    await page.getByRole('button', { name: '重新选择文件' }).click()
    await choose(page, '名单.csv', `${head}chen.yi,陈一,值班员,综治办\nchen.er,陈二,班长,综治办`)
    await page.getByRole('button', { name: '导入 2 行' }).click()
    await untilSays(page, '导入完成：新增 2，修改 0，无变化 0。')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载一次性密码' }).click(),
    ])
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(lines).toHaveLength(3)
    const [username, , password] = (lines[2] as string).split(',') as [string, string, string]
    const theirs = await room().page(null, '/')
    await signInByForm(theirs, username, password)
    await chooseOwnPassword(theirs, password, 'Hu-Bin-2026-y')
    await untilAt(theirs, '/desk')
    await page.reload()
    await untilSays(page, '下载模板')
    expect(await page.getByRole('button', { name: '下载一次性密码' }).count()).toBe(0)
  })

  it.each(['people', 'organisations', 'units', 'import'])(
    'axe finds nothing in %s, by day or night',
    async (section) => {
      for (const theme of ['day', 'night']) {
        const page = await room().page('admin', `/admin#${section}`, { viewport: { width: 1366, height: 768 } })
        await page.evaluate((to) => localStorage.setItem('liandong.theme', to), theme)
        await page.reload()
        await page.getByRole('heading', { level: 2 }).waitFor()
        if (section !== 'import') await page.getByRole('row').nth(2).waitFor()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`),
          theme,
        ).toEqual([])
        await page.context().close()
      }
    },
  )
})
