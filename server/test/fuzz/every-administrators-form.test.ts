import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DELIVERED_CALENDAR } from '@liandong/shared/clocks/calendar-delivered.ts'
import { DAY_MS, toIso } from '@liandong/shared/time.ts'
import type { Client } from '../harness/client.ts'
import { ask } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { layerBody } from '../harness/tile-server.ts'
import { expectSound, HOSTILE_BODIES, HOSTILE_TEXT, HOSTILE_VALUES } from './hostile.ts'

/** Whom the forms are about, so that what is wrong is the form and not the address. */
const REAL: Record<string, string> = {
  accounts: 'user-operator',
  organisations: 'org-zzb',
  units: 'unit-squad-1',
  centres: 'village-01',
}
const KINDS = /\/api\/v1\/(accounts|organisations|units|populations|imports|map-layers|calendar|centres)\b/

const postgres = usePostgres()
let story: Story
let admin: Client
let routes: { method: string; path: string; fields: string[] }[]
beforeAll(async () => {
  story = await Story.open(postgres)
  admin = await story.as('admin')
  REAL['map-layers'] = (
    await admin.ask('POST', '/map-layers', { body: layerBody({ url: 'http://127.0.0.1:9/{z}/{x}/{y}' }) })
  ).body.id
  const { body } = await ask(`${story.url}/openapi.json`, 'GET')
  type Spec = { requestBody?: { content?: Record<string, { schema?: { properties?: object } }> } }
  routes = Object.entries(body.paths as Record<string, Record<string, Spec>>)
    .filter(([path]) => KINDS.test(path))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, spec]) => ({
        method: method.toUpperCase(),
        path: path.replace('/api/v1', ''),
        fields: Object.keys(spec.requestBody?.content?.['application/json']?.schema?.properties ?? {}),
      })),
    )
    .filter(({ method }) => method !== 'GET')
})
afterAll(() => story.close())

const fill = (path: string): string =>
  path
    .replace('{id}', REAL[path.split('/')[1] as string] ?? 'x')
    .replace('{year}', '2031')
    .replace('{version}', '77')

/** A whole form, so that one wrong field is the only one. */
const WHOLE: Record<string, object> = {
  accounts: { username: 'fuzz.er', name: '甲', role: 'operator', organisationId: 'org-zzb', unitId: null, version: 1 },
  organisations: { kind: 'village', name: '甲村', parentId: 'org-donghu', phone: null, version: 1 },
  units: {
    name: '甲',
    kind: 'person',
    force: 'grid',
    employment: 'full',
    tier: 1,
    skills: [],
    organisationId: 'org-zzb',
    phone: null,
    duty: [],
    members: [],
    equipment: [],
    version: 1,
  },
  centres: {
    organisationId: 'village-01',
    address: '甲路 1 号',
    phones: ['110110'],
    capacity: 1,
    hours: [],
    microCourt: { kind: 'none' },
    agents: [{ name: '甲', phone: '110110', gridId: null }],
    rooms: [],
    windows: [],
    version: 1,
  },
  populations: { people: 1, version: null },
  'map-layers': { ...layerBody({ url: 'http://127.0.0.1:9/{z}/{x}/{y}' }), version: 1, to: 'up' },
  calendar: {
    basedOn: 0,
    document: '甲号',
    effectiveFrom: '2026-01-01T00:00:00Z',
    content: DELIVERED_CALENDAR.content,
  },
}

describe('no form of the administrators makes a fault', () => {
  it('there are forms to try', () => expect(routes.length).toBeGreaterThan(12))

  it('whatever the body is', async () => {
    for (const { method, path } of routes) {
      for (const raw of HOSTILE_BODIES) {
        const headers = { 'content-type': 'application/json' }
        const query = path.includes('imports')
          ? `?kind=people&digest=${'0'.repeat(64)}`
          : path.includes('/check')
            ? '?year=2031'
            : ''
        expectSound(
          await admin.ask(method, fill(path) + query, { raw, headers }),
          `${method} ${path} ${raw.slice(0, 60)}`,
        )
      }
    }
  })

  it('whatever stands in a day of a calendar, which is kept where it is a name and refused where it is none', async () => {
    const { years } = DELIVERED_CALENDAR.content
    const day = { day: '2027-01-01', name: '元旦' }
    const more = Array.from({ length: 10 }, (_, i) => ({ day: `2027-02-0${i}`.slice(0, 10), name: '节' })).slice(1)
    let basedOn = 0
    for (const value of [...HOSTILE_VALUES, ...HOSTILE_TEXT]) {
      for (const wrong of [{ name: value }, { day: value }, { document: value }]) {
        const { document = '文号', ...rest } = wrong as { document?: unknown }
        const year = { year: 2027, document, off: [{ ...day, ...rest }, ...more], makeUp: [] }
        const body = {
          basedOn,
          document: '甲号',
          effectiveFrom: toIso(story.now() + DAY_MS),
          content: { years: [...years, year] },
        }
        const answer = await admin.ask('POST', '/calendar', { body })
        expectSound(answer, `POST /calendar ${JSON.stringify(wrong).slice(0, 60)}`)
        if (answer.status !== 201) continue
        // one question at a time: it is answered, and the next may be asked
        basedOn = answer.body.version
        const supervisor = await story.as('supervisor')
        await supervisor.ask('POST', `/calendar/${basedOn}/decide`, { body: { approve: false } })
      }
    }
    expect(basedOn, 'some of it is a name').toBeGreaterThan(0)
  })

  it('whatever stands in one field of a form that is right otherwise', async () => {
    for (const { method, path, fields } of routes) {
      const whole = WHOLE[path.split('/')[1] as string] ?? {}
      const own = Object.fromEntries(Object.entries(whole).filter(([field]) => fields.includes(field)))
      for (const field of fields) {
        for (const value of [...HOSTILE_VALUES, ...HOSTILE_TEXT.slice(0, 12)]) {
          const answer = await admin.ask(method, fill(path), { body: { ...own, [field]: value } })
          expectSound(answer, `${method} ${path} ${field}=${JSON.stringify(value)?.slice(0, 60)}`)
        }
      }
    }
  })
})
