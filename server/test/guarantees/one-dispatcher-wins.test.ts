import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dispatch, IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Client, CommandAnswer } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { isToldApart, Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const ROUNDS = 50

const postgres = usePostgres()
let story: Story
let operator: Client
let leader: Client
let incidents: IncidentState[]
let unitIds: string[]

beforeAll(async () => {
  story = await Story.open(postgres)
  operator = await story.as('operator')
  leader = await story.as('leader')
  const lines = Array.from({ length: 3 * ROUNDS }, (_, n) =>
    JSON.stringify({ externalNo: `RACE-${n}`, narrative: '两家为停车位吵架' }),
  )
  expect((await story.postBatch(lines)).body.accepted).toBe(3 * ROUNDS)
  const board = await readBoardOf(3 * ROUNDS)
  incidents = board.incidents
  unitIds = board.units.filter((unit) => unit.onDuty && unit.incidentId === null).map((unit) => unit.id)
})
afterAll(() => story.close())

async function readBoardOf(count: number) {
  return until('all on the board', async () => {
    const board = await operator.board()
    return board.incidents.length === count && board.incidents.every(isToldApart) ? board : undefined
  })
}

const dispatch = (who: Client, incident: IncidentState, unitId: string): Promise<CommandAnswer> =>
  who.command(incident.id, 'dispatch', { unitId })

/** Two at once, a different one of them first each time; the winner and the one who was too late. */
async function race(round: number, a: () => Promise<CommandAnswer>, b: () => Promise<CommandAnswer>) {
  const answers = round % 2 === 0 ? await Promise.all([a(), b()]) : (await Promise.all([b(), a()])).toReversed()
  expect(answers.map((answer) => answer.status).toSorted(), `round ${round}`).toEqual([200, 409])
  const [first, second] = answers as [CommandAnswer, CommandAnswer]
  return first.status === 200
    ? { winner: first, loser: second, winnerName: '林晓' }
    : { winner: second, loser: first, winnerName: '周正' }
}

async function free(incidentId: string): Promise<void> {
  const { id, unit } =
    (await operator.incident(incidentId)).dispatches.find((d: { endedAt: string | null }) => d.endedAt === null) ?? {}
  if (id && unit) await operator.do(incidentId, 'decline', { dispatchId: id, reason: '演示结束' })
}

describe('one dispatcher wins', () => {
  it(`sends one unit when two people dispatch the same incident with different units in the same moment, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const incident = incidents[round] as IncidentState
      const [unitA, unitB] = [unitIds[0], unitIds[1]] as [string, string]
      const { winner, loser, winnerName } = await race(
        round,
        () => dispatch(operator, incident, unitA),
        () => dispatch(leader, incident, unitB),
      )
      expect(winner.body.incident.dispatches.map((d: Dispatch) => d.lead)).toEqual([true])
      expect(loser.type).toContain('application/problem+json')
      expect(loser.body).toMatchObject({
        code: 'alreadyDispatched',
        byName: winnerName,
        incident: { stage: 'dispatched' },
      })
      await free(incident.id)
    }
  })

  it(`sends a unit to one place when two people dispatch it to two incidents in the same moment, ${ROUNDS} times`, async () => {
    const unitId = unitIds[2] as string
    for (let round = 0; round < ROUNDS; round++) {
      const [here, there] = [incidents[ROUNDS + 2 * round], incidents[ROUNDS + 2 * round + 1]] as [
        IncidentState,
        IncidentState,
      ]
      const { winner, loser, winnerName } = await race(
        round,
        () => dispatch(operator, here, unitId),
        () => dispatch(leader, there, unitId),
      )
      const { id, no } = winner.body.incident
      expect(loser.body).toMatchObject({
        code: 'unitBusy',
        byName: winnerName,
        incidentId: id,
        incidentNo: no,
        here: false,
      })
      await free(id)
    }
  })

  it('leaves the database with no unit in two places and no incident with two leads', async () => {
    const twice = (column: string, where: string) =>
      story.database.pool.query(
        `SELECT ${column} FROM dispatch WHERE active AND ${where} GROUP BY 1 HAVING count(*) > 1`,
      )
    expect((await twice('unit_id', 'true')).rows).toEqual([])
    expect((await twice('incident_id', 'lead')).rows).toEqual([])
    const { rows } = await story.database.pool.query('SELECT count(*)::int AS n FROM dispatch')
    expect(rows[0].n, 'one order a round and no more').toBe(2 * ROUNDS)
  })

  it('rests on constraints of the database, not on luck', async () => {
    const insert = (unitId: string) =>
      story.database.pool.query(
        `INSERT INTO dispatch (id, incident_id, unit_id, lead, active, issued_at, issued_by) VALUES (gen_random_uuid(), $1, $2, true, true, now(), 'test')`,
        [incidents[0]?.id, unitId],
      )
    await insert(unitIds[0] as string)
    await expect(insert(unitIds[0] as string)).rejects.toMatchObject({
      code: '23505',
      constraint: 'dispatch_unit_active',
    })
    await expect(insert(unitIds[1] as string)).rejects.toMatchObject({
      code: '23505',
      constraint: 'dispatch_lead_active',
    })
  })
})
