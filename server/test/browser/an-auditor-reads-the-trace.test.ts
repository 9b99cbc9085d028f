import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { appendAudit } from '../../src/log/audit.ts'
import { usePostgres } from '../harness/postgres.ts'
import { SUBDISTRICT } from '../harness/story.ts'
import { until } from '../harness/until.ts'
import { untilSays } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

beforeAll(async () => {
  const { story } = room()
  const { id } = await story.openIncident()
  await (await story.as('operator')).do(id, 'settle', { outcome: 'noAction', text: '误报' })
  await story.database.db.transaction((tx) =>
    appendAudit(
      tx,
      SUBDISTRICT,
      'acc-9',
      {
        type: 'account.edited',
        data: { before: { role: 'operator' }, after: { role: 'leader' } },
        personal: { name: '张三' },
      },
      { actor: { kind: 'user', id: 'u-9', role: 'admin', organisationId: 'o', unitId: null }, now: story.now() },
    ),
  )
  await until(
    'a signed head',
    async () => (await story.database.pool.query('SELECT 1 FROM signed_head')).rowCount || undefined,
    60_000,
  )
})

describe('§3.8: the auditor reads the trace, in Chinese', () => {
  it('searches, opens one with its diff, verifies, takes it away, and prints a signed head', async () => {
    const { page, context } = await room().enter('auditor', '/admin')
    const clean = async (where: string) =>
      expect(
        (await new AxeBuilder({ page }).analyze()).violations.map((v) => v.id),
        where,
      ).toEqual([])
    await page.getByRole('heading', { name: '审计日志' }).waitFor()
    await page.locator('.data-table').getByText('接警', { exact: true }).first().waitFor()
    await clean('the list')

    const filters = page.getByRole('form', { name: '查询条件' })
    await filters.getByLabel('事项').selectOption({ label: '修改账号' })
    await filters.getByRole('button', { name: '查询' }).click()
    const rows = page.locator('.data-table tbody tr')
    await until('one row', async () => (await rows.count()) === 1 || undefined)
    expect(await rows.innerText()).toContain('修改账号')
    await rows.getByRole('button').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('变更对比').waitFor()
    expect(await dialog.locator('.audit-diff tbody tr').innerText()).toMatch(/role\s+operator\s+leader/)
    expect(await dialog.innerText()).toContain('张*')
    expect(await dialog.innerText()).not.toContain('张三')
    await clean('the event')
    await page.keyboard.press('Escape')

    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出 CSV' }).click()
    expect(readFileSync((await (await waiting).path()) as string, 'utf8')).toMatch(/^\uFEFF"序号",[^]*修改账号/)

    await page.getByRole('button', { name: '核验日志链' }).click()
    await untilSays(page, /^完整，至第 \d+ 条；与 1 份链首签证一致$/)
    await clean('the verification')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: '链首签证' }).click()
    await page.getByRole('button', { name: /^打印 .* 的签证$/ }).click()
    await page.getByText('公钥指纹').waitFor()
    await clean('the certificate')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.page-head').isVisible()).toBe(false)
    expect(await page.getByText('经办人签字').isVisible()).toBe(true)
    await context.close()
  }, 90_000)

  it('nobody else is offered it', async () => {
    const page = await room().page('admin', '/admin#audit')
    await page.getByRole('navigation', { name: '管理事项' }).waitFor()
    expect(await page.getByText('审计日志').count()).toBe(0)
  })
})
