import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCategories } from './category-book.ts'
import { countChanges, diffCategories } from './category-diff.ts'
import { readCsv, readSheet, toSheet, toSheetProblems } from './category-sheet.ts'
import { fromSource, isOffered, labelIn, policeOf, type CategoryRow, type CategoryTree } from './category-tree.ts'
import { classify, lexiconVersion } from './index.ts'
import { categoriesAt, complete, DELIVERED_CATEGORIES } from './delivered-categories.ts'
import { inForce } from './in-force.ts'
import { lexicon } from './lexicon/index.ts'

const DELIVERED = DELIVERED_CATEGORIES.content
const change = (code: string, set: Partial<CategoryRow>, tree: CategoryTree = DELIVERED): CategoryTree => ({
  ...tree,
  nodes: tree.nodes.map((node) => (node.code === code ? { ...node, ...set } : node)),
})
const add = (row: Partial<CategoryRow> & { code: string }): CategoryTree => ({
  ...DELIVERED,
  nodes: [
    ...DELIVERED.nodes,
    { parent: '纠纷', zh: row.code, en: row.code, police: null, retired: false, mappings: {}, ...row },
  ],
})
const at = (code: string) => DELIVERED.nodes.findIndex((node) => node.code === code)
const wrong = (tree: CategoryTree, before = DELIVERED) =>
  checkCategories(tree, before).map(({ pointer, messageZh }) => `${pointer} ${messageZh}`)

describe('domain §2.1: the category tree is data', () => {
  test('what is delivered is in order, and holds every code that the lexicon can give', () => {
    expect(checkCategories(DELIVERED, DELIVERED)).toEqual([])
    const known = new Set(DELIVERED.nodes.map((node) => node.code))
    const given = lexicon.rules.flatMap(({ category, subtype }) => [category, subtype])
    expect(given.filter((code) => code !== undefined && !known.has(code))).toEqual([])
    expect(lexiconVersion).not.toBe('')
  })

  test('a code in use is never removed, only retired; what the product relies on not even that', () => {
    const without = (code: string) => ({ ...DELIVERED, nodes: DELIVERED.nodes.filter((node) => node.code !== code) })
    expect(wrong(without('停车'))).toEqual(['/content/nodes “停车”已在用，不能删除，只能停用'])
    expect(wrong(without('停车'), without('停车'))).toEqual([
      '/content/nodes “停车”会由自动研判给出，不能删除，只能停用',
    ])
    expect(wrong(change('停车', { retired: true }))).toEqual([])
    for (const code of ['未分类', '家庭暴力'])
      expect(wrong(change(code, { retired: true }))).toEqual([
        `/content/nodes/${at(code)}/retired “${code}”为系统必需，不能停用`,
      ])
    expect(wrong(change('咨询', { retired: true }))).toEqual([])
    const lonely = wrong(change('群体性事件', { retired: true }))
    expect(lonely).toHaveLength(2)
    expect(lonely[0]).toBe(`/content/nodes/${at('围堵')}/retired 上级“群体性事件”已停用，须一并停用`)
  })

  test.each([
    ['a code that is there already', add({ code: '停车' }), 'code', '编码“停车”重复'],
    ['a code with a blank', add({ code: '电 动车' }), 'code', '编码应为 1–20 个汉字、字母、数字、- 或 _'],
    ['no words', add({ code: '电动车', zh: ' ' }), 'zh', '应为 1–20 个字'],
    ['words too long', add({ code: '电动车', zh: '长'.repeat(21) }), 'zh', '应为 1–20 个字'],
    ['words with blanks about them', add({ code: '电动车', zh: ' 电动车' }), 'zh', '首尾不能有空格，中间不能换行'],
    ['a name that its neighbour has', add({ code: '电动车', zh: '停车' }), 'zh', '同级已有“停车”'],
    ['a parent that is not there', add({ code: '电动车', parent: '没有' }), 'parent', '上级“没有”不存在'],
    ['itself as its parent', add({ code: '电动车', parent: '电动车' }), 'parent', '上级“电动车”本身是细类，只能分两级'],
    ['a third level', add({ code: '电动车', parent: '停车' }), 'parent', '上级“停车”本身是细类，只能分两级'],
    ['an unknown system', add({ code: '电动车', mappings: { x: ['1'] } }), 'mappings/x', '没有编号为“x”的外部系统'],
    [
      'a code that is mapped already',
      add({ code: '电动车', mappings: { 'platform-110': ['0801'] } }),
      'mappings/platform-110',
      '“0801”已对应“劳动欠薪”，一个编码只能对应一项',
    ],
    [
      'a code with a separator in it',
      add({ code: '电动车', mappings: { 'platform-110': ['a;b'] } }),
      'mappings/platform-110',
      '对照编码应为 1–64 个字符',
    ],
  ])('%s is refused with a sentence at its row', (_, tree, field, sentence) => {
    expect(wrong(tree)).toContain(`/content/nodes/${DELIVERED.nodes.length}/${field} ${sentence}`)
  })

  test('a category stays a category, and systems have ids and names', () => {
    expect(wrong(change('停车', { parent: null }))).toContain(
      `/content/nodes/${at('停车')}/parent 已有的类别与细类不能互换`,
    )
    const systems = [...DELIVERED.systems, { id: '12345', name: '' }, { id: 'GA/T', name: '编码' }]
    expect(wrong({ ...DELIVERED, systems })).toEqual([
      '/content/systems/3/id 外部系统编号“12345”重复',
      '/content/systems/3/name 应为 1–20 个字',
      '/content/systems/4/id 编号应为 1–32 位小写字母、数字或 -',
    ])
  })

  test('a tree approved before an upgrade is completed by the codes learnt since', () => {
    const old = { ...DELIVERED, nodes: DELIVERED.nodes.filter((node) => node.code !== '停车') }
    expect(complete(old).nodes.at(-1)).toMatchObject({ code: '停车', parent: '纠纷', mappings: {} })
    const book = [{ version: 3, effectiveFrom: 10, content: old }]
    expect(categoriesAt(book, 9).version).toBe(0)
    expect(categoriesAt(book, 10).version).toBe(3)
    expect(isOffered(categoriesAt(book, 10).content, '停车')).toBe(true)
  })
})

describe('what a source’s own code means', () => {
  test('the mapping of the source’s own system answers, and the level above where a finer code is unknown', () => {
    const of = (code: string, ...source: string[]) => fromSource(DELIVERED, source, code)?.code
    expect(of('0801', 'src-1', 'platform-110')).toBe('劳动欠薪')
    expect(of('080199', 'src-1', 'platform-110')).toBe('劳动欠薪')
    expect(of('0899', 'src-1', 'platform-110')).toBe('纠纷')
    expect(of('smoke', 'src-2', 'smart-security')).toBe('火灾')
    expect(of('0801', 'src-2', 'smart-security')).toBeUndefined()
    expect(of('77', 'src-1', 'platform-110')).toBeUndefined()
    expect(of('', 'platform-110')).toBeUndefined()
  })

  const found = (narrative: string, code: string, tree = DELIVERED) =>
    inForce(
      classify({ narrative, sourceCategory: code }),
      { ...DELIVERED_CATEGORIES, version: 4, content: tree },
      {
        code,
        source: ['platform-110'],
      },
    )

  test('D12: it names a category where the words tell nothing, and decides neither police nor severity', () => {
    const without = classify({ narrative: '……', sourceCategory: '0801' })
    const answer = found('……', '0801')
    expect(without.category).toBe('未分类')
    expect(answer).toMatchObject({
      police: 'undecided',
      category: '纠纷',
      subtype: '劳动欠薪',
      severity: without.severity,
      categoryVersion: 4,
    })
    expect(answer.reasons[0]).toMatchObject({ phrase: '0801', rule: 'source', text: { zh: '来源类别：劳动欠薪' } })
    expect(found('……', '0101').police).toBe('undecided')
  })

  test('it never overrules the words, never lowers danger, and raises a doubt against a matter held harmless', () => {
    expect(found('有人拿刀砍人', '0801')).toMatchObject({ police: 'police', category: '刑事案件' })
    expect(found('咨询居住证办理流程', '0101')).toMatchObject({ police: 'undecided', category: '咨询' })
    fc.assert(
      fc.property(
        fc.constantFrom('有人打架', '着火了', '夫妻吵架', '咨询户口怎么办理', '……', '老板拖欠工资'),
        fc.constantFrom(...DELIVERED.nodes.flatMap((node) => node.mappings['platform-110'] ?? [])),
        (narrative, code) => {
          const plain = classify({ narrative, sourceCategory: code })
          const answer = found(narrative, code)
          expect(answer.severity).toBe(plain.severity)
          if (plain.police !== 'nonPolice') expect(answer.police).toBe(plain.police)
          expect(answer.flags).toEqual(plain.flags)
        },
      ),
    )
  }, 60_000)

  test('what is retired is given to no new case, and keeps its words', () => {
    const tree = change('劳动欠薪', { retired: true, zh: '欠薪（旧）' })
    const answer = found('老板拖欠工资三个月', '9999', tree)
    expect(answer).toMatchObject({ category: '纠纷', subtype: null, subtypes: [] })
    expect(found('……', '0801', tree).category).toBe('未分类')
    expect(labelIn(tree, '劳动欠薪').zh).toBe('欠薪（旧）')
    expect(found('咨询居住证办理流程', '9999', change('咨询', { retired: true }))).toMatchObject({
      police: 'nonPolice',
      category: '未分类',
    })
    expect(labelIn(tree, '不在其中')).toEqual({ zh: '不在其中', en: '不在其中' })
    expect([policeOf(DELIVERED, '家庭暴力'), policeOf(DELIVERED, '停车'), policeOf(DELIVERED, '未分类')]).toEqual([
      true,
      false,
      null,
    ])
  })
})

describe('a version is read as what it changes', () => {
  test('only rows and fields that differ', () => {
    const after = change('停车', { zh: '停车纠纷' }, change('咨询', { retired: true }, add({ code: '电动车' })))
    const diff = diffCategories(DELIVERED, after)
    expect(countChanges(diff)).toEqual({ changed: 1, added: 1, retired: 1, restored: 0 })
    expect(diff.changes).toContainEqual({
      code: '停车',
      kind: 'changed',
      before: { zh: '停车' },
      after: { zh: '停车纠纷' },
    })
    expect(diffCategories(DELIVERED, structuredClone(DELIVERED))).toEqual({ changes: [] })
  })
})

describe('big edits are made in a spreadsheet', () => {
  const text = (rows: readonly (readonly string[])[]) =>
    `\uFEFF${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`

  test('what goes out comes in as it was, formulas tamed and untamed', () => {
    const tree = change('停车', { zh: '停"车,\t位', mappings: { 'platform-110': ['=1+1', '-2'] } })
    const sheet = toSheet(tree)
    expect(readSheet(readCsv(text(sheet)), tree)).toEqual({ tree, problems: [] })
    const tamed = sheet.map((row) => row.map((cell) => (/^[=+\-@]/.test(cell) ? `'${cell}` : cell)))
    expect(readSheet(readCsv(text(tamed)), tree).tree).toEqual(tree)
  })

  test('every row with a problem is told, by the number it has in the spreadsheet', () => {
    const sheet = toSheet(DELIVERED)
    const broken = [
      sheet[0] as string[],
      ['', '', '', '', '', '', '', '', ''],
      ...sheet.slice(1).filter((row) => row[0] !== '停车'),
      ['电动车', '没有', '电动车', 'E-bike', '', '', '', '', ''],
    ]
    const read = readSheet(broken, DELIVERED)
    expect(read.problems).toEqual([])
    expect(toSheetProblems(checkCategories(read.tree, DELIVERED), broken)).toMatchObject([
      { row: 1, messageZh: '“停车”已在用，不能删除，只能停用' },
      { row: broken.length, column: '上级编码', messageZh: '上级“没有”不存在' },
    ])
    expect(readSheet([...sheet, ['甲', '', '甲', 'A', '也许', '好']], DELIVERED).problems).toMatchObject([
      { row: sheet.length + 1, column: '默认警务' },
      { row: sheet.length + 1, column: '停用' },
    ])
  })

  test('a column that is missing or belongs to nobody is told; a system without a column keeps its codes', () => {
    expect(readSheet([['编码', '对照：x']], DELIVERED).problems.map((one) => one.column)).toEqual([
      '上级编码',
      '中文名',
      '英文名',
      '默认警务',
      '停用',
      '对照：x',
    ])
    const narrow = toSheet(DELIVERED).map((row) => row.slice(0, 6))
    expect(readSheet(narrow, DELIVERED).tree).toEqual(DELIVERED)
  })

  test('no file makes the reader fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        const sheet = readCsv(any)
        const { tree } = readSheet([['code', 'parent', 'zh', 'en', 'police', 'retired'], ...sheet], DELIVERED)
        toSheetProblems(checkCategories(tree, DELIVERED), sheet)
      }),
    )
  }, 60_000)
})
