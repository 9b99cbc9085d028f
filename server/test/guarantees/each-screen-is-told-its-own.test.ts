import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '@liandong/shared/access/actor.ts'
import { MINUTE_MS } from '@liandong/shared/time.ts'
import { SCREEN_EVENTS } from '@liandong/shared/wire/screen-events.ts'
import { readAfter, type StoredEvent } from '../../src/log/read.ts'
import { busyHour } from '../harness/busy-hour.ts'
import { Ear } from '../harness/ear.ts'
import { everythingElse } from '../harness/everything-else.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { buildOtherStreet, liveIn, STREETS, streetId, usernameOf, type Street } from '../harness/street-life.ts'
import { faultsOf, TOLD, toBeTold, type Heard } from '../harness/told.ts'

const UNIT: Record<Street, string> = { here: 'unit-responder', there: 'other-unit' }

const postgres = usePostgres()
let story: Story
const ears = new Map<string, Ear>()
const logs = {} as Record<Street, Heard>

const readLog = (street: Street): Promise<StoredEvent[]> => readAfter(story.database.db, streetId(street), 0, 1_000_000)
const earOf = (role: Role, street: Street): Ear => ears.get(usernameOf(role, street)) as Ear

beforeAll(async () => {
  story = await Story.open(postgres)
  await story.tomorrowMorning()
  await buildOtherStreet(story)
  const before = { here: 0, there: 0 }
  for (const street of STREETS) {
    for (const role of ROLES) {
      const username = usernameOf(role, street)
      ears.set(username, await Ear.open(story, await story.as(username)))
    }
    before[street] = (await readLog(street)).length
  }
  await Promise.all([busyHour(story), liveIn(story, 'there')])
  await everythingElse(story)
  for (const minutes of [0.7, 1, 4, 6, 10, 5]) {
    // whoever leaves a page of the administration alone for a quarter of an hour is signed out
    for (const username of ears.keys()) await (await story.as(username)).ask('GET', '/events?after=0&limit=1')
    await story.pass(minutes * MINUTE_MS)
  }
  for (const street of STREETS) {
    const log = await readLog(street)
    logs[street] = { before: log.slice(0, before[street]), during: log.slice(before[street]), after: [] }
    const head = log.at(-1)?.seq ?? 0
    for (const role of ROLES) await earOf(role, street).hasHeard(head)
  }
  for (const ear of ears.values()) ear.close()
  for (const street of STREETS) {
    const { before, during } = logs[street]
    logs[street] = { before, during, after: (await readLog(street)).slice(before.length + during.length) }
  }
}, 240_000)
afterAll(() => story.close())

/** Types named anywhere in what decides and appends events. */
function typesInSource(): string[] {
  const named = new Set<string>()
  for (const dir of [
    'shared/src/cases',
    'shared/src/clocks',
    ...['cases', 'clocks', 'duty', 'intake', 'people'].map((d) => `server/src/${d}`),
  ]) {
    const root = fileURLToPath(new URL(`../../../${dir}/`, import.meta.url))
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
      const text = readFileSync(root + file, 'utf8')
      for (const [, type] of text.matchAll(/'((?:incident|clock|unit|source|ticket)\.[a-zA-Z]+)'/g))
        named.add(type as string)
    }
  }
  return [...named]
}

describe('D31: the live feed, every type of event, role and street', () => {
  it('every type the product can emit is in the list, occurs, and has no personal part that is not listed', () => {
    const listed = SCREEN_EVENTS.map((event) => event.type)
    expect(typesInSource().filter((type) => !listed.includes(type))).toEqual([])
    const here = logs.here.during.filter((event) => event.kind !== 'audit' || listed.includes(event.type))
    expect(listed.filter((type) => !here.some((event) => event.type === type))).toEqual([])
    const odd = here.flatMap(({ type, kind, personal }) => {
      const known = SCREEN_EVENTS.find((event) => event.type === type)
      if (known?.kind !== kind) return [`${kind} ${type}`]
      return Object.keys(personal ?? {}).flatMap((field) =>
        known.personal.includes(field) ? [] : [`${type} ${field}`],
      )
    })
    expect(odd).toEqual([])
  })

  it('the other street lives meanwhile: cases, clocks, units, sources', () => {
    const kinds = new Set(logs.there.during.map((event) => event.kind))
    expect([...kinds]).toEqual(expect.arrayContaining(['incident', 'unit', 'source', 'audit']))
  })

  describe.each(STREETS)('of %s', (street) => {
    it.each(ROLES)('%s is told what is written down, field by field, and nothing else', (role) => {
      const { events } = earOf(role, street)
      expect(faultsOf(role, UNIT[street], events, logs[street])).toEqual([])
      const isTold = TOLD[role].incident !== 'none'
      expect(events.length > 0).toBe(isTold)
      if (street === 'here' && isTold) expect(events.length).toBeGreaterThan(15)
    })

    it.each(ROLES)(
      '%s is sent positions and counts only where it watches the room, and those of its own street',
      (role) => {
        const { heard } = earOf(role, street)
        const names = [...heard.keys()].filter((name) => !['events', 'beat'].includes(name))
        expect(names.toSorted()).toEqual(TOLD[role].figures ? ['positions', 'today'] : [])
        const other = street === 'here' ? /"other-/ : /"unit-/
        expect(JSON.stringify(heard.get('positions') ?? [])).not.toMatch(other)
      },
    )
  })

  it('what is written down tells roles apart: the log holds cases that are not the station’s, and orders of others', () => {
    const { during } = logs.here
    const counts = ROLES.map((role) => toBeTold(role, UNIT.here, during).length)
    expect(new Set(counts).size).toBeGreaterThanOrEqual(5)
  })
})
