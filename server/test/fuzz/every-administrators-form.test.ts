import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../harness/client.ts'
import { ask } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { expectSound, HOSTILE_BODIES, HOSTILE_TEXT, HOSTILE_VALUES } from './hostile.ts'

/** Whom the forms are about, so that what is wrong is the form and not the address. */
const REAL: Record<string, string> = {
  accounts: 'user-operator',
  organisations: 'org-zzb',
  units: 'unit-squad-1',
  centres: 'village-01',
}
const KINDS = /\/api\/v1\/(accounts|organisations|units|populations|imports|centres)\b/

const postgres = usePostgres()
let story: Story
let admin: Client
let routes: { method: string; path: string; fields: string[] }[]
beforeAll(async () => {
  story = await Story.open(postgres)
  admin = await story.as('admin')
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
  path.replace('{id}', REAL[path.split('/')[1] as string] ?? 'x').replace('{year}', '2031')

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
}

describe('no form of the administrators makes a fault', () => {
  it('there are forms to try', () => expect(routes.length).toBeGreaterThan(12))

  it('whatever the body is', async () => {
    for (const { method, path } of routes) {
      for (const raw of HOSTILE_BODIES) {
        const headers = { 'content-type': 'application/json' }
        const query = path.includes('imports') ? `?kind=people&digest=${'0'.repeat(64)}` : ''
        expectSound(
          await admin.ask(method, fill(path) + query, { raw, headers }),
          `${method} ${path} ${raw.slice(0, 60)}`,
        )
      }
    }
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
