import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROLES } from '../../access/actor.ts'
import { buildActor, buildUnit, IncidentStory } from '../../testing/incident-story.ts'
import { evolve } from './evolve.ts'
import { COMMANDS, ENDED, isActiveDispatch, MOVES, STAGES, type CommandName } from './lifecycle.ts'
import { COMMAND_BODIES } from './commands.ts'

const BODIES: Record<CommandName, Record<string, unknown>[]> = {
  classify: [
    { police: 'police', reason: 'r', severity: 1 },
    { police: 'nonPolice', reason: 'r' },
    { police: 'undecided', reason: 'r' },
  ],
  dispatch: [
    { unitId: 'u1' },
    { unitIds: ['u2', 'u3'], notify: ['o1'] },
    { unitId: 'u2', support: true },
    { unitId: 'u3', replaces: 'd1' },
  ],
  deliver: [{}],
  see: [{}],
  acknowledge: [{}, { dispatchId: 'd1' }],
  decline: [{ reason: 'r' }, { reason: 'r', dispatchId: 'd1' }],
  call: [{ outcome: 'reached' }, { outcome: 'unreached', dispatchId: 'd1' }],
  depart: [{}, { dispatchId: 'd1' }],
  arrive: [{}, { dispatchId: 'd1' }],
  retractArrival: [{}, { dispatchId: 'd1' }],
  report: [{}, { text: 't', dispatchId: 'd1' }],
  settle: [{}, { outcome: 'noAction', text: 't' }],
  handback: [{ facts: 'f' }, { facts: 'f', dispatchId: 'd1' }],
  callBackup: [{}, { count: 3, dispatchId: 'd1' }],
  transferPolice: [{}],
  issueTicket: [{ organisationId: 'o' }],
  merge: [{ intoId: 'i2' }],
  acknowledgeNotice: [{ noticeId: 'd3' }],
  flag: [
    { flag: 'major', on: true },
    { flag: 'major', on: false },
  ],
  attend: [{ alarm: 'new' }],
  note: [{ text: 't' }],
  cancel: [{ reason: 'r' }],
  visit: [{}],
  close: [{}],
  reopen: [{ reason: 'r' }],
}

const steps = fc.array(
  fc.record({
    command: fc.constantFrom(...COMMANDS),
    body: fc.nat(3),
    role: fc.constantFrom(...ROLES),
    forwardMs: fc.constantFrom(0, 1, 30_000, 60_001, 600_000, 1_200_001, 86_400_000),
  }),
  { maxLength: 40 },
)

function play(
  moves: { command: CommandName; body: number; role: (typeof ROLES)[number]; forwardMs: number }[],
): IncidentStory {
  const story = new IncidentStory()
  story.facts = { mergeTarget: { id: 'i2', no: '2', stage: 'triaged', live: true, exercise: false } }
  for (const { command, body, role, forwardMs } of moves) {
    const bodies = BODIES[command]
    story.units = ['u1', 'u2', 'u3'].map((id) =>
      story.state.dispatches.some((d) => d.unit.id === id && isActiveDispatch(d))
        ? buildUnit(id, { busyWith: { incidentId: 'i1', incidentNo: '1', by: 'x', at: '2026-01-01T00:00:00.000Z' } })
        : buildUnit(id),
    )
    story.forward(forwardMs)
    story.try(command, bodies[body % bodies.length], buildActor(role, { unitId: 'u1' }))
  }
  return story
}

describe('the incident life cycle', () => {
  it('has a strict body for every command, and refuses an unknown field by name', () => {
    for (const name of COMMANDS) {
      const refused = COMMAND_BODIES[name].safeParse({ ...BODIES[name][0], surprise: 1 })
      expect(refused.success, name).toBe(false)
      expect(JSON.stringify(refused.error?.issues), name).toContain('surprise')
      for (const body of BODIES[name]) expect(COMMAND_BODIES[name].safeParse(body).success, name).toBe(true)
    }
  })

  it('no sequence of commands leaves the table', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const { state } = play(moves)
        expect(STAGES).toContain(state.stage)
        expect(state.live).toBe(!ENDED.includes(state.stage))
        // one active lead at most, and no unit twice
        const active = state.dispatches.filter(isActiveDispatch)
        expect(active.filter((d) => d.lead).length).toBeLessThanOrEqual(1)
        expect(new Set(active.map((d) => d.unit.id)).size).toBe(active.length)
        if (!state.live) expect(active).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('every clock breaches at most once, ends at most once, and none runs on an ended case', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const story = play(moves)
        for (const clock of story.state.clocks) {
          const of = (type: string) => story.count(type, { clockId: clock.id })
          expect(of('clock.started')).toBe(1)
          expect(of('clock.breached')).toBeLessThanOrEqual(1)
          // an arrival that was none sets its clock going again
          expect(of('clock.met') + of('clock.stopped') - of('clock.resumed')).toBeLessThanOrEqual(1)
          expect(clock.state === 'breached').toBe(of('clock.breached') === 1)
          if (!story.state.live) expect(clock.endedAt).not.toBeNull()
        }
      }),
      { numRuns: 400 },
    )
  })

  it('folding the events again gives the same state: the log is the truth', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const story = play(moves)
        expect(story.state.version).toBe(story.events.length)
        const again = new IncidentStory()
        const rest = story.events.slice(again.events.length)
        // the times of events are not kept by the story: compare what does not depend on them
        const folded = rest.reduce(
          (s, e) =>
            evolve(s, {
              type: e.type,
              at: '2026-11-24T04:00:00.000Z',
              version: s.version + 1,
              actor: { id: 'x' },
              data: { ...e.data, ...e.personal },
            }),
          again.state,
        )
        expect([folded.stage, folded.live, folded.version, folded.flags]).toEqual([
          story.state.stage,
          story.state.live,
          story.state.version,
          story.state.flags,
        ])
        expect(folded.dispatches.map((d) => d.stage)).toEqual(story.state.dispatches.map((d) => d.stage))
      }),
      { numRuns: 200 },
    )
  })

  it('refuses every command from every stage and role that the table does not name', () => {
    for (const name of COMMANDS) {
      for (const role of ROLES) {
        if ((MOVES[name].who as readonly string[]).includes(role)) continue
        expect(
          new IncidentStory().triaged().try(name, BODIES[name][0], buildActor(role)),
          `${name} by ${role}`,
        ).toMatchObject({ code: 'notYours' })
      }
    }
  })
})
