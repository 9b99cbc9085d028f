import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client, ask } from '../harness/client.ts'
import { Browser, signInFully } from '../harness/office.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const PASSWORD = 'Nan-Yuan-long-7'
const postgres = usePostgres()
let story: Story
let url: string
let admin: Client
beforeAll(async () => {
  url = await postgres.freshDatabase()
  story = await Story.open(postgres, { env: { DATABASE_URL: url } })
})
afterAll(() => story.close())

/** A command at the machine, as npm runs it. */
function atTheMachine(file: string, args: readonly string[], input: string, databaseUrl = url) {
  const main = fileURLToPath(new URL(`../../src/identity/${file}`, import.meta.url))
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: databaseUrl, NODE_NO_WARNINGS: '1' }
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  child.stdin.end(`${input}\n`)
  return new Promise<{ code: number | null; said: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, said })),
  )
}

async function signIn(username: string, password: string): Promise<Client> {
  const { status, headers } = await ask(`${story.api}/session`, 'POST', { body: { username, password } })
  if (status !== 200) throw new Error(`${username}: ${status}`)
  return new Client(story.api, username, (headers.get('set-cookie') ?? '').split(';')[0] as string)
}

describe('D31: another street on the same installation', () => {
  it('is made at the machine, with its own first administrators, while the server runs', async () => {
    const made = await atTheMachine(
      'create-subdistrict-main.ts',
      ['org-nanyuan', '南苑街道', 'ny.admin', '钱管理'],
      PASSWORD,
    )
    expect(made).toMatchObject({ code: 0, said: expect.stringContaining('南苑街道 made') })
    const security = ['ny.security', '孙安全', 'security', 'org-nanyuan']
    expect((await atTheMachine('create-admin-main.ts', security, PASSWORD)).code).toBe(0)
    admin = await signIn('ny.admin', PASSWORD)
    expect((await admin.read('/session')).user).toMatchObject({ role: 'admin', organisationId: 'org-nanyuan' })
    expect((await signIn('ny.security', PASSWORD)).username).toBe('ny.security')
  })

  it('is refused where the name is taken or the password is weak, and nothing is left behind', async () => {
    const again = await atTheMachine(
      'create-subdistrict-main.ts',
      ['org-nanyuan', '南苑街道', 'ny.two', '甲'],
      PASSWORD,
    )
    expect(again.code).toBe(1)
    const taken = await atTheMachine(
      'create-subdistrict-main.ts',
      ['org-beiyuan', '北苑街道', 'ny.admin', '甲'],
      PASSWORD,
    )
    expect(taken.code).toBe(1)
    expect((await atTheMachine('create-subdistrict-main.ts', ['org-x', '街道', 'ny.three', '甲'], 'short')).code).toBe(
      2,
    )
    const { rows } = await story.database.pool.query(`SELECT id FROM organisation WHERE kind = 'subdistrict'`)
    expect(rows.map((row) => row.id).toSorted()).toEqual([SUBDISTRICT, 'org-nanyuan'])
  })

  it('its lists hold its own alone', async () => {
    const list = async (path: string) => (await admin.read(path)).items.map((one: { id: string }) => one.id)
    expect(await list('/organisations')).toEqual(['org-nanyuan'])
    expect(await list('/units?state=all')).toEqual([])
    expect(await list('/accounts?state=all')).toHaveLength(2)
    expect((await admin.read('/populations')).items).toEqual([])
  })

  it('what is the first street’s is nowhere for it: to read, to change, to hang under, to work for', async () => {
    const account = { name: '甲', role: 'operator', organisationId: 'org-nanyuan', unitId: null }
    const unit = {
      name: '甲',
      kind: 'person',
      force: 'grid',
      employment: 'full',
      tier: 1,
      skills: [],
      organisationId: 'org-nanyuan',
      phone: null,
      duty: [],
      members: [],
      equipment: [],
    }
    for (const [method, path, body] of [
      ['GET', '/accounts/user-operator', undefined],
      ['PUT', '/accounts/user-operator', { ...account, version: 1 }],
      ['POST', '/accounts/user-operator/disable', {}],
      ['POST', '/accounts/user-operator/enable', {}],
      ['POST', '/accounts/user-operator/reset-password', {}],
      ['GET', '/organisations/org-command', undefined],
      ['PUT', '/organisations/org-command', { version: 1, name: '甲', phone: null }],
      ['POST', '/organisations/org-command/move', { version: 1, parentId: 'org-nanyuan' }],
      ['POST', '/organisations/org-command/close', { version: 1 }],
      ['PUT', '/units/unit-responder', { ...unit, version: 1 }],
      ['POST', '/units/unit-responder/retire', { version: 1 }],
    ] as const) {
      const answer = await admin.ask(method, path, body === undefined ? {} : { body })
      expect([answer.status, answer.body.code], `${method} ${path}`).toEqual([404, 'notFound'])
    }
    for (const [path, body, pointer] of [
      ['/accounts', { ...account, username: 'ny.x', organisationId: 'org-command' }, '/organisationId'],
      ['/accounts', { ...account, username: 'ny.x', role: 'responder', unitId: 'unit-responder' }, '/unitId'],
      ['/units', { ...unit, organisationId: 'org-command' }, '/organisationId'],
      ['/organisations', { kind: 'station', name: '甲', parentId: SUBDISTRICT, phone: null }, '/parentId'],
    ] as const) {
      const { status, body: said } = await admin.ask('POST', path, { body })
      expect([status, said.errors[0].pointer], path).toEqual([422, pointer])
    }
    const file = '用户名,姓名,角色,所属组织\nny.y,甲,值班员,综治办\noperator,林晓,值班员,南苑街道'
    const { body } = await admin.ask('POST', '/imports/check?kind=people', {
      raw: new TextEncoder().encode(file),
      headers: { 'content-type': 'text/csv' },
    })
    expect(body.lines.map((line: { problems: { message: string }[] }) => line.problems[0]?.message)).toEqual([
      '没有这个组织：综治办',
      '用户名已被占用',
    ])
    const theirs = await (await story.as('admin')).read('/accounts/user-operator')
    expect(theirs).toMatchObject({ name: '林晓', version: 1, disabledAt: null })
  })

  it('it builds its own tree and people from nothing, and they see none of the other’s cases', async () => {
    await story.openIncident()
    const post = async (path: string, body: object) => {
      const answer = await admin.ask('POST', path, { body })
      expect(answer.status, JSON.stringify(answer.body)).toBe(201)
      return answer.body
    }
    const room = await post('/organisations', {
      kind: 'room',
      name: '综合信息指挥室',
      parentId: 'org-nanyuan',
      phone: '0571-86000000',
    })
    const { password } = await post('/accounts', {
      username: 'ny.operator',
      name: '李值班',
      role: 'operator',
      organisationId: room.id,
      unitId: null,
    })
    // told once, changed at once
    const browser = new Browser(story)
    expect((await browser.signIn('ny.operator', password)).body.needs).toBe('newPassword')
    await browser.ask('PUT', '/session/password', { present: password, next: PASSWORD })
    const operator = new Client(story.api, 'ny.operator', browser.cookie)
    const board = await until('the board of the new street', async () => {
      const answer = await operator.ask('GET', '/board')
      return answer.status === 200 ? answer.body : undefined
    })
    expect([board.incidents, board.units, board.sources]).toEqual([[], [], []])
    expect((await operator.read('/incidents')).items).toEqual([])
    const { events } = await operator.read('/events?after=0')
    expect(events.filter((event: { kind: string }) => event.kind !== 'audit')).toEqual([])
    expect((await story.board()).incidents.length).toBeGreaterThan(0)
  })
})

describe('admin:create on an empty database', () => {
  it('makes the street and its first administrator, who can build the rest', async () => {
    const empty = await postgres.freshDatabase()
    expect((await atTheMachine('create-admin-main.ts', ['first.admin', '第一'], PASSWORD, empty)).code).toBe(0)
    const other = await Story.open(postgres, { env: { DATABASE_URL: empty, DEMO: '0', SECRET_KEY: 'k'.repeat(40) } })
    try {
      const browser = new Browser(other)
      await signInFully(other, browser, 'first.admin', PASSWORD)
      const first = new Client(other.api, 'first.admin', browser.cookie)
      const [street] = (await first.read('/organisations')).items
      expect(street).toMatchObject({ kind: 'subdistrict', place: { parentId: null } })
      const made = await first.ask('POST', '/organisations', {
        body: { kind: 'department', name: '综治办', parentId: street.id, phone: null },
      })
      expect(made.status).toBe(201)
    } finally {
      await other.close()
    }
  })
})
