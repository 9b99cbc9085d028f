import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { offsetM, type GeoPoint } from '@liandong/shared/geo/point.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@liandong/shared/time.ts'
import { rollTrackDays } from '../../src/duty/track-days.ts'
import { ask, type Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
let operator: Client
let responder: Client
let admin: Client
let key: string
const SCENE = { lat: 30.4405, lon: 120.3305 }

beforeAll(async () => {
  story = await Story.open(postgres, { env: { DEMO: '1' } })
  await story.tomorrowMorning()
  operator = await story.as('operator')
  responder = await story.as('responder')
  admin = await story.as('admin')
  key = await addKey('巡逻手机')
}, 60_000)
afterAll(() => story.close())

let incident: IncidentState
const order = async () => (await operator.incident(incident.id)).dispatches.at(-1)
beforeEach(async () => {
  for (const one of (await story.board()).incidents.filter(
    (i) => i.live && i.dispatches.some((d) => d.unit.id === 'unit-responder'),
  ))
    await operator.do(one.id, 'cancel', { reason: '试' }).catch(() => undefined)
  incident = await story.openIncident({ location: { ...SCENE, crs: 'wgs84' }, severity: 3 })
  await operator.do(incident.id, 'dispatch', { unitId: 'unit-responder' })
})

async function addKey(name: string): Promise<string> {
  const { status, body } = await admin.ask('POST', '/units/unit-responder/trackers', { body: { name } })
  expect(status).toBe(201)
  return body.key
}
const at = (m: number): GeoPoint => offsetM(SCENE, m, 0)
const osmand = (fields: Record<string, string | number>, method = 'POST') =>
  ask(
    `${story.url}/osmand?${new URLSearchParams(Object.entries({ id: key, ...fields }).map(([k, v]) => [k, String(v)]))}`,
    method,
  )
const fix = (m: number, more: Record<string, string | number> = {}) => osmand({ ...at(m), accuracy: 10, ...more })
const phone = (m: number) => ({ location: { ...at(m), crs: 'wgs84', accuracyM: 10 } })

describe('K4: how an arrival is known', () => {
  it('D10 K4: with a position near the scene it is gps; 820 m away the button alone, with the distance kept', async () => {
    await responder.do(incident.id, 'acknowledge')
    await responder.do(incident.id, 'arrive', phone(820))
    expect(await order()).toMatchObject({ arrivalProof: 'button', arrivalDistanceM: 820 })
    await operator.do(incident.id, 'cancel', { reason: '试' })
    incident = await story.openIncident({ location: { ...SCENE, crs: 'wgs84' } })
    await operator.do(incident.id, 'dispatch', { unitId: 'unit-responder' })
    await responder.do(incident.id, 'arrive', phone(90))
    expect(await order()).toMatchObject({ arrivalProof: 'gps', arrivalDistanceM: 90 })
  })

  it('K4: a unit on its way that stays in the circle arrives by itself, at the time of its first fix there', async () => {
    await responder.do(incident.id, 'depart')
    expect((await fix(900)).status).toBe(200)
    const entered = await story.forward(MINUTE_MS)
    await fix(60)
    await story.forward(20 * SECOND_MS)
    expect((await order())?.arrivedAt, 'one fix is a car that drives by').toBeNull()
    await fix(40)
    const arrived = await until('the arrival', async () => {
      const now = await order()
      return now?.arrivedAt ? now : undefined
    })
    expect(arrived.arrivalProof).toBe('geofence')
    expect(Math.abs(Date.parse(arrived.arrivedAt as string) - entered)).toBeLessThan(5 * SECOND_MS)
    const { events } = await operator.incident(incident.id)
    expect(events.filter((e) => e.type === 'incident.arrived').map((e) => e.actor)).toEqual([
      { kind: 'system', id: 'geofence' },
    ])
  })

  it('K4: a unit that only drove past says so: its twenty minutes run on, and the circle is silent from then on', async () => {
    await responder.do(incident.id, 'depart')
    for (const wait of [0, 20]) {
      await story.forward(wait * SECOND_MS)
      await fix(60)
    }
    await until('the arrival', async () => (await order())?.arrivedAt ?? undefined)
    const { rows } = await story.database.pool.query(
      `SELECT state FROM clock WHERE incident_id = $1 AND clock = 'K4'`,
      [incident.id],
    )
    expect(rows).toEqual([{ state: 'met' }])
    const before = (await operator.read('/segments')).arrivalsRetracted
    await responder.do(incident.id, 'retractArrival')
    for (const wait of [20, 20]) {
      await story.forward(wait * SECOND_MS)
      await fix(60)
    }
    expect(await order()).toMatchObject({ stage: 'enRoute', arrivedAt: null, arrivalsRetracted: 1 })
    expect((await operator.read('/segments')).arrivalsRetracted).toBe(before + 1)
    for (const minutes of [10, 10]) {
      await story.forward(minutes * MINUTE_MS)
      // the administrator stays at work: a session that rests for so long would end
      await admin.read('/units/unit-responder/trackers')
    }
    const k4 = await until('the breach', async () => {
      const clocks = (await operator.incident(incident.id)).clocks.filter((one) => one.clock === 'K4')
      return clocks[0]?.breachedAt ? clocks : undefined
    })
    expect(k4).toHaveLength(1)
    expect(await responder.command(incident.id, 'retractArrival')).toMatchObject({
      status: 409,
      body: { code: 'arrivalStands' },
    })
  })

  it('K4: before it has departed nobody arrives by standing near, nor by a fix that is old or from ahead', async () => {
    await responder.do(incident.id, 'acknowledge')
    for (const wait of [0, 20]) {
      await story.forward(wait * SECOND_MS)
      await fix(20)
    }
    await responder.do(incident.id, 'depart')
    for (const shift of [-2 * HOUR_MS, -2 * HOUR_MS + 20_000, 2 * HOUR_MS, 2 * HOUR_MS + 20_000])
      expect((await fix(20, { timestamp: story.now() + shift })).status).toBe(200)
    expect((await order())?.stage).toBe('enRoute')
  })

  it('D10: a phone whose clock is an hour wrong arrives at the time of the server', async () => {
    await responder.do(incident.id, 'depart')
    const now = await story.forward(3 * MINUTE_MS)
    const said = { occurredAt: new Date(now + HOUR_MS).toISOString(), sentAt: new Date(now + HOUR_MS).toISOString() }
    await responder.do(incident.id, 'arrive', { ...said, ...phone(30) })
    const arrived = Date.parse((await order())?.arrivedAt as string)
    expect(Math.abs(arrived - now)).toBeLessThan(3 * SECOND_MS)
    const k4 = (await operator.incident(incident.id)).clocks.find((clock) => clock.clock === 'K4')
    expect(k4?.state).toBe('met')
  })

  it('K4: the figures count the proofs apart', async () => {
    await responder.do(incident.id, 'arrive', { ...phone(5), manualReason: '电台报告' })
    const { arrivalProofs } = await operator.read('/segments')
    expect(arrivalProofs).toMatchObject({ gps: expect.any(Number), geofence: expect.any(Number) })
    expect(arrivalProofs.manual).toBeGreaterThan(0)
  })
})

describe('positions only on duty, and only from whom they are', () => {
  it('D8: off duty a position is refused in words and not kept', async () => {
    const { pool } = story.database
    const { rows } = await pool.query(`SELECT duty FROM unit WHERE id = 'unit-responder'`)
    await pool.query(`UPDATE unit SET duty = '[]' WHERE id = 'unit-responder'`)
    await story.restart()
    try {
      const before = await pool.query('SELECT FROM unit_track')
      expect(await fix(20)).toMatchObject({ status: 409, body: { code: 'unitOffDuty' } })
      const sent = await responder.ask('POST', '/positions', { body: { location: { ...SCENE, crs: 'wgs84' } } })
      expect(sent).toMatchObject({ status: 409, body: { code: 'unitOffDuty' } })
      expect((await pool.query('SELECT FROM unit_track')).rowCount).toBe(before.rowCount)
    } finally {
      await pool.query(`UPDATE unit SET duty = $1 WHERE id = 'unit-responder'`, [JSON.stringify(rows[0].duty)])
      await story.restart()
    }
  })

  it('a wrong value is named, a wrong or revoked key is 401, and the key is kept nowhere', async () => {
    expect(await fix(0, { lat: 95 })).toMatchObject({
      status: 400,
      body: { code: 'invalidPosition', errors: [{ pointer: '/lat' }] },
    })
    expect(await fix(0, { id: 'guessed' })).toMatchObject({ status: 401, body: { code: 'badTrackerKey' } })
    const other = await addKey('车载终端')
    expect((await fix(0, { id: other })).status).toBe(200)
    const { items } = await admin.read('/units/unit-responder/trackers')
    const shown = items.at(-1)
    expect(JSON.stringify(items)).not.toContain(other)
    const revoke = (version: number) => admin.ask('POST', `/trackers/${shown.id}/revoke`, { body: { version } })
    expect(await revoke(7)).toMatchObject({ status: 409, body: { code: 'versionConflict' } })
    expect((await revoke(shown.version)).status).toBe(200)
    expect((await fix(0, { id: other })).status).toBe(401)
    const lines = await story.database.pool.query(
      `SELECT type, data::text || coalesce(personal::text, '') AS text FROM event WHERE type LIKE 'tracker.%'`,
    )
    expect(lines.rows.map((row) => row.type)).toEqual(['tracker.added', 'tracker.added', 'tracker.revoked'])
    expect(lines.rows.every((row) => !row.text.includes(other))).toBe(true)
  })

  it('newer clients send JSON, older ones a form, and a device that floods is slowed', async () => {
    const location = {
      timestamp: new Date(story.now()).toISOString(),
      coords: { latitude: SCENE.lat, longitude: SCENE.lon, accuracy: 5 },
    }
    expect((await ask(`${story.url}/osmand`, 'POST', { body: { device_id: key, location } })).status).toBe(200)
    const form = new URLSearchParams({ id: key, lat: String(SCENE.lat), lon: String(SCENE.lon) })
    expect((await ask(`${story.url}/osmand`, 'POST', { raw: form })).status).toBe(200)
    const many = await Promise.all(Array.from({ length: 130 }, () => fix(5)))
    expect(new Set(many.map((one) => one.status))).toEqual(new Set([200, 429]))
    await story.forward(2 * MINUTE_MS)
  })

  it('the track of a case is read by the room and leaves a line; a day that has served its time goes', async () => {
    await responder.do(incident.id, 'depart')
    for (const m of [900, 700, 500]) {
      await fix(m)
      await story.forward(5 * SECOND_MS)
    }
    const points = await until('the track', async () => {
      const { units } = await operator.read(`/incidents/${incident.id}/track`)
      return units[0].points.length === 3 ? units[0].points : undefined
    })
    expect(points[0]).toMatchObject({ lat: expect.closeTo(at(900).lat, 5), accuracyM: 10 })
    expect((await responder.ask('GET', `/incidents/${incident.id}/track`)).status).toBe(403)
    const { pool, db } = story.database
    const { rows } = await pool.query(`SELECT case_id FROM event WHERE type = 'track.read' AND subdistrict_id = $1`, [
      SUBDISTRICT,
    ])
    expect(rows).toEqual([{ case_id: incident.id }])
    await rollTrackDays(db, story.now() + 33 * DAY_MS, 30)
    expect((await pool.query('SELECT FROM unit_track')).rowCount).toBe(0)
  })
})
