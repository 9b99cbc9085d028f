import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '@liandong/shared/access/actor.ts'
import { isPermission, ONESELF, OPEN, waysToCall } from '../harness/access-walk.ts'
import { ask } from '../harness/client.ts'
import { forbidden, idle } from '../harness/never.ts'
import { usePostgres } from '../harness/postgres.ts'
import { INTAKE_KEY, Story } from '../harness/story.ts'
import { buildOtherStreet, liveIn, STREETS, streetId, type Street, type StreetLife } from '../harness/street-life.ts'
import { isWalked, readRoutes, send, unexpected, walk, wayOf, type Route } from '../harness/walk.ts'

const postgres = usePostgres()
let story: Story
let routes: Route[]
let lives: Record<Street, StreetLife>

beforeAll(async () => {
  story = await Story.open(postgres)
  await buildOtherStreet(story)
  routes = await readRoutes(story)
  lives = { here: await liveIn(story, 'here'), there: await liveIn(story, 'there') }
}, 120_000)
afterAll(() => story.close())

describe('D31: deny by default, for every route, role and street', () => {
  it('every route says who may call it, and the walk knows how to call every route', () => {
    const ways = waysToCall(lives.here.things)
    expect(routes.length).toBeGreaterThan(60)
    const unsaid = routes.filter(
      (r) => !isPermission(r.access) && !['anyone', 'signingIn', 'signedIn'].includes(r.access),
    )
    expect(unsaid.map((r) => r.key)).toEqual([])
    expect(routes.filter((r) => isWalked(r) && !wayOf(r, ways)).map((r) => r.key)).toEqual([])
    const open = routes.filter((r) => r.access === 'anyone' && !ways[r.key]).map((r) => r.key)
    expect(open.toSorted()).toEqual(OPEN.toSorted())
    const known = new Set(routes.map((r) => r.key))
    expect([...Object.keys(ways), ...OPEN, ...ONESELF].filter((key) => !known.has(key))).toEqual([])
  })

  it('without a sign-in every one of them is shut', async () => {
    const through: string[] = []
    const ways = waysToCall(lives.here.things)
    for (const route of routes.filter((r) => !OPEN.includes(r.key))) {
      const { status } = await send(story, route, wayOf(route, ways) ?? {}, 'own')
      if (status !== 401) through.push(`${route.key}: ${status}`)
    }
    expect(through).toEqual([])
  })

  // the other street's things first: nobody may have changed anything when their own are asked for
  for (const [from, to] of [
    ['there', 'here'],
    ['here', 'there'],
    ['there', 'there'],
    ['here', 'here'],
  ] as const)
    for (const role of ROLES) {
      const whose = from === to ? 'its own street' : 'the other street'
      it(`${role} of ${streetId(from)} gets of ${whose} what the rule book says, and never what is written down as never`, async () => {
        const steps = await walk({ story, routes, role, from, to: { ...lives[to], name: to } })
        expect(unexpected(steps)).toEqual([])
        expect(forbidden(steps)).toEqual([])
      }, 120_000)
    }

  it('the table of what is never allowed names routes there are', () => {
    expect(idle(routes.map((r) => r.key))).toEqual([])
  })

  it('the same number in two logs is two lines, and each auditor reads the own one', async () => {
    for (const street of STREETS) {
      const auditor = await story.as(street === 'here' ? 'auditor' : 'other-auditor')
      const { rows } = await story.database.pool.query('SELECT id FROM event WHERE subdistrict_id = $1 AND seq = 5', [
        streetId(street),
      ])
      expect((await auditor.read('/audit/5')).id).toBe(rows[0].id)
    }
  })

  it('a source reads its own alerts with its key, and no other source reads them', async () => {
    const as = (street: Street, key: string) =>
      ask(`${story.api}/alerts/${lives[street].things.alert}`, 'GET', { headers: { authorization: `Bearer ${key}` } })
    const keys = { here: INTAKE_KEY, there: 'key-of-the-other-street' }
    expect((await as('here', keys.here)).status).toBe(200)
    expect((await as('there', keys.there)).status).toBe(200)
    for (const key of [`${INTAKE_KEY}:smart-security`, keys.there]) expect((await as('here', key)).status).toBe(404)
    expect((await as('there', keys.here)).status).toBe(404)
  })
})
