import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '@liandong/shared/access/actor.ts'
import { maySee } from '@liandong/shared/access/audience.ts'
import {
  expectedOf,
  isPermission,
  ONESELF,
  OPEN,
  REFUSED_BODY,
  verdictOf,
  waysToCall,
  type Call,
  type Scope,
} from '../harness/access-walk.ts'
import { ask, type Answer, type Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { INTAKE_KEY, Story, SUBDISTRICT } from '../harness/story.ts'
import { until } from '../harness/until.ts'

type Route = { key: string; method: string; path: string; access: string }

const postgres = usePostgres()
let story: Story
let routes: Route[]
let ways: Record<string, Call>
let sees: (role: Role) => boolean

/** Another street with an account of every role, and a person of this one who may be signed out without harm. */
const OTHER_STREET = `
  INSERT INTO organisation (id, subdistrict_id, kind, name) VALUES ('org-other', 'org-other', 'subdistrict', '南苑街道');
  INSERT INTO organisation_place (organisation_id, name, from_at) VALUES ('org-other', '南苑街道', '2020-01-01');
  INSERT INTO account (id, subdistrict_id, username, name, role, organisation_id, password_hash, demo)
    SELECT DISTINCT ON (role) 'other-' || role, 'org-other', 'other-' || role, name, role, 'org-other', password_hash, demo
    FROM account WHERE subdistrict_id = '${SUBDISTRICT}';
  INSERT INTO account (id, subdistrict_id, username, name, role, organisation_id, password_hash, demo)
    SELECT 'user-spare', subdistrict_id, 'spare', name, role, organisation_id, password_hash, demo
    FROM account WHERE id = 'user-mediator'`

async function firstId(table: string, where = 'true'): Promise<string> {
  const { rows } = await story.database.pool.query(`SELECT id FROM ${table} WHERE ${where} LIMIT 1`)
  if (!rows[0]) throw new Error(`no ${table}`)
  return rows[0].id
}

const clientOf = (role: Role, scope: Scope): Promise<Client> => story.as(scope === 'own' ? role : `other-${role}`)

beforeAll(async () => {
  story = await Story.open(postgres)
  await story.database.pool.query(OTHER_STREET)
  await story.restart()
  const { body } = await ask(`${story.url}/openapi.json`, 'GET')
  routes = Object.entries(body.paths as Record<string, Record<string, Record<string, string>>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([name, spec]) => {
        const method = name.toUpperCase()
        return { method, path, key: `${method} ${path.replace('/api/v1', '')}`, access: spec['x-access'] ?? 'nothing' }
      }),
  )
  await story.postAlert({ narrative: undefined })
  const handed = await story.openIncident()
  const unit = await firstId('unit', `id = 'unit-responder'`)
  const operator = await story.as('operator')
  await operator.do(handed.id, 'dispatch', { unitId: unit })
  const { incidentId } = await ticketed(operator)
  const state = await until('the dispatched case', async () => (await operator.incident(handed.id)) ?? undefined)
  const user = await (await story.as('responder')).read('/session')
  sees = (role) =>
    maySee(state, {
      kind: 'user',
      id: 'x',
      role,
      organisationId: 'x',
      unitId: role === 'responder' ? user.user.unitId : null,
    })
  ways = waysToCall({
    incident: handed.id,
    alert: handed.alertIds[0] as string,
    ticket: await firstId('ticket', `incident_id = '${incidentId}'`),
    quarantine: await firstId('quarantine'),
    unit,
    sourceKey: await firstId('source_key', `source_id = 'smart-security'`),
  })
}, 120_000)
afterAll(() => story.close())

/** A ticket of the department, put down from behind: how one is issued is told elsewhere. */
async function ticketed(operator: Client): Promise<{ incidentId: string }> {
  const { id } = await story.openIncident({ narrative: '映荷社区5幢楼上漏水，两家争吵' })
  await story.database.pool.query(
    `INSERT INTO ticket (id, subdistrict_id, no, incident_id, channel, organisation_id, co_organisation_ids, stage, title, content, handback, issued_at, issued_by, exercise)
     VALUES (gen_random_uuid(), $1, 'walk-1', $2, 'platform', 'org-zhzf', '{}', 'issued', '漏水', '漏水', '{}', now(), $3, false)`,
    [SUBDISTRICT, id, operator.username],
  )
  return { incidentId: id }
}

function send(route: Route, call: Call, scope: Scope, client?: Client): Promise<Answer> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name) => call.params?.[name as string] ?? 'missing')
  const changes = route.method !== 'GET' && route.method !== 'DELETE'
  const body = scope === 'own' ? (call.ownBody ?? { ...call.body, ...REFUSED_BODY }) : (call.body ?? REFUSED_BODY)
  const headers: Record<string, string> = client ? { cookie: client.cookie } : {}
  return ask(`${story.url}${path}${call.query ?? ''}`, route.method, changes ? { headers, body } : { headers })
}

/** A GET without an id needs no telling how; anything else does. */
const wayOf = (route: Route): Call | undefined =>
  ways[route.key] ?? (route.method === 'GET' && !route.path.includes('{') ? {} : undefined)

const walked = (): Route[] => routes.filter((r) => !OPEN.includes(r.key) && !ONESELF.includes(r.key))

describe('D31: deny by default, for every route, role and street', () => {
  it('every route says who may call it, and the walk knows how to call every route', () => {
    expect(routes.length).toBeGreaterThan(60)
    const unsaid = routes.filter(
      (r) => !isPermission(r.access) && !['anyone', 'signingIn', 'signedIn'].includes(r.access),
    )
    expect(unsaid.map((r) => r.key)).toEqual([])
    expect(
      walked()
        .filter((r) => !wayOf(r))
        .map((r) => r.key),
    ).toEqual([])
    const open = routes.filter((r) => r.access === 'anyone' && !ways[r.key]).map((r) => r.key)
    expect(open.toSorted()).toEqual(OPEN.toSorted())
    const known = new Set(routes.map((r) => r.key))
    expect([...Object.keys(ways), ...OPEN, ...ONESELF].filter((key) => !known.has(key))).toEqual([])
  })

  it('without a sign-in every one of them is shut', async () => {
    const through: string[] = []
    for (const route of routes.filter((r) => !OPEN.includes(r.key))) {
      const { status } = await send(route, wayOf(route) ?? {}, 'own')
      if (status !== 401) through.push(`${route.key}: ${status}`)
    }
    expect(through).toEqual([])
  })

  for (const scope of ['other', 'own'] as const) {
    for (const role of ROLES) {
      it(`${role} of ${scope === 'own' ? 'this' : 'the other'} street gets what the rule book says, no more and no less`, async () => {
        const client = await clientOf(role, scope)
        const wrong: string[] = []
        for (const route of walked()) {
          const call = wayOf(route) as Call
          const { status } = await send(route, call, scope, client)
          const [said, expected] = [verdictOf(status), expectedOf(route.access, call, { role, scope, sees })]
          if (said !== expected || status >= 500) wrong.push(`${route.key}: ${expected}, but ${said} (${status})`)
        }
        expect(wrong).toEqual([])
      }, 120_000)
    }
  }

  it('a source reads its own alerts with its key, and no other source reads them', async () => {
    const path = `${story.api}/alerts/${ways['GET /alerts/{id}']?.params?.id}`
    const as = (key: string) => ask(path, 'GET', { headers: { authorization: `Bearer ${key}` } })
    expect((await as(INTAKE_KEY)).status).toBe(200)
    expect((await as(`${INTAKE_KEY}:smart-security`)).status).toBe(404)
  })
})
