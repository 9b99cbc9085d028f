import { hashKey } from '../../src/intake/source-keys.ts'
import { appendAudit } from '../../src/log/audit.ts'
import type { Database } from '../../src/store/database.ts'

export const STREETS = ['org-east', 'org-west'] as const

/** Two subdistricts with a row of everything each, the same but for whose it is. */
export async function twoStreets(database: Database): Promise<void> {
  for (const [i, street] of STREETS.entries()) await fill(database, street, i)
}

async function fill({ db, pool }: Database, street: string, i: number): Promise<void> {
  const id = (n: number) => `00000000-0000-7000-8000-0000000${i}00${String(n).padStart(2, '0')}`
  const run = (text: string, values: unknown[] = []) => pool.query(text, values)
  await run(`INSERT INTO organisation (id, subdistrict_id, kind, name) VALUES ($1, $1, 'subdistrict', $1)`, [street])
  await run(
    `INSERT INTO organisation_place (organisation_id, parent_id, name, from_at) VALUES ($1, NULL, $1, '1970-01-01')`,
    [street],
  )
  await run(
    `INSERT INTO centre (organisation_id, subdistrict_id, address, phones, capacity, hours, micro_court, agents)
     VALUES ($1, $1, $1, '{110110}', 1, '[]', '{"kind":"none"}', '[]')`,
    [street],
  )
  await run(
    `INSERT INTO centre_room (id, subdistrict_id, centre_id, name, purpose, seats) VALUES ($1, $2, $2, $2, 'mediation', 1)`,
    [id(20), street],
  )
  await run(
    `INSERT INTO centre_window (id, subdistrict_id, centre_id, number, name, purpose) VALUES ($1, $2, $2, 1, $2, 'general')`,
    [id(21), street],
  )
  await run(
    `INSERT INTO centre_visit (id, subdistrict_id, centre_id, day, number, purpose, came_at)
     VALUES ($1, $2, $2, '20261124', 1, 'general', now())`,
    [id(22), street],
  )
  await run(
    `INSERT INTO unit (id, subdistrict_id, organisation_id, name, kind, force, tier, duty, call_sign)
     VALUES ('unit-' || $1, $1, $1, $1, 'person', 'grid', 1, '[]', '网格 01')`,
    [street],
  )
  await run(
    `INSERT INTO account (id, subdistrict_id, username, name, role, organisation_id, password_hash)
     VALUES ('user-operator-' || $1, $1, 'operator-' || $1, $1, 'operator', $1, 'x')`,
    [street],
  )
  await run(
    `INSERT INTO source (id, subdistrict_id, kind, label_zh, label_en) VALUES ('source-' || $1, $1, 'offline', $1, $1)`,
    [street],
  )
  await run(`INSERT INTO source_key (key_hash, source_id) VALUES ($1, $2)`, [hashKey(street), `source-${street}`])
  await run(
    `INSERT INTO incident (id, subdistrict_id, no, stage, version, live, channel, exercise, reported_at, received_at, state)
     VALUES ($1, $2, 'no-' || $2, 'triaged', 1, true, 'platform', false, now(), now(), '{}')`,
    [id(1), street],
  )
  await run(
    `INSERT INTO alert (id, subdistrict_id, source_id, external_no, body, narrative, exercise, warnings, reported_at, received_at, incident_id)
     VALUES ($1, $2, 'source-' || $2, '1', '', $2, false, '[]', now(), now(), $3)`,
    [id(2), street, id(1)],
  )
  await run(
    `INSERT INTO dispatch (id, incident_id, unit_id, lead, active, issued_at, issued_by) VALUES ($1, $2, $3, true, true, now(), 'x')`,
    [id(3), id(1), `unit-${street}`],
  )
  await run(
    `INSERT INTO ticket (id, subdistrict_id, no, incident_id, channel, organisation_id, co_organisation_ids, stage, title, content, handback, issued_at, issued_by, exercise)
     VALUES ($1, $2, 'R-' || $2, $3, 'platform', $2, '{}', 'issued', 't', 'c', '{}', now(), 'x', false)`,
    [id(4), street, id(1)],
  )
  await run(
    `INSERT INTO clock (incident_id, clock_id, subdistrict_id, clock, state, started_at, due_at, exercise)
     VALUES ($1, 'K1', $2, 'K1', 'running', now(), now(), false)`,
    [id(1), street],
  )
  await run(
    `INSERT INTO quarantine (id, subdistrict_id, source_id, body, body_bytes, code, errors, received_at)
     VALUES ($1, $2, 'source-' || $2, 'x', 1, 'invalidBody', '[]', now())`,
    [id(5), street],
  )
  await run(
    `INSERT INTO map_layer (id, subdistrict_id, kind, name_zh, name_en, position, crs, min_zoom, max_zoom, attribution, enabled, on_wall, labels, url, key_sealed)
     VALUES ($1, $2, 'tiles', $2, $2, 1, 'wgs84', 0, 18, '', true, false, false, 'http://maps/{z}/{x}/{y}?k={key}', 'x')`,
    [id(6), street],
  )
  await run(
    `INSERT INTO idempotency (actor_id, key, request_hash, status, response, created_at)
     VALUES ('user-operator-' || $1, 'k', '', 200, '{}', now())`,
    [street],
  )
  const line = { type: 'test.made', data: {}, personal: { name: street } }
  const by = { actor: { kind: 'system', id: 'watch' } as const, now: Date.now() }
  await db.transaction((tx) => appendAudit(tx, street, street, line, by))
}
