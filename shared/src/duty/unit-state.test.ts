import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildActor, buildUnit, IncidentStory } from '../testing/incident-story.ts'
import { isActiveDispatch, type CommandName, type DispatchStage } from '../cases/incident/lifecycle.ts'
import { stateUnderOrder, unitStates } from './unit-state.ts'

const UNITS = ['u1', 'u2', 'u3'] as const
const FURTHEST: DispatchStage[] = ['created', 'delivered', 'seen', 'acknowledged', 'enRoute', 'arrived', 'reported']
const free = UNITS.map((id) => ({ id, state: 'standby' as const, onDuty: true, incidentId: null }))

const moves = fc.array(
  fc.record({
    at: fc.nat(1),
    unit: fc.constantFrom(...UNITS),
    command: fc.constantFrom<CommandName>(
      'dispatch',
      'acknowledge',
      'decline',
      'depart',
      'arrive',
      'report',
      'settle',
      'handback',
      'cancel',
      'transferPolice',
    ),
    how: fc.constantFrom('plain', 'support', 'redirect'),
  }),
  { maxLength: 60 },
)

describe('D8: one unit between two incidents never loses its real state', () => {
  it('whatever is commanded, the board shows the furthest of its active orders, and it never has two', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const cases = ['i1', 'i2'].map((id) => {
          const story = new IncidentStory().triaged()
          story.state = { ...story.state, id }
          return story
        })
        const active = () =>
          cases.flatMap(({ state }) => state.dispatches.filter(isActiveDispatch).map((d) => ({ ...d, on: state.id })))
        for (const { at, unit, command, how } of all) {
          const story = cases[at] as IncidentStory
          const here = story.state.dispatches.find(isActiveDispatch)
          story.units = UNITS.map((id) => {
            const has = active().find((d) => d.unit.id === id)
            const isFreed = how === 'redirect' && has?.id === here?.id && has?.on === story.state.id
            const busyWith = { incidentId: has?.on ?? '', incidentNo: '', by: 'operator', at: story.state.receivedAt }
            return buildUnit(id, has && !isFreed ? { busyWith } : {})
          })
          const more = how === 'redirect' && here ? { replaces: here.id } : { support: how === 'support' }
          if (command === 'dispatch') story.try('dispatch', { unitId: unit, ...more })
          else {
            const words = { decline: { reason: 'r' }, cancel: { reason: 'r' }, handback: { facts: 'f' } } as const
            const own = story.state.dispatches.findLast((d) => d.unit.id === unit)
            const body = { ...(words as Record<string, object>)[command], ...(own ? { dispatchId: own.id } : {}) }
            const isRoom = command === 'cancel' || command === 'transferPolice'
            story.try(
              command,
              isRoom ? ((words as Record<string, object>)[command] as never) : (body as never),
              isRoom ? buildActor('operator') : buildActor('responder', { unitId: unit }),
            )
          }
          const now = active()
          const shown = unitStates(
            free,
            cases.map(({ state }) => state).filter((state) => state.live),
          )
          for (const one of shown) {
            const own = now.filter((d) => d.unit.id === one.id)
            expect(own.length).toBeLessThanOrEqual(1)
            const best = own.toSorted((a, b) => FURTHEST.indexOf(b.stage) - FURTHEST.indexOf(a.stage))[0]
            expect(one).toMatchObject(
              best
                ? { state: stateUnderOrder(best.stage), incidentId: best.on }
                : { state: 'standby', incidentId: null },
            )
          }
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('a second order, should there ever be one, does not take a unit off the scene, whichever case comes first', () => {
    const [a, b] = ['i1', 'i2'].map((id) => {
      const story = new IncidentStory().triaged().do('dispatch', { unitId: 'u1' })
      story.state = { ...story.state, id }
      return story
    }) as [IncidentStory, IncidentStory]
    a.do('arrive', {}, buildActor('responder', { unitId: 'u1' }))
    for (const live of [
      [a.state, b.state],
      [b.state, a.state],
    ])
      expect(unitStates(free, live)[0]).toMatchObject({ state: 'onScene', incidentId: 'i1' })
  })
})
