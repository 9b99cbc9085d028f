import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { isToldApart, Story, WAYS } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()

/** Makes the triage of every alert with these words fail in the database, whoever tries. */
const POISON = `
  CREATE FUNCTION refuse_triage() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.triaged AND NOT OLD.triaged AND NEW.state->>'summary' LIKE '%毒丸%' THEN RAISE EXCEPTION 'triage refused by a test'; END IF; RETURN NEW; END $$;
  CREATE TRIGGER refuse_triage BEFORE UPDATE ON incident FOR EACH ROW EXECUTE FUNCTION refuse_triage();`
const CURE = 'DROP TRIGGER refuse_triage ON incident; DROP FUNCTION refuse_triage'

describe.each(WAYS)('an alert is on the board when triage fails (%s)', (way) => {
  let story: Story
  beforeAll(async () => void (story = await Story.open(postgres, { way })))
  afterAll(() => story.close())

  const letters = async () => (await (await story.as('admin')).read('/dead-letters')).items

  it('unclassified and at once, can be worked on, and its job ends in the dead letters after its tries', async () => {
    await story.database.pool.query(POISON)
    const postedAt = Date.now()
    const { body } = await story.postAlert({ narrative: '毒丸：两家吵架' })
    const incident = await story.incidentOf(body.alertId)
    expect(Date.now() - postedAt).toBeLessThan(5_000)
    expect(incident).toMatchObject({ stage: 'received', classification: { police: 'undecided', version: 'none' } })
    const operator = await story.as('operator')
    expect(await operator.do(incident.id, 'dispatch', { unitId: 'unit-responder' })).toMatchObject({
      stage: 'dispatched',
    })
    const [letter] = await until(
      'a dead letter',
      async () => ((await letters()).length > 0 ? letters() : undefined),
      30_000,
      200,
    )
    expect(letter).toMatchObject({
      queue: 'triage',
      jobName: 'triage',
      data: { incidentIds: [incident.id] },
      attempts: 5,
    })
    expect(letter.error).not.toContain('毒丸')
  })

  it('and keeps no other alert from being told apart by the sweep', async () => {
    const { body } = await story.postAlert({ narrative: '烧烤店油烟扰民' })
    await story.incidentOf(body.alertId, isToldApart)
    // one whose job is lost: only the sweep can find it, and the poisoned one stands before it
    await story.database.pool.query(
      'UPDATE incident SET triaged = false WHERE id = (SELECT incident_id FROM alert WHERE id = $1)',
      [body.alertId],
    )
    await until(
      'the sweep',
      async () => (await story.database.pool.query('SELECT 1 FROM incident WHERE NOT triaged')).rowCount === 1,
      20_000,
    )
  })

  it('until the administrator replays the dead letter', async () => {
    const admin = await story.as('admin')
    const [letter] = await letters()
    expect((await admin.ask('POST', `/dead-letters/${letter.id}/replay`)).status).toBe(204)
    const [again] = await until(
      'the job fails again',
      async () => ((await letters()).some((l: { id: number }) => l.id !== letter.id) ? letters() : undefined),
      30_000,
      200,
    )
    expect((await admin.ask('POST', `/dead-letters/${letter.id}/replay`)).body.code).toBe('alreadyDone')
    await story.database.pool.query(CURE)
    expect((await admin.ask('POST', `/dead-letters/${again.id}/replay`)).status).toBe(204)
    await until(
      'nothing left untriaged',
      async () => (await story.database.pool.query('SELECT 1 FROM incident WHERE NOT triaged')).rowCount === 0,
    )
    expect(await letters()).toEqual([])
    expect((await (await story.as('operator')).ask('GET', '/dead-letters')).status, 'the administrator alone').toBe(403)
  })

  it('and of several that came together only the one at fault is buried', async () => {
    await story.database.pool.query(POISON)
    const words = ['楼上漏水', '毒丸：又一起', '占道停车', '广场舞太吵']
    await story.postBatch(words.map((narrative, n) => JSON.stringify({ externalNo: `SPLIT-${n}`, narrative })))
    const [letter] = await until(
      'a dead letter',
      async () => ((await letters()).length > 0 ? letters() : undefined),
      30_000,
      200,
    )
    const untold = await story.database.pool.query('SELECT id FROM incident WHERE NOT triaged')
    expect(untold.rows).toHaveLength(1)
    expect(letter.data).toEqual({ incidentIds: [untold.rows[0].id] })
    expect(await letters()).toHaveLength(1)
    await story.database.pool.query(CURE)
  })
})

describe('an alert is on the board when Redis is down', () => {
  let story: Story
  afterEach(() => story.close())

  it('at once, and is told apart within about 10 s without any queue', async () => {
    story = await Story.open(postgres, { way: 'redis' })
    await story.redis?.kill9()
    const postedAt = Date.now()
    const { status, body } = await story.postAlert({ narrative: '工地老板拖欠工资' })
    expect(status).toBe(202)
    await story.incidentOf(body.alertId)
    const shownMs = Date.now() - postedAt
    await story.incidentOf(body.alertId, isToldApart)
    const triagedMs = Date.now() - postedAt
    console.log(`without Redis: on the board after ${shownMs} ms, told apart after ${triagedMs} ms`)
    expect(shownMs).toBeLessThan(5_000)
    expect(triagedMs).toBeLessThan(15_000)
  })
})
