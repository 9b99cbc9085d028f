import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CategoryRow, CategoryTree } from '@liandong/shared/classify/category-tree.ts'
import { DELIVERED_CATEGORIES } from '@liandong/shared/classify/delivered-categories.ts'
import { MINUTE_MS, toIso } from '@liandong/shared/time.ts'
import { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
let admin: Client
let supervisor: Client
let operator: Client
beforeAll(async () => {
  story = await Story.open(postgres)
  ;[admin, supervisor, operator] = (await Promise.all(
    ['admin', 'supervisor', 'operator'].map((name) => story.as(name)),
  )) as [Client, Client, Client]
})
afterAll(() => story.close())

const DELIVERED = DELIVERED_CATEGORIES.content
const tree = (set: Record<string, Partial<CategoryRow>> = {}, added: CategoryRow[] = []): CategoryTree => ({
  ...DELIVERED,
  nodes: [...DELIVERED.nodes.map((node) => ({ ...node, ...set[node.code] })), ...added],
})
const propose = (content: unknown, basedOn: number) =>
  admin.ask('POST', '/categories', {
    body: {
      basedOn,
      document: '东街办〔2026〕21号',
      effectiveFrom: toIso(story.now() + 2 * MINUTE_MS),
      content,
    },
  })
const E_BIKE: CategoryRow = {
  code: '电动车充电',
  parent: '纠纷',
  zh: '电动车充电',
  en: 'E-bike charging',
  police: null,
  retired: false,
  mappings: { 'platform-110': ['0820'] },
}
const currentAs = async (name: string) =>
  (await (await story.as(name)).read('/categories/current')) as { version: number; nodes: CategoryRow[] }
const wordOf = async (name: string, code: string) => (await currentAs(name)).nodes.find((n) => n.code === code)?.zh

describe('domain §2.1: the category tree is data, decided by two people', () => {
  it('everybody reads the words in force; only administrators propose, only the supervisor decides', async () => {
    for (const name of ['operator', 'responder', 'wall', 'police', 'department', 'admin', 'auditor']) {
      const { version, nodes } = await currentAs(name)
      expect([name, version, nodes.length]).toEqual([name, 0, DELIVERED.nodes.length])
      expect(nodes.some((node) => 'mappings' in node)).toBe(false)
    }
    for (const name of ['operator', 'supervisor', 'auditor', 'security'])
      expect((await (await story.as(name)).ask('POST', '/categories', { body: {} })).status, name).toBe(403)
    expect((await (await story.as('responder')).ask('GET', '/categories')).status).toBe(403)
    expect((await operator.ask('GET', '/categories')).body.current.content).toEqual(DELIVERED)
  })

  it('refuses a wrong tree with a sentence at each row, and what has no shape at all', async () => {
    const gone = { ...DELIVERED, nodes: DELIVERED.nodes.filter((node) => node.code !== '停车') }
    const wrong = { ...gone, nodes: [...gone.nodes, { ...E_BIKE, zh: ' ', mappings: { 'platform-110': ['0801'] } }] }
    const refused = await propose(wrong, 0)
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalidBody' } })
    const last = wrong.nodes.length - 1
    expect(refused.body.errors).toEqual([
      { pointer: '/content/nodes', message: '“停车”已在用，不能删除，只能停用' },
      { pointer: `/content/nodes/${last}/zh`, message: '应为 1–20 个字' },
      {
        pointer: `/content/nodes/${last}/mappings/platform-110`,
        message: '“0801”已对应“劳动欠薪”，一个编码只能对应一项',
      },
    ])
    for (const content of [null, [], { systems: [], nodes: [{}] }, { ...DELIVERED, extra: 1 }])
      expect((await propose(content, 0)).status).toBe(422)
  })

  it('a version renames, adds and retires; what is retired is offered no more, and stays readable', async () => {
    const before = await story.openIncident({ narrative: '映荷社区3幢楼下两户因停车吵架' })
    expect(before.classification).toMatchObject({ subtype: '停车', categoryVersion: 0 })
    const proposed = await propose(tree({ 劳动欠薪: { zh: '拖欠工资' }, 停车: { retired: true } }, [E_BIKE]), 0)
    expect(proposed.status).toBe(201)
    expect((await propose(tree(), 1)).status, 'one question at a time').toBe(409)
    expect((await supervisor.ask('POST', '/categories/1/decide', { body: { approve: true } })).status).toBe(200)
    expect(await wordOf('operator', '劳动欠薪'), 'not before its time').toBe('劳动欠薪')

    const desk = await story.screen('operator')
    await story.pass(2 * MINUTE_MS + 1_000)
    for (const name of ['operator', 'responder', 'wall', 'department'])
      expect(await wordOf(name, '劳动欠薪'), name).toBe('拖欠工资')
    await until('the beat tells of the version', () => desk.beats.at(-1)?.categoryVersion === 1 || undefined)

    const classify = (id: string, body: object) =>
      operator.command(id, 'classify', { police: 'nonPolice', category: '纠纷', ...body })
    const after = await story.openIncident({ narrative: '映荷社区3幢楼下两户因停车吵架' })
    expect(after.classification).toMatchObject({ category: '纠纷', categoryVersion: 1 })
    expect(after.classification?.subtypes).not.toContain('停车')
    const refused = await classify(after.id, { subtype: '停车' })
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'invalidBody', errors: [{ pointer: '/subtype', message: '类别“停车”已停用' }] },
    })
    expect((await classify(after.id, { subtype: '电瓶车' })).body.errors).toEqual([
      { pointer: '/subtype', message: '没有这个类别：电瓶车' },
    ])
    expect((await classify(after.id, { subtype: '电动车充电' })).body.incident.classification).toMatchObject({
      subtype: '电动车充电',
      categoryVersion: 1,
    })
    expect((await operator.incident(before.id)).classification).toEqual(before.classification)
    expect(await wordOf('operator', '停车'), 'an old case keeps its word').toBe('停车')
    expect((await supervisor.read('/categories')).current.version).toBe(1)
  }, 90_000)

  it('D12: a source’s own code is a hint where the words tell nothing, and is read at the desk', async () => {
    const hinted = await story.openIncident({ narrative: '……', sourceCategory: '0820' })
    expect(hinted.classification).toMatchObject({
      police: 'undecided',
      category: '纠纷',
      subtype: '电动车充电',
      categoryVersion: 1,
    })
    const detail = await operator.incident(hinted.id)
    expect(detail.alerts[0]).toMatchObject({ sourceCategory: '0820', mappedCategory: '电动车充电' })
    expect(detail.classification?.reasons[0]?.text.zh).toBe('来源类别：电动车充电')

    const told = await story.openIncident({ narrative: '有人拿刀砍人', sourceCategory: '0820' })
    expect(told.classification).toMatchObject({ police: 'police', category: '刑事案件' })
    expect((await operator.incident(told.id)).alerts[0]).toMatchObject({ mappedCategory: '电动车充电' })
    const unknown = await story.openIncident({ narrative: '……', sourceCategory: '777' })
    expect(unknown.classification).toMatchObject({ category: '未分类', police: 'undecided' })
    expect((await operator.incident(unknown.id)).alerts[0]).not.toHaveProperty('mappedCategory')
    const dry = await operator.ask('POST', '/classify', { body: { narrative: '……', sourceCategory: '0820' } })
    expect(dry.body.classification).toMatchObject({ category: '纠纷', subtype: '电动车充电', categoryVersion: 1 })
  }, 60_000)

  it('the log says which rows a proposal changes, and nothing of those it does not', async () => {
    // an administrator's session does not last through the minutes that passed here
    const auditor = await Client.signIn(story.api, 'auditor')
    const lines = await until('the lines of the decision', async () => {
      const { events } = await auditor.read('/events?after=0&limit=1000')
      const found = events.filter((e: { type: string }) => e.type.startsWith('categories.'))
      return found.length >= 2 ? found : undefined
    })
    expect(lines.map((e: { type: string }) => e.type)).toEqual(['categories.proposed', 'categories.approved'])
    expect(lines[0].data.changes).toEqual([
      { code: '劳动欠薪', kind: 'changed', before: { zh: '劳动欠薪' }, after: { zh: '拖欠工资' } },
      { code: '停车', kind: 'retired', before: { retired: false }, after: { retired: true } },
      { code: '电动车充电', kind: 'added', before: {}, after: E_BIKE },
    ])
  })
})
