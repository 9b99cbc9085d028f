import { expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { until } from '../harness/until.ts'
import { SIZES } from './room.ts'
import { useRoom } from './use-room.ts'
import { violationsOf } from './violations.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

it('P7b: in one dialog the desk sends a unit and tells the department, which signs for it on its own page', async () => {
  const { story } = room()
  const operator = await story.as('operator')
  const { id } = await story.openIncident({ narrative: '映荷社区3幢楼道有很浓的煤气味，怀疑燃气泄漏' })
  const { page } = await room().enter('operator', '/desk')
  await page.getByText('燃气泄漏').first().click()
  await page.getByText(/派单时同步通知/).waitFor()
  await page.keyboard.press('d')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  expect(await dialog.getByRole('checkbox', { name: /应急管理/ }).isChecked()).toBe(true)
  expect(await violationsOf(page)).toEqual([])
  const another = dialog.getByLabel('另通知部门')
  await another.selectOption({ label: '综合行政执法队' })
  await another.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  const told = await until('the notices', async () => {
    const { notices, dispatches } = await operator.incident(id)
    return notices && dispatches.length === 1 ? notices : undefined
  })
  expect(told.map((one) => one.organisationId)).toEqual(['org-yjgl', 'org-zhzf'])

  const department = await room().enter('department', '/rota')
  await department.page.getByText('燃气泄漏').waitFor()
  expect(await department.page.locator('main').innerText()).not.toContain('煤气味')
  expect(await violationsOf(department.page)).toEqual([])
  await department.page.getByRole('button', { name: '签收', exact: true }).click()
  await department.page
    .getByText(/已签收/)
    .first()
    .waitFor()
  const notices = page.getByRole('list', { name: '同步通知' })
  await notices.getByText(/\d\d:\d\d 已签收/).waitFor()
  await notices.getByRole('button', { name: '代签收' }).click()
  await notices.getByText(/指挥室代签收/).waitFor()
}, 120_000)

it('D7: the room hands out the last one, is told who has it, and takes it back', async () => {
  const { page } = await room().enter('leader', '/rota#equipment', { viewport: SIZES.desk })
  const drones = page.getByRole('region', { name: '无人机' })
  const take = async () => {
    await drones.getByRole('button', { name: '领用' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('领用力量').selectOption({ index: 1 })
    await dialog.getByRole('button', { name: '领用', exact: true }).click()
    return dialog
  }
  await (await take()).waitFor({ state: 'detached' })
  await drones.getByText('可用 0 / 共 1').waitFor()
  const refused = await take()
  await refused.getByText('无人机已无可用').waitFor()
  await refused
    .getByText(/WR-001/)
    .last()
    .waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await refused.waitFor({ state: 'detached' })
  expect(await violationsOf(page)).toEqual([])
  await drones.getByRole('button', { name: '归还' }).click()
  await drones.getByText('可用 1 / 共 1').waitFor()
  const admin = await room().enter('admin', '/admin#equipment', { viewport: SIZES.desk })
  await admin.page.getByRole('row', { name: /WR-001/ }).waitFor()
  expect(await violationsOf(admin.page)).toEqual([])
}, 120_000)
