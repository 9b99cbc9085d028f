import { strToU8, zipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, type Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
let admin: Client
beforeAll(async () => {
  story = await Story.open(postgres)
  admin = await story.as('admin')
})
afterAll(() => story.close())

type Kind = 'people' | 'units'
const send = (path: string, file: string | Buffer, by = admin) =>
  by.ask('POST', `/imports/${path}`, {
    raw: new Uint8Array(Buffer.from(file)),
    headers: { 'content-type': 'application/octet-stream' },
  })
const check = (kind: Kind, file: string | Buffer) => send(`check?kind=${kind}`, file)
const apply = (kind: Kind, file: string | Buffer, digest: string) => send(`apply?kind=${kind}&digest=${digest}`, file)

const PEOPLE = '用户名*,姓名*,角色*,所属组织*,所属力量\n'
const UNITS = '名称,类型,力量类别,专兼职,梯次,所属组织,技能,电话,值班时段,成员,随车装备\n'
const xlsx = (rows: readonly (readonly string[])[]) =>
  writeXlsxFile(rows.map((row) => row.map((value) => ({ value })))).toBuffer()

/** Every wrong row beside the words that must name it. */
const WRONG_PEOPLE: readonly [row: string, column: string, words: RegExp][] = [
  [',王一,值班员,综治办,', '用户名', /必填/],
  ['X!,王一,值班员,综治办,', '用户名', /小写字母/],
  ['good.one,,值班员,综治办,', '姓名', /必填/],
  ['wang.er,王二,国王,综治办,', '角色', /不在可填内容/],
  ['wang.san,王三,系统管理员,综治办,', '角色', /另一类管理员/],
  ['wang.si,王四,值班员,没有的办,', '所属组织', /没有这个组织：没有的办/],
  ['wang.wu,王五,值班员,第一网格,', '所属组织', /没有这个组织|多个组织/],
  ['wang.liu,王六,处置人员,综治办,', '所属力量', /处置人员须指定/],
  ['wang.qi,王七,处置人员,综治办,没有的队', '所属力量', /没有这个力量/],
  ['wang.ba,王八,值班员,综治办,应急联动处置分队一组', '所属力量', /只有处置人员/],
  ['wang.er,王九,值班员,综治办,', '用户名', /与第 5 行重复/],
  ['admin,系统管理员,值班员,东湖街道,', '角色', /自己的角色/],
  ['supervisor,沈督,值班员,东湖街道,', '角色', /另一类管理员/],
]
const WRONG_UNITS: readonly [row: string, column: string, words: RegExp][] = [
  ['甲,飞机,网格长（员）,专职,1,综治办,,,,,', '类型', /不在可填内容/],
  ['甲,人员,军队,专职,1,综治办,,,,,', '力量类别', /不在可填内容/],
  ['乙,人员,专职力量,临时,1,综治办,,,,,', '专兼职', /不在可填内容/],
  ['丙,人员,专职力量,专职,9,综治办,,,,,', '梯次', /不在可填内容/],
  ['丁,人员,专职力量,专职,1,综治办,飞行,,,,', '技能', /./],
  ['戊,人员,专职力量,专职,1,综治办,,12,,,', '电话', /电话/],
  ['己,人员,专职力量,专职,1,综治办,,,白天,,', '值班时段', /看不懂的时段/],
  ['庚,人员,专职力量,专职,1,综治办,,,25:00-26:00,,', '值班时段', /看不懂的时段/],
  ['辛,人员,专职力量,专职,1,综治办,,,,甲、乙,', '成员', /只有小组/],
  ['壬,小组,专职力量,专职,1,综治办,,,,甲、甲,', '成员', /重复/],
  ['癸,人员,专职力量,专职,1,综治办,,,,,盾牌', '随车装备', /只有车辆/],
  ['辛,人员,专职力量,专职,1,综治办,,,,,', '名称', /与第 10 行重复/],
]

describe('the dry run names every row that cannot be, and changes nothing', () => {
  it.each([
    ['people', PEOPLE, WRONG_PEOPLE],
    ['units', UNITS, WRONG_UNITS],
  ] as const)('%s: row, column and a sentence', async (kind, head, wrong) => {
    const before = await count(kind)
    const { status, body } = await check(kind, head + wrong.map(([row]) => row).join('\n'))
    expect(status).toBe(200)
    expect(body.counts).toMatchObject({ create: 0, change: 0, problem: wrong.length })
    for (const [n, [row, column, words]] of wrong.entries()) {
      const line = body.lines[n]
      expect(line.row).toBe(n + 2)
      const said = line.problems.filter((one: { column: string }) => one.column === column)
      expect(said.map((one: { message: string }) => one.message).join(), row).toMatch(words)
    }
    const applied = await apply(kind, head + wrong.map(([row]) => row).join('\n'), body.digest)
    expect([applied.status, applied.body.code]).toEqual([422, 'importHasProblems'])
    expect(await count(kind)).toBe(before)
  })

  it.each([
    ['a column nobody knows', '用户名,姓名,角色,所属组织,星座\na.b.c,甲,值班员,综治办,狮子', '星座', /没有这一列/],
    ['a column that is missing', '用户名,姓名,角色\na.b.c,甲,值班员', '所属组织', /缺少这一列/],
    ['a column that is there twice', '用户名,用户名,姓名,角色,所属组织\na,b,c,d,e', '用户名', /两次/],
    ['no row at all', PEOPLE, '用户名', /没有可导入的行/],
    ['more rows than one file may bring', PEOPLE + `a.b.c,甲,值班员,综治办,\n`.repeat(501), '用户名', /最多 500 行/],
  ])('%s', async (_what, file, column, words) => {
    const { body } = await check('people', file)
    expect(body.lines[0]).toMatchObject({ row: 1, outcome: 'problem', problems: [{ column }] })
    expect(body.lines[0].problems[0].message).toMatch(words)
  })
})

const count = async (kind: Kind): Promise<number> => {
  const table = kind === 'people' ? 'account' : 'unit'
  return Number((await story.database.pool.query(`SELECT count(*) FROM ${table}`)).rows[0].count)
}

describe('what was shown is what is done', () => {
  const FILE = `${PEOPLE}li.yi,李一,值班员,综合信息指挥室,\nli.er,李二,处置人员,应急联动处置分队,应急联动处置分队一组\n`

  it('people are made, sign in with what is shown once, and a second time there is nothing to do', async () => {
    const { body } = await check('people', FILE)
    expect(body.counts).toEqual({ create: 2, change: 0, same: 0, problem: 0 })
    const applied = await apply('people', FILE, body.digest)
    expect(applied.status).toBe(200)
    expect(applied.body.passwords.map((one: { username: string }) => one.username)).toEqual(['li.yi', 'li.er'])
    for (const { username, password } of applied.body.passwords) {
      const { status } = await ask(`${story.api}/session`, 'POST', { body: { username, password } })
      expect(status, username).toBe(200)
    }
    const again = await check('people', FILE)
    expect(again.body.counts).toEqual({ create: 0, change: 0, same: 2, problem: 0 })
    expect((await apply('people', FILE, again.body.digest)).body.passwords).toEqual([])
    const { rows } = await story.database.pool.query(
      `SELECT data FROM event WHERE type = 'people.imported' ORDER BY seq LIMIT 1`,
    )
    expect(rows[0].data.counts).toEqual({ create: 2, change: 0, same: 0, problem: 0 })
    const log = await story.database.pool.query(`SELECT data, personal FROM event`)
    for (const { password } of applied.body.passwords) expect(JSON.stringify(log.rows)).not.toContain(password)
  })

  it('a change between the check and the import refuses it, and nothing of it is done', async () => {
    const file = `${PEOPLE}li.yi,李一改,值班员,综合信息指挥室,\nli.san,李三,值班员,综合信息指挥室,\n`
    const { body } = await check('people', file)
    expect(body.counts).toMatchObject({ create: 1, change: 1 })
    expect(body.lines[0].fields).toEqual(['name'])
    const one = (await admin.read('/accounts?q=li.yi')).items[0]
    const { username: _u, id, demo: _d, disabledAt: _a, lockedUntil: _l, ...form } = one
    await admin.ask('PUT', `/accounts/${id}`, { body: { ...form, name: '别人改的' } })
    const refused = await apply('people', file, body.digest)
    expect([refused.status, refused.body.code]).toEqual([409, 'importChanged'])
    expect((await admin.read('/accounts?q=li.san')).items).toEqual([])
    const other = await apply('people', file.replace('李三', '李四'), (await check('people', file)).body.digest)
    expect(other.body.code, 'another file than was checked').toBe('importChanged')
  })

  it('two who import the same file at once: it is imported once', async () => {
    const file = `${PEOPLE}li.wu,李五,值班员,综合信息指挥室,\n`
    const { digest } = (await check('people', file)).body
    const both = await Promise.all([apply('people', file, digest), apply('people', file, digest)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await admin.read('/accounts?q=li.wu')).items).toHaveLength(1)
  })

  it('units reach every screen, and a changed one is changed there', async () => {
    const desk = await story.screen('operator')
    const file = (tier: number) =>
      `${UNITS}临时小组,小组,专职力量,专职,${tier},应急联动处置分队,调解、急救,13812345678,08:00-20:00；20:00-08:00,甲、乙,\n`
    for (const tier of [1, 2]) {
      const { body } = await check('units', file(tier))
      expect(body.counts).toMatchObject(tier === 1 ? { create: 1 } : { change: 1 })
      expect((await apply('units', file(tier), body.digest)).status).toBe(200)
      await until(
        'the unit on the desk',
        () => desk.board.units.some((one) => one.name === '临时小组' && one.tier === tier && one.onDuty) || undefined,
      )
    }
    const [unit] = (await admin.read(`/units?q=${encodeURIComponent('临时小组')}`)).items
    expect(unit).toMatchObject({ members: ['甲', '乙'], skills: ['调解', '急救'], phone: '13812345678' })
    expect((await check('units', file(2))).body.counts).toMatchObject({ same: 1 })
  })
})

describe('whatever is uploaded', () => {
  const row = ['zhao.yi', '赵一', '值班员', '综治办', '']
  const table = [PEOPLE.trim().split(','), row]

  it('.xlsx, .csv in UTF-8 with and without a mark, in GB18030: all are the same people', async () => {
    const csv = table.map((one) => one.join(',')).join('\r\n')
    const gb = Buffer.from(
      'd3c3bba7c3fb2cd0d5c3fb2cbdc7c9ab2ccbf9caf4d7e9d6af0a7a68616f2e79692cd5d4d2bb2cd6b5b0e0d4b12cd7dbd6ceb0ec0a',
      'hex',
    )
    for (const [what, file] of [
      ['xlsx', await xlsx(table)],
      ['utf-8', csv],
      ['with a mark', `\uFEFF${csv}`],
      ['GB18030', gb],
      ['tabs', csv.replaceAll(',', '\t')],
    ] as const) {
      const { status, body } = await check('people', file)
      expect([status, body.counts?.create], what).toEqual([200, 1])
      expect(body.lines[0].name, what).toBe('赵一')
    }
  })

  it('the template is read back as it is: heads that are known, and no row yet', async () => {
    for (const kind of ['people', 'units'] as const) {
      for (const format of ['xlsx', 'csv']) {
        const answer = await fetch(`${story.api}/imports/template?kind=${kind}&format=${format}`, {
          headers: { cookie: admin.cookie },
        })
        expect(answer.status).toBe(200)
        const file = Buffer.from(await answer.arrayBuffer())
        const { body } = await check(kind, file)
        expect(body.lines[0].problems.map((one: { message: string }) => one.message)).toEqual(['没有可导入的行'])
        if (format !== 'xlsx') continue
        const sheets = await readXlsxFile(file)
        expect(sheets.map((sheet) => sheet.sheet)[1]).toBe('可填内容')
        expect(JSON.stringify(sheets[1]?.data)).toContain('综治办')
        expect(JSON.stringify(sheets[1]?.data), 'roles that cannot be imported are not offered').not.toContain(
          '安全审计员',
        )
      }
    }
  })

  it('a formula is the value saved with it, and is never reckoned', async () => {
    const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${table
      .map(
        (cells, r) =>
          `<row r="${r + 1}">${cells
            .map((cell, c) =>
              r === 1 && c === 1
                ? `<c r="B2" t="str"><f>WEBSERVICE("http://127.0.0.1:1/")</f><v>赵一</v></c>`
                : `<c r="${'ABCDE'[c]}${r + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`,
            )
            .join('')}</row>`,
      )
      .join('')}</sheetData></worksheet>`
    const { body } = await check('people', Buffer.from(workbook(sheet)))
    expect(body.lines?.[0]).toMatchObject({ name: '赵一', outcome: 'create' })
  })

  it.each([
    ['nothing', Buffer.alloc(0), /空的/],
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /旧版/],
    ['a picture', Buffer.from('89504e470d0a1a0a00000000ffff', 'hex'), /不是 .xlsx 或 .csv/],
    ['half a zip', Buffer.from(zipSync({ 'xl/workbook.xml': strToU8('<x/>') })).subarray(0, 40), /不是完整/],
    ['a zip that is no workbook', Buffer.from(zipSync({ 'a.xml': strToU8('<x/>') })), /不是完整/],
    ['a workbook that is no XML', Buffer.from(zipSync({ 'xl/workbook.xml': strToU8('no') })), /不是完整|没有/],
    ['a zip bomb', bomb(), /解压后的内容过大/],
    ['a zip of a thousand parts', Buffer.from(zipSync(many())), /过大/],
    ['half a letter', Buffer.from([0xff]), /不是 .xlsx 或 .csv/],
    ['a quotation mark alone', Buffer.from('用户名,"姓名\na'), /引号/],
  ])('%s is refused with a sentence, never a fault', async (_what, file, words) => {
    const { status, body } = await check('people', file)
    expect([status, body.code]).toEqual([422, 'spreadsheetUnreadable'])
    expect(body.errors[0].message).toMatch(words)
  })

  it('a file over two megabytes is not even read', async () => {
    const { status, body } = await check('people', Buffer.alloc(2 * 1_048_576 + 1, 65))
    expect([status, body.code]).toEqual([413, 'bodyTooLarge'])
  })

  it('nobody but the system administrator imports', async () => {
    for (const name of ['security', 'operator', 'auditor'])
      expect((await send('check?kind=people', PEOPLE, await story.as(name))).status, name).toBe(403)
  })
})

function workbook(sheet: string): Uint8Array {
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${rel}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
  })
}

/** 200 MB of blanks in 200 kB, which claims to be ten bytes. */
function bomb(): Buffer {
  const whole = Buffer.from(zipSync({ 'xl/workbook.xml': [new Uint8Array(200 * 1_048_576), { level: 9 }] }))
  for (let at = 0; at < whole.length - 30; at += 1) {
    const mark = whole.readUInt32LE(at)
    if (mark === 0x04034b50) whole.writeUInt32LE(10, at + 22)
    if (mark === 0x02014b50) whole.writeUInt32LE(10, at + 24)
  }
  return whole
}

const many = (): Record<string, Uint8Array> =>
  Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`xl/${n}.xml`, strToU8('<x/>')]))
