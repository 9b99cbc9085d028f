import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PERMISSIONS } from '@liandong/shared/access/permissions.ts'
import { RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import { ask, type Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { INTAKE_KEY, Story } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
let who: Record<string, Client>
let incidentId: string
let alertId: string
beforeAll(async () => {
  // an hour passes here, and administrators stay signed in
  story = await Story.open(postgres, { env: { ADMIN_IDLE_MINUTES: '180', ADMIN_ABSOLUTE_MINUTES: '480' } })
  const names = ['operator', 'leader', 'responder', 'department', 'wall', 'admin', 'security', 'auditor']
  who = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await story.as(name)] as const)))
  const incident = await story.openIncident({ caller: { name: '李某某', phone: '13800001234' } })
  incidentId = incident.id
  alertId = incident.alertIds[0] as string
})
afterAll(() => story.close())

type Line = {
  type: string
  case_id: string
  actor: { id: string; role?: string }
  data: Record<string, unknown>
  personal: unknown
}

const head = async (): Promise<number> =>
  Number((await story.database.pool.query('SELECT max(seq) AS seq FROM event')).rows[0].seq)

/** The lines of a kind that somebody's act left. */
async function linesAfter(act: () => Promise<unknown>, type: string): Promise<Line[]> {
  const before = await head()
  await act()
  const { rows } = await story.database.pool.query('SELECT * FROM event WHERE seq > $1 AND type = $2 ORDER BY seq', [
    before,
    type,
  ])
  return rows as Line[]
}

const of = (name: string): Client => who[name] as Client

describe('§3.8: every act that is audited always leaves its line', () => {
  const commands: [string, string, string, object][] = [
    ['reclassification', 'operator', 'classify', { police: 'nonPolice', category: '举报投诉', reason: '电话里问明' }],
    ['dispatch', 'operator', 'dispatch', { unitId: RESPONDER_UNIT_ID }],
    ['decline', 'responder', 'decline', { reason: '正在处理另一起' }],
    ['reassign', 'operator', 'dispatch', { unitId: RESPONDER_UNIT_ID }],
    ['arrival', 'responder', 'arrive', {}],
    ['settling', 'responder', 'report', { text: '双方在场' }],
    ['closing step', 'responder', 'settle', { text: '当场调解' }],
    ['close', 'operator', 'close', {}],
    ['reopen', 'operator', 'reopen', { reason: '当事人反悔' }],
  ]
  const types: Record<string, string> = {
    classify: 'incident.classified',
    dispatch: 'incident.dispatched',
    decline: 'incident.declined',
    arrive: 'incident.arrived',
    report: 'incident.reported',
    settle: 'incident.settled',
    close: 'incident.closed',
    reopen: 'incident.reopened',
  }
  it.each(commands)('%s: %s does %s', async (_what, name, command, body) => {
    const [line] = await linesAfter(() => of(name).do(incidentId, command, body), types[command] as string)
    expect(line).toMatchObject({ case_id: incidentId, actor: { kind: 'user', role: name } })
  })

  it('merge and cancel', async () => {
    const [a, b, c] = await Promise.all([story.openIncident(), story.openIncident(), story.openIncident()])
    expect(
      await linesAfter(() => of('operator').do(a!.id, 'merge', { intoId: b!.id }), 'incident.merged'),
    ).toHaveLength(1)
    const cancel = () => of('leader').do(c!.id, 'cancel', { reason: '报警人撤回' })
    expect(await linesAfter(cancel, 'incident.cancelled')).toHaveLength(1)
  })

  it('a body mended and admitted from quarantine', async () => {
    const bad = await ask(`${story.api}/alerts`, 'POST', {
      body: { externalNo: 'Q-1' },
      headers: { authorization: `Bearer ${INTAKE_KEY}` },
    })
    expect(bad.status).toBe(422)
    const { items } = await of('operator').read('/quarantine')
    const mend = () =>
      of('operator').ask('POST', `/quarantine/${items[0].id}/admit`, {
        body: { externalNo: 'Q-1', narrative: '有人吵架' },
      })
    const [line] = await linesAfter(mend, 'quarantine.admitted')
    expect(line).toMatchObject({
      case_id: items[0].id,
      data: { sourceId: expect.any(String), alertId: expect.any(String) },
    })
  })

  it('a dead letter given back', async () => {
    await story.database.pool.query(
      `INSERT INTO dead_letter (queue, job_name, data, error, attempts, failed_at) VALUES ('triage','triage','{"incidentIds":[]}','x',5,now())`,
    )
    const { items } = await of('admin').read('/dead-letters')
    const replay = () => of('admin').ask('POST', `/dead-letters/${items[0].id}/replay`)
    expect(await linesAfter(replay, 'deadLetter.replayed')).toMatchObject([
      { data: { queue: 'triage', job: 'triage' } },
    ])
  })
})

describe('reading is audited where it shows somebody’s personal data, once for a person and a case in an hour', () => {
  it('§2.5: an incident and an alert', async () => {
    const reads: [string, string][] = [
      [`/incidents/${incidentId}`, 'incident.read'],
      [`/alerts/${alertId}`, 'alert.read'],
    ]
    for (const [path, type] of reads) {
      const twice = async () => [await of('leader').read(path), await of('leader').read(path)]
      expect(await linesAfter(twice, type), path).toMatchObject([{ actor: { role: 'leader' } }])
    }
    await story.forward(3_600_000)
    expect(await linesAfter(() => of('leader').read(`/incidents/${incidentId}`), 'incident.read')).toHaveLength(1)
    await story.postAlert({ narrative: undefined })
    const [kept] = (await of('leader').read('/quarantine')).items
    const open = () => of('leader').read(`/quarantine/${kept.id}`)
    expect(await linesAfter(open, 'quarantine.opened'), 'every opening').toMatchObject([{ actor: { role: 'leader' } }])
    expect(await linesAfter(() => of('wall').read(`/incidents/${incidentId}`), 'incident.read')).toEqual([])
  })

  it('§2.5: a search, whose words lie beside the chain', async () => {
    const [line] = await linesAfter(() => of('operator').read('/incidents?q=王小明'), 'incident.searched')
    expect(JSON.stringify(line?.data)).not.toContain('王小明')
    expect(JSON.stringify(line?.personal)).toContain('王小明')
    expect(await linesAfter(() => of('operator').read('/incidents'), 'incident.searched')).toEqual([])
  })

  it('§3.8: reading, exporting and verifying the log itself', async () => {
    const acts: [string, string, string][] = [
      ['GET', '/audit?type=incident.opened', 'audit.read'],
      ['GET', '/events', 'audit.read'],
      ['GET', '/audit/1', 'audit.read'],
      ['GET', '/audit/export?kind=audit', 'audit.exported'],
      ['POST', '/audit/verify', 'audit.verified'],
    ]
    for (const [method, path, type] of acts) {
      const [line, ...more] = await linesAfter(() => of('auditor').ask(method, path), type)
      expect(line, path).toMatchObject({ actor: { role: 'auditor' } })
      expect(more).toEqual([])
    }
  })
})

describe('a refused permission leaves its line on any route, and a flood of them does not fill the log', () => {
  it('D4: a command, a page of figures, an alert, the log itself', async () => {
    const attempts: [string, () => Promise<unknown>, object][] = [
      ['department', () => of('department').command(incidentId, 'dispatch', { unitId: 'u' }), { command: 'dispatch' }],
      ['responder', () => of('responder').ask('GET', '/breaches'), { permission: 'figures.read', method: 'GET' }],
      ['department', () => of('department').ask('POST', '/alerts', { body: {} }), { permission: 'alert.write' }],
      ['admin', () => of('admin').ask('GET', '/audit'), { permission: 'audit.read' }],
      ['security', () => of('security').ask('POST', '/audit/verify'), { permission: 'audit.read' }],
    ]
    for (const [role, attempt, data] of attempts)
      expect(await linesAfter(attempt, 'access.refused'), JSON.stringify(data)).toMatchObject([
        { actor: { role }, data },
      ])
  })

  it('two hundred are two lines: the first, and ten minutes later one that counts the rest', async () => {
    const flood = async () => {
      for (let n = 0; n < 20; n++)
        await Promise.all(Array.from({ length: 10 }, () => of('responder').ask('GET', '/segments')))
    }
    expect(await linesAfter(flood, 'access.refused')).toHaveLength(1)
    await story.forward(10 * 60_000)
    const later = await linesAfter(() => of('responder').ask('GET', '/segments'), 'access.refused')
    expect(later).toMatchObject([{ data: { before: 199 } }])
  })
})

describe('the three administrators are three people', () => {
  it('the auditor changes nothing: whatever is no GET is refused, but the verification, the dry run and the own session', async () => {
    const { body } = await ask(`${story.url}/openapi.json`, 'GET')
    const own = ['/api/v1/session', '/api/v1/audit/verify', '/api/v1/classify']
    // a screen that asks to be paired is nobody yet
    own.push('/api/v1/wall-pairings', '/api/v1/wall-pairings/poll')
    const changes = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'get' && !own.includes(path) && !path.startsWith('/api/v1/session'))
        .map((method) => [method.toUpperCase(), path.replace('/api/v1', '')] as const),
    )
    expect(changes.length).toBeGreaterThan(20)
    for (const [method, path] of changes) {
      const filled = path.replace('{id}', incidentId).replaceAll(/\{\w+\}/g, 'x')
      const answer = await of('auditor').ask(method, filled, { body: {} })
      // a batch and a tracker's position are for machines with a key, and no session opens them
      const isOfMachines = path === '/alerts/batch' || path === '/osmand'
      expect([path, isOfMachines ? 403 : answer.status]).toEqual([path, 403])
    }
  })

  it('the system administrator reads no case, and neither of the other two reads the log', async () => {
    expect((await of('admin').ask('GET', `/incidents/${incidentId}`)).status).toBe(404)
    expect((await of('admin').ask('GET', `/alerts/${alertId}`)).status).toBe(404)
    expect((await of('admin').read('/incidents')).items).toEqual([])
    for (const name of ['admin', 'security', 'leader'])
      for (const path of ['/audit', '/audit/1', '/audit/export', '/audit/heads'])
        expect([name, path, (await of(name).ask('GET', path)).status]).toEqual([name, path, 403])
    expect(PERMISSIONS['audit.read']).toEqual(['auditor'])
  })
})
