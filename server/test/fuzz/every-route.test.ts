import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, type Answer, type Ask } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { INTAKE_KEY, isToldApart, Story } from '../harness/story.ts'
import { expectSound, HOSTILE_BODIES, HOSTILE_TEXT, HOSTILE_VALUES } from './hostile.ts'

const ROLES = ['operator', 'admin', 'responder'] as const
/** A request that takes longer hangs. */
const LONGEST_MS = 15_000

type Route = { method: string; path: string; fields: string[]; queries: string[] }

const postgres = usePostgres()
let story: Story
let routes: Route[]
let incidentId: string
let asked = 0
const seen = new Map<number, number>()

beforeAll(async () => {
  story = await Story.open(postgres)
  for (const role of ROLES) await story.as(role)
  incidentId = (await story.openIncident()).id
  const { body } = await ask(`${story.url}/openapi.json`, 'GET')
  routes = Object.entries(body.paths as Record<string, Record<string, OpenApiRoute>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, spec]) => ({
      method: method.toUpperCase(),
      path,
      fields: Object.keys(spec.requestBody?.content?.['application/json']?.schema?.properties ?? {}),
      queries: (spec.parameters ?? []).filter((p) => p.in === 'query').map((p) => p.name),
    })),
  )
})
afterAll(async () => {
  console.log(
    `${asked} requests to ${routes.length} routes; answers by status: ${JSON.stringify(Object.fromEntries([...seen].toSorted()))}`,
  )
  await story.close()
})

type OpenApiRoute = {
  parameters?: { in: string; name: string }[]
  requestBody?: { content?: Record<string, { schema?: { properties?: Record<string, unknown> } }> }
}

const fill = ({ path }: Route, id = incidentId): string =>
  path.replace(/\{[^}]+\}/, encodeURIComponent(id)).replace(/\{[^}]+\}/g, 'note')

async function send(route: Route, role: string | undefined, path: string, more: Ask, what: string): Promise<Answer> {
  // signing out is tried without a session: the rest still needs it
  const client =
    role === undefined || (route.method === 'DELETE' && path.endsWith('/session')) ? undefined : await story.as(role)
  const key = role === undefined && path.includes('/alerts') ? { authorization: `Bearer ${INTAKE_KEY}` } : {}
  const headers = { ...(client ? { cookie: client.cookie } : {}), ...key, ...more.headers }
  const answer = await ask(`${story.url}${path}`, route.method, { ...more, headers, timeoutMs: LONGEST_MS })
  asked += 1
  seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
  expectSound(answer, `${route.method} ${path} as ${role ?? 'nobody'} with ${what}`)
  return answer
}

const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 80)

/** Runs a few at a time, as a careless client would. */
async function each<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items]
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item)
    }),
  )
}

describe('no route answers 5xx or hangs', () => {
  it('there are routes to try, the commands among them', () => {
    expect(routes.length).toBeGreaterThan(35)
    expect(routes.map((r) => r.path)).toContain('/api/v1/incidents/{id}/commands/dispatch')
  })

  it('for bodies that are broken, deep, huge or poisoned', async () => {
    const posts = routes.filter((r) => r.method === 'POST')
    await each(posts, async (route) => {
      for (const raw of HOSTILE_BODIES) {
        for (const role of ['operator', undefined]) {
          await send(route, role, fill(route), { raw, headers: { 'content-type': 'application/json' } }, short(raw))
        }
      }
    })
  })

  it('for every field with every kind of wrong value', async () => {
    const posts = routes.filter((r) => r.method === 'POST' && r.fields.length > 0)
    await each(posts, async (route) => {
      for (const field of route.fields) {
        for (const value of [...HOSTILE_VALUES, ...HOSTILE_TEXT.slice(0, 12)]) {
          await send(route, 'operator', fill(route), { body: { [field]: value } }, short({ [field]: value }))
        }
      }
    })
  })

  it('for every identifier and every query with hostile text', async () => {
    const targets = routes.filter((r) => r.path.includes('{') || r.queries.length > 0)
    await each(targets, async (route) => {
      for (const text of HOSTILE_TEXT.filter((t) => t.length < 5_000)) {
        const wellFormed = text.toWellFormed()
        if (route.path.includes('{') && wellFormed.trim() !== '' && !wellFormed.includes('..'))
          await send(
            route,
            'operator',
            fill(route, wellFormed),
            route.method === 'POST' ? { body: {} } : {},
            short(text),
          )
        for (const query of route.queries) {
          await send(
            route,
            'admin',
            `${fill(route)}?${query}=${encodeURIComponent(wellFormed)}`,
            {},
            `${query}=${short(text)}`,
          )
        }
      }
      await send(
        route,
        'operator',
        `${fill(route)}?__proto__=1&constructor[prototype]=2&limit=1&limit=2&limit[]=3`,
        route.method === 'POST' ? { body: {} } : {},
        'strange queries',
      )
    })
  })

  it('for wrong, odd or missing headers', async () => {
    await each(routes, async (route) => {
      const body = route.method === 'POST' ? { raw: '{}' } : {}
      for (const headers of [
        { 'content-type': 'text/xml' },
        { 'content-type': 'application/json; charset=utf-16' },
        { 'content-type': '{{{' },
        { 'content-type': 'multipart/form-data' },
        { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        { 'content-type': 'application/json', authorization: 'Bearer' },
        { 'content-type': 'application/json', authorization: `Bearer ${'k'.repeat(5_000)}` },
        { 'content-type': 'application/json', authorization: 'Basic Og==' },
        { 'content-type': 'application/json', 'idempotency-key': 'k'.repeat(4_000) },
        { 'content-type': 'application/json', 'idempotency-key': '' },
        { 'content-type': 'application/json', origin: 'http://evil.example' },
        { 'content-type': 'application/json', origin: 'null' },
        {
          'content-type': 'application/json',
          'accept-language': 'x'.repeat(3_000),
          accept: '\\',
          'if-none-match': '"',
        },
        { 'content-type': 'application/json', cookie: 'ld_session=%%%; ld_session=; =;;;' },
        { 'content-type': 'application/json', cookie: `ld_session=${'c'.repeat(4_000)}` },
      ] as Record<string, string>[]) {
        await send(route, 'responder', fill(route), { ...body, headers }, short(headers))
      }
      for (const method of ['PUT', 'PATCH', 'OPTIONS', 'HEAD']) {
        const answer = await ask(`${story.url}${fill(route)}`, method, { timeoutMs: LONGEST_MS })
        expect(answer.status, `${method} ${route.path}`).toBeLessThan(500)
      }
    })
  })
})

describe('commands are strict', () => {
  it('an unknown field is refused by name, for every command', async () => {
    const operator = await story.as('operator')
    for (const { path } of routes.filter((r) => r.path.includes('/commands/') && !r.path.includes('{command}'))) {
      const name = path.split('/').at(-1) as string
      const { status, body } = await operator.command(incidentId, name, { bogus: 1 })
      expect({ name, status, code: body.code }).toEqual({ name, status: 422, code: 'invalidBody' })
      expect(body.errors).toContainEqual({ pointer: '/bogus', message: expect.any(String) })
    }
    const { status, body } = await operator.command(incidentId, 'explode')
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'unknownCommand' })
  })
})

describe('nothing else is spoiled', () => {
  it('the incident is as it was, nothing is polluted, and a good alert still goes through', async () => {
    const operator = await story.as('operator')
    const incident = await operator.incident(incidentId)
    expect(incident.dispatches).toEqual([])
    expect(incident.live).toBe(true)
    expect(JSON.stringify(await operator.board())).not.toContain('polluted')
    const fresh = await story.openIncident({ narrative: '风暴之后的一条正常警情' })
    expect(isToldApart(fresh)).toBe(true)
    expect((await ask(`${story.url}/readyz`, 'GET')).status).toBe(200)
  })
})
