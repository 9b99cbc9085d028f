import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '@liandong/shared/cases/incident/lifecycle.ts'
import { beatSchema, logEventSchema } from '../../src/http/async-api.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
beforeAll(async () => {
  story = await Story.open(postgres)
})
afterAll(() => story.close())

const read = async (path: string) => (await fetch(story.url + path)).json()

/** The calls of the outside contract that this product has so far; other kinds of case come with their own work. */
const CONTRACT: [method: string, path: string][] = [
  ['post', '/session'],
  ['get', '/session'],
  ['delete', '/session'],
  ['post', '/alerts'],
  ['post', '/alerts/batch'],
  ['get', '/alerts/{id}'],
  ['post', '/classify'],
  ['get', '/board'],
  ['get', '/incidents'],
  ['get', '/incidents/{id}'],
  ['get', '/tickets'],
  ['get', '/tickets/{id}'],
  ['get', '/events'],
]

describe('/openapi.json', () => {
  it('has every call of the contract, and every command of the life cycle with its body', async () => {
    const { paths } = await read('/openapi.json')
    for (const [method, path] of CONTRACT) expect(paths[`/api/v1${path}`]?.[method], `${method} ${path}`).toBeDefined()
    for (const name of COMMANDS) {
      const { post } = paths[`/api/v1/incidents/{id}/commands/${name}`]
      const schema = post.requestBody.content['application/json'].schema
      expect(schema.additionalProperties ?? schema.allOf?.[0]?.additionalProperties, name).toBe(false)
    }
  })
})

describe('/asyncapi.json', () => {
  it('describes the messages as they really come', async () => {
    const { components } = await read('/asyncapi.json')
    expect(Object.keys(components.messages)).toEqual(['events', 'resync', 'beat', 'positions', 'today'])
    const operator = await story.as('operator')
    await story.openIncident()
    const { events } = await operator.read('/events?limit=1000')
    expect(events.length).toBeGreaterThan(0)
    for (const event of events) expect(logEventSchema.strict().safeParse(event).error, event.type).toBeUndefined()
    const screen = await story.screen('operator')
    expect(beatSchema.strict().safeParse(await screen.isLive()).error).toBeUndefined()
  })
})

describe('the machine’s pages', () => {
  it('answer at the root, without a sign-in', async () => {
    expect(await read('/healthz')).toEqual({ ok: true })
    expect((await read('/readyz')).checks).toMatchObject({
      database: { ok: true },
      log: { ok: true },
      clocks: { ok: true },
    })
    const metrics = await (await fetch(`${story.url}/metrics`)).text()
    for (const name of [
      'liandong_alerts_total',
      'liandong_live_incidents',
      'liandong_queue_canary_age_seconds',
      'liandong_breach_lateness_seconds',
    ]) {
      expect(metrics).toContain(name)
    }
    expect((await fetch(`${story.url}/docs`)).status).toBe(200)
  })

  it('says no as RFC 9457 says, with a code that has a page', async () => {
    const answer = await fetch(`${story.api}/board`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
    const { type, code } = await answer.json()
    expect(code).toBe('notSignedIn')
    expect(await (await fetch(story.url + type)).text()).toContain('`notSignedIn`')
  })
})
