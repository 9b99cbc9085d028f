import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '@liandong/shared/access/actor.ts'
import { forbidden } from '../harness/never.ts'
import { PlantedStory, type Edit } from '../harness/planted.ts'
import { usePostgres } from '../harness/postgres.ts'
import { buildOtherStreet, liveIn, STREETS, streetId, usernameOf, type StreetLife } from '../harness/street-life.ts'
import { Ear } from '../harness/ear.ts'
import { faultsOf } from '../harness/told.ts'
import { until } from '../harness/until.ts'
import { readAfter, type StoredEvent } from '../../src/log/read.ts'
import { readRoutes, unexpected, walk, type Step } from '../harness/walk.ts'

const postgres = usePostgres()
let planted: PlantedStory
let here: StreetLife

beforeAll(async () => {
  planted = await PlantedStory.open(postgres)
  await buildOtherStreet(planted.story)
  here = await liveIn(planted.story, 'here')
}, 120_000)
afterAll(() => planted.close())

/** Walks the routes whose name fits, with the server as it was planted. */
async function walkAs(role: Role, fits: RegExp, from: 'here' | 'there' = 'here'): Promise<Step[]> {
  const { story } = planted
  const routes = (await readRoutes(story)).filter((route) => fits.test(route.key))
  expect(routes.length).toBeGreaterThan(0)
  return walk({ story, routes, role, from, to: { ...here, name: 'here' } })
}

const CHECK: Edit = {
  file: 'server/src/http/route.ts',
  from: "access !== 'signedIn' && !may(me.user.role, access)",
  to: 'false',
}
const SCREENS: Edit = { file: 'routes/screens.ts', from: "access: 'screen.read'", to: "access: 'signedIn'" }
const DECIDES: Edit = {
  file: 'access/permissions.ts',
  from: "'setting.decide': ['supervisor']",
  to: "'setting.decide': ['supervisor', 'leader']",
}
const DISPATCHES: Edit = {
  file: 'incident/lifecycle.ts',
  from: "to: 'dispatched', who: ROOM,",
  to: "to: 'dispatched', who: [...ROOM, 'supervisor'],",
}
const FORGOTTEN: Edit = {
  file: 'cases/incident-read.ts',
  from: '.where(and(eq(incident.id, id), eq(incident.subdistrictId, subdistrictId)))',
  to: '.where(eq(incident.id, id))',
}
const WALL: Edit = { file: 'store/scoped-databases.ts', from: 'options: `-c role=${roleOf(dataClass)}`,', to: '' }

describe('D31: one missing check is found', () => {
  it('as it is, nothing is', async () => {
    for (const role of ['mediator', 'leader', 'supervisor'] as const) {
      const steps = await walkAs(role, /^GET /)
      expect([...unexpected(steps), ...forbidden(steps)]).toEqual([])
    }
  })

  it('permissions that are not asked for at all', async () => {
    await planted.plant(CHECK)
    const found = unexpected(await walkAs('mediator', /\/sources|\/screens|\/sla/))
    expect(found).toContain('POST /sources: deny, but allow (422)')
    expect(found.length).toBeGreaterThan(5)
  })

  it('a route opened to everybody: its own word agrees with it, what is written down does not', async () => {
    await planted.plant(SCREENS)
    const steps = await walkAs('responder', /\/screens/)
    expect(unexpected(steps)).toEqual([])
    expect(forbidden(steps)).toEqual([expect.stringMatching(/^responder GET \/screens: 200, though no working role/)])
  })

  it('a line of the permissions that was widened', async () => {
    await planted.plant(DECIDES)
    expect(forbidden(await walkAs('leader', /\/sla\//))).toEqual([
      expect.stringContaining('targets are decided by the supervisor'),
    ])
  })

  it('a move of the life cycle given to one role more', async () => {
    await planted.plant(DISPATCHES)
    expect(forbidden(await walkAs('supervisor', /commands\/dispatch/))).toEqual([
      expect.stringContaining('the command room alone dispatches'),
    ])
  })

  it('a query that forgets its street leaks nothing, for the database does not; without that wall it is found', async () => {
    await planted.plant(FORGOTTEN)
    expect(unexpected(await walkAs('operator', /^GET \/incidents\/\{id\}/, 'there'))).toEqual([])
    await planted.plant(FORGOTTEN, WALL)
    expect(unexpected(await walkAs('operator', /^GET \/incidents\/\{id\}/, 'there'))).toEqual([
      'GET /incidents/{id}: absent, but allow (200)',
      'GET /incidents/{id}/track: absent, but allow (200)',
    ])
  })
})

const SAID = '两户争吵，我是欧阳桂兰，电话13912345671'

/** A short case in both streets; all that is wrong with what these roles of the first are told of it. */
async function listenAs(...roles: Role[]): Promise<string[]> {
  const { story } = planted
  const readLog = (): Promise<StoredEvent[]> => readAfter(story.database.db, streetId('here'), 0, 1_000_000)
  const ears = await Promise.all(
    roles.map(async (role) => [role, await Ear.open(story, await story.as(role))] as const),
  )
  const before = await readLog()
  for (const street of STREETS) {
    const [operator, responder] = await Promise.all(
      (['operator', 'responder'] as const).map((role) => story.as(usernameOf(role, street))),
    )
    if (!operator || !responder) throw new Error('two people take part')
    for (const { id } of (await responder.board()).incidents) await responder.do(id, 'decline', { reason: '换人' })
    const key = street === 'here' ? 'demo-intake-key' : 'key-of-the-other-street'
    const { body } = await story.postAlert({ narrative: SAID, address: SAID }, key)
    const { id } = await until('the case on the board', async () =>
      (await operator.board()).incidents.find(
        (i) => i.alertIds.includes(body.alertId) && i.classification?.version !== 'none',
      ),
    )
    await operator.do(id, 'dispatch', { unitId: street === 'here' ? 'unit-responder' : 'other-unit' })
    await responder.do(id, 'decline', { reason: SAID })
    await operator.do(id, 'note', { text: SAID })
  }
  const during = (await readLog()).slice(before.length)
  for (const [, ear] of ears) await ear.hasHeard(during.at(-1)?.seq ?? 0)
  for (const [, ear] of ears) ear.close()
  const after = (await readLog()).slice(before.length + during.length)
  return ears.flatMap(([role, ear]) => faultsOf(role, 'unit-responder', ear.events, { before, during, after }))
}

const AUDIENCE_FILE = 'access/audience.ts'
const HUB = 'live/live-hub.ts'

describe('D31: one door too many on the live feed is found', () => {
  it('as it is, nothing is', async () => {
    await planted.plant()
    expect(await listenAs('operator', 'police', 'responder', 'wall', 'department')).toEqual([])
  })

  it.each([
    [
      'police',
      'sees the room',
      AUDIENCE_FILE,
      "police: 'police',",
      "police: 'room',",
      'police is told of incident.opened',
    ],
    [
      'department',
      'sees the room',
      AUDIENCE_FILE,
      "department: 'none',",
      "department: 'room',",
      'department is told of incident.noted',
    ],
    [
      'wall',
      'is shown what was said',
      AUDIENCE_FILE,
      "const WALL_FIELDS = ['location',",
      "const WALL_FIELDS = ['summary', 'text', 'location',",
      'wall incident.noted: text is shown',
    ],
    [
      'operator',
      'reads numbers in plain',
      AUDIENCE_FILE,
      ' : maskDeep(value)]',
      ' : value]',
      'operator incident.noted: text holds a plain number',
    ],
    [
      'responder',
      'goes on reading after the order',
      HUB,
      'dispatches.filter(isActiveDispatch)',
      'dispatches',
      'responder is told of incident.noted',
    ],
    [
      'operator',
      'reads the other street',
      HUB,
      '`${subdistrictId}/${audience}`',
      '`/${audience}`',
      'operator is told incident.noted of another log',
    ],
  ] as const)('%s %s', async (role, _what, file, from, to, found) => {
    await planted.plant({ file, from, to })
    expect(await listenAs(role)).toContain(found)
  })
})
