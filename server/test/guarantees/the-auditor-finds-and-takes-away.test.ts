import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditDetail, AuditRow } from '@liandong/shared/wire/audit.ts'
import { canonical } from '../../src/log/hash.ts'
import { appendAudit } from '../../src/log/audit.ts'
import { toCell } from '../../src/log/export.ts'
import { busyHour } from '../harness/busy-hour.ts'
import { HOSTILE_TEXT } from '../fuzz/hostile.ts'
import type { Client } from '../harness/client.ts'
import { forge } from '../harness/forge.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
let auditor: Client
let seqOfChange: number
const FORMULA = '=HYPERLINK("http://evil.example","x")'

beforeAll(async () => {
  story = await Story.open(postgres)
  await busyHour(story)
  auditor = await story.as('auditor')
  const data = { before: { phone: null, role: 'operator' }, after: { phone: 'x', role: 'leader' }, reason: FORMULA }
  const actor = { kind: 'user', id: 'u-9', role: 'admin', organisationId: 'o', unitId: null } as const
  const event = { type: 'account.edited', data, personal: { name: '张三丰', phone: '13812341234' } }
  const by = { actor, now: story.now() }
  seqOfChange = await story.database.db.transaction((tx) => appendAudit(tx, SUBDISTRICT, 'acc-9', event, by))
  // a line of another subdistrict, which nobody here may find
  await story.database.db.transaction((tx) =>
    appendAudit(tx, 'org-elsewhere', 'acc-1', { ...event, type: 'elsewhere.done' }, by),
  )
})
afterAll(() => story.close())

type Page = { items: AuditRow[]; nextCursor: string | null; searchedTo: string | null }
const find = (query: string): Promise<Page> => auditor.read<Page>(`/audit?${query}`)

describe('the auditor finds', () => {
  it('§3.8: newest first, page by page, without a gap and without another subdistrict', async () => {
    const seqs: number[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Page = await find(
        `limit=50&to=${new Date(story.now()).toISOString()}${cursor ? `&cursor=${cursor}` : ''}`,
      )
      seqs.push(...page.items.map((row) => row.seq))
      expect(page.items.map((row) => row.type)).not.toContain('elsewhere.done')
      cursor = page.nextCursor
    }
    expect(new Set(seqs).size).toBe(seqs.length)
    expect(Math.min(...seqs)).toBe(1)
    expect(seqs.length).toBeGreaterThan(100)
  })

  it('§3.8: by type, kind, person, role, case number, span and words', async () => {
    const one = (await find('type=incident.merged')).items[0] as AuditRow
    expect(one).toMatchObject({ type: 'incident.merged', actor: { role: 'operator', name: '林晓' } })
    expect(one.caseNo).toMatch(/\d/)
    const ofCase = (await find(`caseNo=${encodeURIComponent(one.caseNo as string)}&limit=200`)).items
    expect(ofCase.length).toBeGreaterThan(2)
    expect(new Set(ofCase.map((row) => row.caseId))).toEqual(new Set([one.caseId]))
    const byName = (await find(`actor=${encodeURIComponent('周正')}`)).items
    expect(byName.length).toBeGreaterThan(2)
    expect(new Set(byName.map((row) => row.actor.role))).toEqual(new Set(['leader']))
    expect((await find('actor=u-9')).items.map((row) => row.seq)).toEqual([seqOfChange])
    expect(new Set((await find('kind=ticket')).items.map((row) => row.kind))).toEqual(new Set(['ticket']))
    expect((await find('q=evil.example')).items.map((row) => row.seq)).toEqual([seqOfChange])
    expect((await find('q=%25')).items, 'a per cent sign is no wildcard').toEqual([])
    expect((await find('caseNo=nothing-has-this')).items).toEqual([])
    expect((await find(`from=${new Date(story.now() + 60_000).toISOString()}`)).items).toEqual([])
  })

  it('§2.5: one event whole, with its place in the chain, its case, and nothing personal', async () => {
    const detail = await auditor.read<AuditDetail>(`/audit/${seqOfChange}`)
    const before = await auditor.read<AuditDetail>(`/audit/${seqOfChange - 1}`)
    expect(detail.previousHash).toBe(before.hash)
    expect(detail.data).toMatchObject({ before: { role: 'operator' }, after: { role: 'leader' } })
    expect(detail.personal).toEqual([
      { field: 'name', masked: '张*' },
      { field: 'phone', masked: '138****1234' },
    ])
    const merged = (await find('type=incident.merged')).items[0] as AuditRow
    const { neighbours } = await auditor.read<AuditDetail>(`/audit/${merged.seq}`)
    expect(neighbours.length).toBeGreaterThan(1)
    expect(new Set(neighbours.map((row) => row.caseId))).toEqual(new Set([merged.caseId]))
    expect(JSON.stringify(await find('type=incident.opened'))).not.toContain('烧烤')
    expect((await auditor.ask('GET', '/audit/99999999')).status).toBe(404)
    const whole = await auditor.ask('GET', '/audit/1')
    expect(whole.body.previousHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('what was erased is said to be', async () => {
    const { pool } = story.database
    const own = "subdistrict_id = 'org-donghu' AND personal IS NOT NULL"
    const { rows } = await pool.query(`SELECT seq FROM event WHERE ${own} ORDER BY seq LIMIT 1`)
    await pool.query(`UPDATE event SET personal = NULL WHERE ${own} AND seq = $1`, [rows[0].seq])
    expect((await auditor.read<AuditDetail>(`/audit/${rows[0].seq}`)).personal).toBe('erased')
  })
})

describe('whatever is asked', () => {
  it('no query of hostile text ends in a fault', async () => {
    const far = Buffer.from('9999999999999999.1').toString('base64url')
    const odd = [
      '0000-01-01T00:00:00Z',
      '0001-01-01T00:00:00+14:00',
      '9999-12-31T23:59:59-14:00',
      far,
      ...HOSTILE_TEXT.filter((t) => t.length < 3_000),
    ]
    for (const name of ['from', 'to', 'actor', 'type', 'kind', 'caseNo', 'q', 'cursor', 'limit', 'format', 'x'])
      for (const text of odd) {
        const query = `${name}=${encodeURIComponent(text.toWellFormed())}`
        for (const path of [`/audit?${query}`, `/audit/export?type=no.such&${query}`]) {
          const { status } = await auditor.ask('GET', path)
          expect([200, 400, 422], `${path} ${status}`).toContain(status)
        }
      }
    const operator = await story.as('operator')
    for (const instant of odd.slice(0, 3))
      expect((await operator.ask('GET', `/incidents?from=${encodeURIComponent(instant)}`)).status).toBe(400)
    for (const seq of ['0', '-1', 'x', '9007199254740993', '%00'])
      expect((await auditor.ask('GET', `/audit/${seq}`)).status, seq).toBeLessThan(500)
  })
})

describe('the auditor takes away', () => {
  it('§3.8: CSV that a Chinese Excel opens, with every cell whole and no formula', async () => {
    const answer = await auditor.ask('GET', '/audit/export?kind=audit&format=csv')
    expect(answer.status).toBe(200)
    expect(answer.type).toMatch(/^text\/csv/)
    const raw = await fetch(`${story.api}/audit/export?type=account.edited`, { headers: { cookie: auditor.cookie } })
    const bytes = Buffer.from(await raw.arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const [head, line, ...more] = parseCsv(bytes.toString('utf8').slice(1))
    expect(more).toEqual([])
    expect(head?.slice(0, 3)).toEqual(['序号', '时间（北京时间）', '操作人'])
    expect(line?.[0]).toBe(String(seqOfChange))
    expect(line?.[5]).toBe('修改账号')
    expect(JSON.parse(line?.[10] as string)).toMatchObject({ reason: FORMULA })
    expect(bytes.toString('utf8')).not.toContain('张三丰')
    for (const evil of [FORMULA, '+1', '-1', '@x', '\t=1', ' =1'])
      expect(parseCsv(toCell(evil))[0]?.[0]).toBe(`'${evil}`)
    expect(parseCsv(toCell('a"b,\r\nc'))[0]).toEqual(['a"b,\r\nc'])
  })

  it('§3.8: NDJSON whose every line a third party can verify, chained to the next', async () => {
    const { body } = await auditor.ask('GET', '/audit/export?format=ndjson')
    const [header, ...lines] = (body as string)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(header.upTo)
    let previous = header.genesis as string
    for (const { hashed, previousHash, hash } of lines) {
      expect(previousHash).toBe(previous)
      const own = createHash('sha256').update(Buffer.from(previousHash, 'hex')).update(canonical(hashed)).digest('hex')
      expect(own).toBe(hash)
      previous = hash
    }
  })

  it('§3.8: each export is a line with its filter and count, its words beside the chain', async () => {
    await auditor.ask('GET', '/audit/export?type=account.edited&q=evil')
    const [line] = (await find('type=audit.exported')).items
    expect(line?.data).toMatchObject({ filter: { type: 'account.edited' }, format: 'csv', count: 1 })
    expect(JSON.stringify(line?.data)).not.toContain('evil')
  })
})

describe('the auditor verifies', () => {
  const verify = async () =>
    ((await auditor.ask('POST', '/audit/verify')).body as string)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

  it('§3.8: it says how far it is, and that the chain is whole', async () => {
    const [first, ...more] = await verify()
    expect(first).toMatchObject({ checked: 0, of: expect.any(Number) })
    expect(more.at(-1)).toMatchObject({ ok: true, events: first.of })
  })

  it('§3.8: it names the event that was changed', async () => {
    const change = (type: string) => (client: { query: (q: string) => Promise<unknown> }) =>
      client.query(`UPDATE event SET type = '${type}' WHERE seq = 40`)
    const { rows } = await story.database.pool.query('SELECT type FROM event WHERE seq = 40')
    await forge(story.database, change('forged.type'))
    expect((await verify()).at(-1)).toMatchObject({ ok: false, seq: 40, fault: 'changed' })
    await forge(story.database, change(rows[0].type as string))
    expect((await verify()).at(-1)).toMatchObject({ ok: true })
  })
})

/** RFC 4180, to read what was written with eyes other than the writer's. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string
    if (quoted && c === '"' && text[i + 1] === '"') {
      cell += '"'
      i++
    } else if (c === '"') quoted = !quoted
    else if (!quoted && (c === ',' || c === '\r')) {
      row.push(cell)
      cell = ''
      if (c === '\r') {
        rows.push(row)
        row = []
        i++
      }
    } else cell += c
  }
  return cell === '' && row.length === 0 ? rows : [...rows, [...row, cell]]
}
