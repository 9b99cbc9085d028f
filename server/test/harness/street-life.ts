import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Role } from '@liandong/shared/access/actor.ts'
import { DELIVERED_CATEGORIES } from '@liandong/shared/classify/delivered-categories.ts'
import { DELIVERED_CALENDAR } from '@liandong/shared/clocks/calendar-delivered.ts'
import { DELIVERED_LADDER } from '@liandong/shared/clocks/ladder.ts'
import { DELIVERED } from '@liandong/shared/clocks/sla.ts'
import { DELIVERED_DUTY } from '@liandong/shared/duty/duty-rules.ts'
import type { Things } from './access-walk.ts'
import type { Client } from './client.ts'
import { INTAKE_KEY, isToldApart, type Story, SUBDISTRICT } from './story.ts'
import { until } from './until.ts'

export const STREETS = ['here', 'there'] as const
/** The street of the demo, and one that a test builds beside it on the same installation. */
export type Street = (typeof STREETS)[number]

/** What one street has of everything, by name. `own` is what a department or a unit may see, `others` what is not theirs. */
export type StreetLife = {
  street: string
  things: Things
  cases: Record<'own' | 'others' | 'police', IncidentState>
  tickets: Record<'own' | 'others', string>
}

type Names = {
  street: string
  key: string
  source: string
  department: string
  otherDepartment: string
  unit: string
  otherUnit: string
  spare: string
  settingVersion: number
  centre: string
}

const NAMES: Record<Street, Names> = {
  here: {
    street: SUBDISTRICT,
    key: INTAKE_KEY,
    source: 'platform-110',
    department: 'org-zhzf',
    otherDepartment: 'org-rsld',
    unit: 'unit-responder',
    otherUnit: 'unit-walk',
    spare: 'user-spare',
    settingVersion: 41,
    centre: 'village-01',
  },
  there: {
    street: 'org-other',
    key: 'key-of-the-other-street',
    source: 'other-platform',
    department: 'other-department',
    otherDepartment: 'other-office',
    unit: 'other-unit',
    otherUnit: 'other-unit-b',
    spare: 'other-spare',
    settingVersion: 42,
    centre: 'org-other',
  },
}

const CONTENTS = [
  ['sla', DELIVERED.content],
  ['categories', DELIVERED_CATEGORIES.content],
  ['calendar', DELIVERED_CALENDAR.content],
  ['dutyRules', DELIVERED_DUTY.content],
  ['ladder', DELIVERED_LADDER.content],
] as const

export const usernameOf = (role: Role, street: Street): string => (street === 'here' ? role : `other-${role}`)
export const streetId = (street: Street): string => NAMES[street].street

/** Another street as an administrator would build it: its tree, its units, an account of every role, its sources. */
export async function buildOtherStreet(story: Story): Promise<void> {
  const { pool } = story.database
  const there = NAMES.there
  const run = (sql: string, values: unknown[] = []) => pool.query(sql, values)
  for (const [id, kind, name, parent] of [
    [there.street, 'subdistrict', '南苑街道', null],
    [there.department, 'department', '南苑综合执法队', there.street],
    [there.otherDepartment, 'department', '南苑人社中心', there.street],
  ] as const) {
    await run(`INSERT INTO organisation (id, subdistrict_id, kind, name) VALUES ($1, $2, $3, $4)`, [
      id,
      there.street,
      kind,
      name,
    ])
    await run(
      `INSERT INTO organisation_place (organisation_id, parent_id, name, from_at) VALUES ($1, $2, $3, '2020-01-01')`,
      [id, parent, name],
    )
  }
  const copyUnit = (id: string, street: string, organisation: string) =>
    run(
      `INSERT INTO unit (id, subdistrict_id, organisation_id, name, call_sign, kind, force, tier, skills, duty, on_duty)
       SELECT $1, $2, $3, '另一处力量', $1, kind, force, tier, skills, '[{"fromMinute":0,"toMinute":1440}]'::jsonb, true
       FROM unit WHERE id = 'unit-responder'`,
      [id, street, organisation],
    )
  await copyUnit(there.unit, there.street, there.street)
  await copyUnit(there.otherUnit, there.street, there.street)
  await copyUnit(NAMES.here.otherUnit, SUBDISTRICT, 'org-command')
  await copyUnit('other-vehicle', there.street, there.street)
  await run(`UPDATE unit SET kind = 'vehicle' WHERE id = 'other-vehicle'`)
  await run(
    `INSERT INTO account (id, subdistrict_id, username, name, role, organisation_id, unit_id, password_hash, demo)
     SELECT DISTINCT ON (role) 'other-' || role, $1, 'other-' || role, '另' || name, role,
            CASE role WHEN 'department' THEN $2 ELSE $1 END, CASE role WHEN 'responder' THEN $3 END, password_hash, demo
     FROM account WHERE subdistrict_id = '${SUBDISTRICT}'`,
    [there.street, there.department, there.unit],
  )
  for (const { street, spare } of Object.values(NAMES))
    await run(
      `INSERT INTO account (id, subdistrict_id, username, name, role, organisation_id, password_hash, demo)
       SELECT $1, $2, $1, name, 'mediator', $2, password_hash, demo FROM account WHERE id = 'user-mediator'`,
      [spare, street],
    )
  for (const [id, kind] of [
    [there.source, 'platform-110'],
    ['other-offline', 'offline'],
  ])
    await run(
      `INSERT INTO source (id, subdistrict_id, kind, label_zh, label_en) VALUES ($1, $2, $3, '南苑来源', 'Nanyuan')`,
      [id, there.street, kind],
    )
  await run(`INSERT INTO source_key (key_hash, source_id) VALUES (sha256($1::text::bytea), $2)`, [
    there.key,
    there.source,
  ])
  await run(`INSERT INTO population (subdistrict_id, year, people) VALUES ($1, 2026, 90000)`, [there.street])
  for (const street of STREETS) await furnish(story, NAMES[street])
  await story.restart()
}

/** A row of what no story makes by itself: a screen, a proposal, an erasure, a signed head. */
async function furnish(story: Story, { street, spare, settingVersion, centre, unit }: Names): Promise<void> {
  const run = (sql: string, values: unknown[]) => story.database.pool.query(sql, values)
  await run(
    `INSERT INTO wall_screen (id, subdistrict_id, name, paired_at, paired_by) VALUES (gen_random_uuid(), $1, $1, now(), $2)`,
    [street, spare],
  )
  await run(
    `INSERT INTO session (token_hash, id, account_id, created_at, last_seen_at, expires_at)
     VALUES ($1::text::bytea, gen_random_uuid(), $1, now(), now(), now() + interval '30 days')`,
    [spare],
  )
  await run(
    `INSERT INTO map_layer (id, subdistrict_id, kind, name_zh, name_en, position, crs, min_zoom, max_zoom, attribution, enabled, on_wall, labels, folder)
     VALUES (gen_random_uuid(), $1, 'tiles', '甲', 'A', 1, 'wgs84', 0, 1, '', true, false, false, 'walk')`,
    [street],
  )
  await run(
    `INSERT INTO tracker (id, subdistrict_id, unit_id, name, key_hash, created_at)
     VALUES (gen_random_uuid(), $1, $2, '甲', $2::text::bytea, now())`,
    [street, unit],
  )
  await run(
    `INSERT INTO centre (organisation_id, subdistrict_id, address, phones, capacity, hours, micro_court, agents)
     VALUES ($1, $2, '甲路 1 号', '{110110}', 1, '[]', '{"kind": "none"}', '[]') ON CONFLICT DO NOTHING`,
    [centre, street],
  )
  await run(
    `INSERT INTO equipment (id, subdistrict_id, category, name, quantity, organisation_id)
     VALUES (gen_random_uuid(), $1, 'radio', '甲', 1, $2)`,
    [street, centre],
  )
  // a minute of the night, and a turn of long ago that nobody signed
  await run(
    `INSERT INTO duty_need (id, subdistrict_id, organisation_id, at_least, from_minute, to_minute)
     VALUES (gen_random_uuid(), $1, $2, 1, 0, 1)`,
    [street, centre],
  )
  await run(
    `INSERT INTO handover (id, subdistrict_id, turn_at, unsigned_at)
     VALUES (gen_random_uuid(), $1, '2026-01-01 00:00Z', '2026-01-01 00:15Z')`,
    [street],
  )
  // a roll-call of long ago, of which one unit was asked
  await run(
    `WITH made AS (INSERT INTO roll_call (id, subdistrict_id, scope, started_by, started_at, due_at, ended_at, ended_how)
       VALUES (gen_random_uuid(), $1, 'onDuty', $2, '2026-01-01 00:00Z', '2026-01-01 00:03Z', '2026-01-01 00:03Z', 'time')
       RETURNING id)
     INSERT INTO roll_call_unit (roll_call_id, unit_id, subdistrict_id) SELECT id, $3, $1 FROM made`,
    [street, spare, unit],
  )
  for (const [subject, content] of CONTENTS)
    await run(
      `INSERT INTO setting_version (subdistrict_id, subject, version, document, effective_from, content, state, created_by, created_at)
     VALUES ($1, $5, $2, '街道办〔2026〕12号', now() + interval '300 days', $3, 'proposed', $4, now())`,
      [street, settingVersion, content, spare, subject],
    )
  await run(
    `INSERT INTO erasure (id, subdistrict_id, at, cause, counts) VALUES (gen_random_uuid(), $1, now(), 'retention', '{}')`,
    [street],
  )
  await run(
    `INSERT INTO signed_head (subdistrict_id, day, seq, hash, signed_at, public_key, signature)
     VALUES ($1, '2026-01-01', 1, '', now(), 'x', '') ON CONFLICT DO NOTHING`,
    [street],
  )
  await run(
    `INSERT INTO dead_letter (queue, job_name, data, error, attempts, failed_at) VALUES ('clock-wake', 'wake', '{}', 'walk ' || $1::text, 5, now())`,
    [spare],
  )
}

/** Three cases, two tickets and what could not be an alert, made through the front door as far as there is one. */
export async function liveIn(story: Story, street: Street): Promise<StreetLife> {
  const names = NAMES[street]
  const [operator, leader] = await Promise.all(
    (['operator', 'leader'] as const).map((role) => story.as(usernameOf(role, street))),
  )
  if (!operator || !leader) throw new Error('two people take part')
  const post = (narrative: string | undefined) => story.postAlert({ narrative, source: street }, names.key)
  const open = async (narrative: string): Promise<IncidentState> => {
    const { body } = await post(narrative)
    return until(`the alert of ${street} on its board`, async () =>
      (await operator.board()).incidents.find((i) => i.alertIds.includes(body.alertId) && isToldApart(i)),
    )
  }
  await post(undefined)
  const own = await open('映荷社区3幢楼下两户因停车吵架，请派人看看')
  const others = await open('映荷社区5幢楼上漏水，两家争吵')
  const police = await open('有人持刀抢劫，正在逃跑')
  await operator.do(own.id, 'dispatch', { unitId: names.unit })
  await operator.do(others.id, 'dispatch', { unitId: names.otherUnit, notify: [names.department] })
  await leader.do(police.id, 'transferPolice', { reason: '刑事警情' })
  const tickets = {
    own: await ticketTo(story, operator, names, names.department, others.id),
    others: await ticketTo(story, operator, names, names.otherDepartment, others.id),
  }
  const one = async (table: string, where: string, value: string): Promise<string> => {
    const { rows } = await story.database.pool.query(`SELECT id FROM ${table} WHERE ${where} = $1 LIMIT 1`, [value])
    if (!rows[0]) throw new Error(`no ${table} of ${value}`)
    return String(rows[0].id)
  }
  const read = (state: IncidentState): Promise<IncidentState> => operator.incident(state.id)
  return {
    street: names.street,
    tickets,
    cases: { own: await read(own), others: await read(others), police: await read(police) },
    things: {
      incident: own.id,
      alert: own.alertIds[0] as string,
      ticket: tickets.own,
      quarantine: await one('quarantine', 'subdistrict_id', names.street),
      unit: names.unit,
      organisation: names.department,
      account: usernameOf('mediator', street) === 'mediator' ? 'user-mediator' : 'other-mediator',
      spare: names.spare,
      source: names.source,
      sourceKey: await one('source_key', 'source_id', names.source),
      screen: await one('wall_screen', 'subdistrict_id', names.street),
      session: await one('session', 'account_id', names.spare),
      settingVersion: String(names.settingVersion),
      layer: await one('map_layer', 'subdistrict_id', names.street),
      centre: names.centre,
      tracker: await one('tracker', 'unit_id', names.unit),
      deadLetter: await one('dead_letter', 'error', `walk ${names.spare}`),
      elsewhere: street === 'here' ? NAMES.there.street : NAMES.here.street,
    },
  }
}

/** A ticket put down from behind: how one is issued is told elsewhere. */
async function ticketTo(
  story: Story,
  operator: Client,
  { street }: Names,
  organisation: string,
  incident: string,
): Promise<string> {
  const { rows } = await story.database.pool.query(
    `INSERT INTO ticket (id, subdistrict_id, no, incident_id, channel, organisation_id, co_organisation_ids, stage, title, content, handback, issued_at, issued_by, exercise)
     VALUES (gen_random_uuid(), $1, 'T-' || $3, $2, 'platform', $3, '{}', 'issued', '漏水', '漏水', '{}', now(), $4, false) RETURNING id`,
    [street, incident, organisation, operator.username],
  )
  return rows[0].id
}
