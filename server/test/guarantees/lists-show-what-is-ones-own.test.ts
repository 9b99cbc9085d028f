import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '@liandong/shared/access/actor.ts'
import { HOUR_MS } from '@liandong/shared/time.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import {
  buildOtherStreet,
  liveIn,
  STREETS,
  streetId,
  usernameOf,
  type Street,
  type StreetLife,
} from '../harness/street-life.ts'
import { readRoutes, walk, type Route } from '../harness/walk.ts'

type Named = 'own' | 'others' | 'police'
const ALL: Named[] = ['own', 'others', 'police']

/**
 * Which of the three planted cases a role is told of (domain.md §3.8, "See"): one its unit has an order on, one it has
 * none on, one at the station. Written down here, not asked of the rule book.
 */
const CASES: Record<Role, Named[]> = {
  operator: ALL,
  leader: ALL,
  supervisor: ALL,
  wall: ALL,
  responder: ['own'],
  police: ['police'],
  department: [],
  mediator: [],
  petition: [],
  admin: [],
  security: [],
  auditor: [],
}
/** Tickets: of its own department, and of another one. Who is not here is refused. */
const TICKETS: Partial<Record<Role, ('own' | 'others')[]>> = {
  operator: ['own', 'others'],
  leader: ['own', 'others'],
  supervisor: ['own', 'others'],
  department: ['own'],
}
const READS_BREACHES: Role[] = ['operator', 'leader', 'supervisor']

const postgres = usePostgres()
let story: Story
let routes: Route[]
let lives: Record<Street, StreetLife>
/** Every id of what belongs to one street. */
let marks: Record<Street, Set<string>>

beforeAll(async () => {
  story = await Story.open(postgres)
  await story.tomorrowMorning()
  await buildOtherStreet(story)
  routes = (await readRoutes(story)).filter((route) => route.method === 'GET')
  lives = { here: await liveIn(story, 'here'), there: await liveIn(story, 'there') }
  // every clock of theirs has run out: the lists of breaches have rows
  await story.pass(HOUR_MS)
  marks = { here: await marksOf('here'), there: await marksOf('there') }
}, 120_000)
afterAll(() => story.close())

async function marksOf(street: Street): Promise<Set<string>> {
  const { pool } = story.database
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name IN ('id', 'subdistrict_id')
       AND table_name NOT LIKE 'event\\_%' GROUP BY 1 HAVING count(*) = 2`,
  )
  const found = new Set<string>([streetId(street)])
  for (const { name } of tables) {
    const { rows } = await pool.query(`SELECT id::text FROM ${name} WHERE subdistrict_id = $1`, [streetId(street)])
    for (const { id } of rows) found.add(id)
  }
  // words of everybody: a demo source is called by its kind, and there is one map for the installation
  const { rows } = await pool.query(
    `SELECT kind AS word FROM source UNION SELECT id FROM organisation WHERE kind IN ('village', 'grid')`,
  )
  for (const { word } of rows) found.delete(word)
  return found
}

const otherOf = (street: Street): Street => (street === 'here' ? 'there' : 'here')
const strange = (text: string, street: Street): string[] =>
  [...marks[otherOf(street)]].filter((id) => text.includes(`"${id}"`) || text.includes(`,${id},`))

/** All pages of what a role may read of the log. */
async function eventsOf(username: string): Promise<{ id: string; kind: string; caseId: string }[]> {
  const client = await story.as(username)
  const all = []
  for (let after = 0; ;) {
    const page = await client.read(`/events?after=${after}&limit=200`)
    all.push(...page.events)
    if (page.nextAfter >= page.head) return all
    after = page.nextAfter
  }
}

describe('D31: each role reads the rows of its own street and of its own work', () => {
  it.each(STREETS)('no answer to anybody of %s holds a row of the other street', async (street) => {
    const leaks: string[] = []
    const filled = new Set<string>()
    const lists = new Set<string>()
    for (const role of ROLES) {
      await walk({
        story,
        routes,
        role,
        from: street,
        to: { ...lives[street], name: street },
        look: ({ key, path }, { status, body }) => {
          if (status !== 200) return
          const text = typeof body === 'string' ? body : JSON.stringify(body)
          for (const id of strange(text, street)) leaks.push(`${role} ${key}: ${id}`)
          const rows = body.items ?? body.events ?? body.incidents
          if (path.includes('{') || !Array.isArray(rows)) return
          lists.add(key)
          if (rows.length > 0) filled.add(key)
        },
      })
      for (const { id } of await eventsOf(usernameOf(role, street)))
        if (marks[otherOf(street)].has(id)) leaks.push(`${role} /events: ${id}`)
    }
    expect(leaks).toEqual([])
    // an empty list would prove nothing
    expect([...lists].filter((key) => !filled.has(key))).toEqual([])
    expect(lists.size).toBeGreaterThan(15)
  })

  it('the marks are found where they are: a row of the other street would be seen', async () => {
    const { body } = await (await story.as('operator')).ask('GET', '/incidents')
    expect(strange(JSON.stringify(body), 'there').length).toBeGreaterThan(3)
  })

  describe.each(STREETS)('of %s', (street) => {
    it.each(ROLES)('%s is told of the cases that are its own, by every door alike', async (role) => {
      const { cases, things } = lives[street]
      const client = await story.as(usernameOf(role, street))
      const named = (ids: readonly string[]): Named[] => ALL.filter((name) => ids.includes(cases[name].id))
      const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id)
      const board = await client.board()
      expect(named(idsOf(board.incidents)), 'board').toEqual(CASES[role])
      expect(named(idsOf((await client.read('/incidents?limit=200')).items)), 'search').toEqual(CASES[role])
      const told = (await eventsOf(usernameOf(role, street))).filter((e) => e.kind === 'incident').map((e) => e.caseId)
      // the auditor reads the whole log, without what is personal in it
      expect(named(told), 'events').toEqual(role === 'auditor' ? ALL : CASES[role])
      const opened: Named[] = []
      for (const name of ALL) {
        const { status } = await client.ask('GET', `/incidents/${cases[name].id}`)
        if (status === 200) opened.push(name)
        const alert = await client.ask('GET', `/alerts/${cases[name].alertIds[0]}`)
        expect(alert.status, `alert of ${name}`).toBe(CASES[role].includes(name) && role !== 'wall' ? 200 : 404)
      }
      expect(opened, 'one by one').toEqual(CASES[role])
      if (role === 'responder') expect(idsOf(board.units)).toEqual([things.unit])
      if (CASES[role].length === 0) expect(board.units).toEqual([])
    })

    it('tickets: a department its own, the room and the supervisor all, the rest none', async () => {
      const { tickets } = lives[street]
      for (const role of ROLES) {
        const client = await story.as(usernameOf(role, street))
        const { status, body } = await client.ask('GET', '/tickets')
        const listed = (['own', 'others'] as const).filter((name) =>
          body.items?.some((row: { id: string }) => row.id === tickets[name]),
        )
        expect([status, listed], role).toEqual(TICKETS[role] ? [200, TICKETS[role]] : [403, []])
        for (const name of ['own', 'others'] as const) {
          const one = await client.ask('GET', `/tickets/${tickets[name]}`)
          expect(one.status, `${role} ${name}`).toBe(!TICKETS[role] ? 403 : TICKETS[role].includes(name) ? 200 : 404)
        }
      }
    })

    it('breaches: for whoever watches, of this street alone', async () => {
      for (const role of ROLES) {
        const { status, body } = await (await story.as(usernameOf(role, street))).ask('GET', '/breaches')
        expect(status, role).toBe(READS_BREACHES.includes(role) ? 200 : 403)
        if (status !== 200) continue
        const known = new Set(Object.values(lives[street].cases).map((one) => one.id))
        expect(body.items.length).toBeGreaterThan(0)
        expect(body.items.filter((row: { incidentId: string }) => !known.has(row.incidentId))).toEqual([])
      }
    })
  })
})
