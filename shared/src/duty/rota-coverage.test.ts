import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, toMs } from '../time.ts'
import { findGaps, findOverlaps, type Need } from './rota-coverage.ts'
import { dutySpans, isOnDutyAt, nextTurnAt, type Roster } from './roster.ts'

const midnight = toMs('2026-11-24T00:00:00+08:00')
const at = (local: string): number => toMs(`2026-11-24T${local}:00+08:00`)
const DAY = [{ fromMinute: 480, toMinute: 1_200 }]
const NIGHT = [{ fromMinute: 1_200, toMinute: 480 }]
const unit = (unitId: string, more: Partial<Roster> = {}): Roster => ({
  unitId,
  organisationId: 'village',
  duty: [],
  cycle: null,
  changes: [],
  ...more,
})
const need: Need = {
  id: 'n',
  organisationIds: ['village', 'grid'],
  unitIds: null,
  atLeast: 1,
  fromMinute: 0,
  toMinute: 1_440,
}
const off = (fromAt: number, untilAt: number) => ({ fromAt, untilAt, isOn: false, organisationId: null })
const on = (fromAt: number, untilAt: number, organisationId: string | null = null) => ({
  fromAt,
  untilAt,
  isOn: true,
  organisationId,
})

describe('the rota', () => {
  it('四班三运转: a cycle comes round, also across midnight and before its anchor', () => {
    const cycle = { anchor: '2026-11-24', days: [DAY, NIGHT, [], []] }
    const one = unit('a', { cycle })
    const hours = (from: number) => [3, 12, 22].map((h) => isOnDutyAt(one, from + h * HOUR_MS))
    expect(hours(midnight)).toEqual([false, true, false])
    expect(hours(midnight + DAY_MS)).toEqual([false, false, true])
    expect(hours(midnight + 2 * DAY_MS)).toEqual([true, false, false])
    expect(hours(midnight + 3 * DAY_MS)).toEqual([false, false, false])
    expect(hours(midnight - 4 * DAY_MS)).toEqual([false, true, false])
    expect(nextTurnAt(one, at('21:00'))).toBe(at('20:00') + DAY_MS)
  })

  it('D8: what is decided later holds over what was decided before, and over the plan', () => {
    const one = unit('a', { duty: DAY, changes: [off(at('08:00'), at('20:00')), on(at('10:00'), at('12:00'))] })
    expect(dutySpans(one, midnight, midnight + DAY_MS)).toEqual([
      { organisationId: 'village', fromAt: at('10:00'), untilAt: at('12:00') },
    ])
    expect(nextTurnAt(one, at('09:00'))).toBe(at('10:00'))
  })

  it('D5: a night slot given away is a gap known before the night begins; whoever takes it fills it', () => {
    const full = [unit('a', { duty: DAY }), unit('b', { duty: NIGHT, organisationId: 'grid' })]
    expect(findGaps([need], full, midnight, midnight + 2 * DAY_MS)).toEqual([])
    const hole = [at('20:00'), at('20:00') + 12 * HOUR_MS] as const
    const [a, b] = full as [Roster, Roster]
    const away = { ...b, changes: [off(...hole)] }
    expect(findGaps([need], [a, away], at('12:00'), midnight + 2 * DAY_MS)).toEqual([
      { needId: 'n', fromAt: hole[0], untilAt: hole[1], missing: 1 },
    ])
    expect(findGaps([need], [a, away, unit('c', { changes: [on(...hole)] })], midnight, midnight + 2 * DAY_MS)).toEqual(
      [],
    )
  })

  it('who stands in elsewhere counts there and no more at home', () => {
    const lent = unit('a', { duty: DAY, changes: [on(at('09:00'), at('11:00'), 'squad')] })
    expect(findGaps([{ ...need, ...DAY[0] }], [lent], midnight, midnight + DAY_MS)).toMatchObject([
      { fromAt: at('09:00'), untilAt: at('11:00') },
    ])
    const squad = { ...need, id: 's', organisationIds: ['squad'], fromMinute: 540, toMinute: 660 }
    expect(findGaps([squad], [lent], midnight, midnight + DAY_MS)).toEqual([])
    expect(findOverlaps([lent], midnight, midnight + DAY_MS, DAY_MS)).toEqual([
      { unitId: 'a', kind: 'twoPosts', fromAt: at('09:00'), untilAt: at('11:00') },
    ])
  })

  it('连续值班超过 24 小时: longer than that at a stretch is said, to the millisecond; always on is a plan', () => {
    const run = (ms: number) =>
      findOverlaps(
        [unit('a', { changes: [on(midnight, midnight + ms)] })],
        midnight - DAY_MS,
        midnight + 3 * DAY_MS,
        DAY_MS,
      )
    expect(run(DAY_MS)).toEqual([])
    expect(run(DAY_MS + 1)).toMatchObject([{ kind: 'tooLong', fromAt: midnight, untilAt: midnight + DAY_MS + 1 }])
    const always = unit('a', { duty: [{ fromMinute: 0, toMinute: 1_440 }] })
    expect(findOverlaps([always], midnight, midnight + 3 * DAY_MS, DAY_MS)).toEqual([])
  })
})

// minute by minute, by other means than the finder: days are drawn into an array and decisions drawn over them
const DAYS = 3
const MINUTES = DAYS * 1_440
type Drawn = (string | null)[]

function draw(roster: Roster): { post: Drawn; claims: Set<string>[] } {
  const post: Drawn = Array.from({ length: MINUTES }, () => null)
  const claims = Array.from({ length: MINUTES }, () => new Set<string>())
  for (let day = -1; day < DAYS; day += 1) {
    const anchor = roster.cycle ? Math.round((toMs(`${roster.cycle.anchor}T00:00:00+08:00`) - midnight) / DAY_MS) : 0
    const n = roster.cycle?.days.length ?? 1
    const pattern = roster.cycle ? roster.cycle.days[(((day - anchor) % n) + n) % n] : roster.duty
    for (const { fromMinute, toMinute } of pattern ?? []) {
      const length = fromMinute <= toMinute ? toMinute - fromMinute : toMinute + 1_440 - fromMinute
      for (let m = 0; m < length; m += 1) {
        const minute = day * 1_440 + fromMinute + m
        if (minute < 0 || minute >= MINUTES) continue
        post[minute] = roster.organisationId
        claims[minute]?.add(roster.organisationId)
      }
    }
  }
  for (const { fromAt, untilAt, isOn, organisationId } of roster.changes)
    for (
      let m = Math.max(0, (fromAt - midnight) / MINUTE_MS);
      m < Math.min(MINUTES, (untilAt - midnight) / MINUTE_MS);
      m += 1
    ) {
      const where = organisationId ?? roster.organisationId
      post[m] = isOn ? where : null
      if (isOn) claims[m]?.add(where)
      else claims[m]?.clear()
    }
  return { post, claims }
}

/** Minutes for which something holds, as spans. */
function runsOf(holds: (minute: number) => boolean): [number, number][] {
  const runs: [number, number][] = []
  for (let m = 0; m < MINUTES; m += 1) {
    if (!holds(m)) continue
    const last = runs.at(-1)
    if (last && last[1] === m) last[1] = m + 1
    else runs.push([m, m + 1])
  }
  return runs
}

const minuteOfDay = fc.integer({ min: 0, max: 24 }).map((n) => n * 60)
const stretch = fc.record({ fromMinute: minuteOfDay.map((m) => m % 1_440), toMinute: minuteOfDay })
const pattern = fc.array(stretch, { maxLength: 2 })
const organisation = fc.constantFrom('village', 'grid', 'squad')
const change = fc
  .tuple(fc.integer({ min: -20, max: 70 }), fc.integer({ min: 1, max: 60 }), fc.boolean(), fc.option(organisation))
  .map(([from, hours, isOn, organisationId]) => ({
    fromAt: midnight + from * HOUR_MS,
    untilAt: midnight + (from + hours) * HOUR_MS,
    isOn,
    organisationId,
  }))
const cycle = fc.record({
  anchor: fc.constantFrom('2026-11-20', '2026-11-24', '2026-12-03'),
  days: fc.array(pattern, { minLength: 1, maxLength: 4 }),
})
const roster = fc.record({
  organisationId: organisation,
  duty: pattern,
  cycle: fc.option(cycle),
  changes: fc.array(change, { maxLength: 3 }),
})
const rota = fc.array(roster, { maxLength: 4 }).map((all) => all.map((one, n): Roster => ({ ...one, unitId: `u${n}` })))
const needs = fc.array(
  fc.record({
    organisationIds: fc.subarray(['village', 'grid', 'squad'], { minLength: 1 }),
    unitIds: fc.option(fc.subarray(['u0', 'u1', 'u2', 'u3'])),
    atLeast: fc.integer({ min: 1, max: 3 }),
    fromMinute: minuteOfDay.map((m) => m % 1_440),
    toMinute: minuteOfDay,
  }),
  { minLength: 1, maxLength: 2 },
)

describe('10,000 random rotas', () => {
  it('D5: the gaps found are those a count minute by minute finds, neither more nor fewer, and how many are wanting', () => {
    fc.assert(
      fc.property(rota, needs, (rosters, asked) => {
        const all = asked.map((one, n): Need => ({ ...one, id: `n${n}` }))
        const drawn = rosters.map((one) => ({ unitId: one.unitId, ...draw(one) }))
        const expected = all.flatMap((one) => {
          const { fromMinute: from, toMinute: to } = one
          const asks = (m: number) =>
            from <= to ? m % 1_440 >= from && m % 1_440 < to : m % 1_440 >= from || m % 1_440 < to
          const missing = (m: number) => {
            if (!asks(m)) return 0
            const there = drawn.filter(
              ({ unitId, post }) =>
                (one.unitIds === null || one.unitIds.includes(unitId)) &&
                one.organisationIds.includes(post[m] ?? 'nowhere'),
            )
            return Math.max(0, one.atLeast - there.length)
          }
          return runsOf((m) => missing(m) > 0).map(([a, b]) => ({
            needId: one.id,
            fromAt: midnight + a * MINUTE_MS,
            untilAt: midnight + b * MINUTE_MS,
            missing: Math.max(...Array.from({ length: b - a }, (_, k) => missing(a + k))),
          }))
        })
        expect(findGaps(all, rosters, midnight, midnight + DAYS * DAY_MS)).toEqual(expected)
      }),
      { numRuns: 10_000 },
    )
  }, 240_000)

  it('D5: and so are the overlaps', () => {
    fc.assert(
      fc.property(rota, (rosters) => {
        const expected = rosters.flatMap((one) => {
          const { post, claims } = draw(one)
          const say = (kind: string, runs: [number, number][]) =>
            runs.map(([a, b]) => ({
              unitId: one.unitId,
              kind,
              fromAt: midnight + a * MINUTE_MS,
              untilAt: midnight + b * MINUTE_MS,
            }))
          const long = runsOf((m) => post[m] !== null).filter(([a, b]) => b - a > 1_440 && (a > 0 || b < MINUTES))
          return [
            ...say(
              'twoPosts',
              runsOf((m) => (claims[m]?.size ?? 0) > 1),
            ),
            ...say('tooLong', long),
          ]
        })
        expect(findOverlaps(rosters, midnight, midnight + DAYS * DAY_MS, DAY_MS)).toEqual(expected)
      }),
      { numRuns: 10_000 },
    )
  }, 240_000)
})
