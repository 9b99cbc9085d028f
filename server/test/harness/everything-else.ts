import type { Client } from './client.ts'
import type { Story } from './story.ts'
import { PNG } from './media.ts'
import { usernameOf, type Street, STREETS, streetId } from './street-life.ts'
import { until } from './until.ts'

/** A number and a name that somebody types into everything that takes words. */
const SAID = '我是欧阳桂兰，电话13912345671'
const KEYS: Record<Street, string> = { here: 'demo-intake-key', there: 'key-of-the-other-street' }

const UNIT_FORM = {
  name: '郑巡防',
  kind: 'person',
  force: 'grid',
  employment: 'full',
  tier: 1,
  skills: [],
  phone: null,
  members: [],
  equipment: [],
}

/** What a busy hour does not do: the rarer commands, with words in them, and what is about no case. */
export async function everythingElse(story: Story): Promise<void> {
  const [operator, responder, police, department] = (await Promise.all(
    ['operator', 'responder', 'police', 'department'].map((name) => story.as(name)),
  )) as [Client, Client, Client, Client]
  const open = async (more: object = {}) =>
    (await story.openIncident({ narrative: `两户争吵，${SAID}`, address: SAID, ...more })).id
  const first = await open({ location: { lat: 30.4405, lon: 120.3305, crs: 'wgs84' } })
  await operator.do(first, 'dispatch', { unitId: 'unit-walk', content: SAID, notify: ['org-zhzf'] })
  const [notice] = (await operator.incident(first)).notices ?? []
  await department.do(first, 'acknowledgeNotice', { noticeId: notice?.id })
  const [order] = (await operator.incident(first)).dispatches
  await operator.do(first, 'call', { dispatchId: order?.id, outcome: 'unreached' })
  await operator.do(first, 'dispatch', { unitId: 'unit-responder', content: SAID, replaces: order?.id })
  await responder.do(first, 'depart', { delayReason: SAID })
  await responder.do(first, 'note', { text: SAID, delayReason: SAID })
  await drivePast(story, responder, first)
  await responder.do(first, 'arrive', { manualReason: SAID })
  await photograph(responder, first)
  await responder.do(first, 'callBackup', { count: 2, reason: SAID })
  await responder.do(first, 'handback', { facts: SAID, parties: SAID, demands: SAID, risk: SAID, evidence: SAID })
  await operator.do(first, 'issueTicket', { organisationId: 'org-zhzf', title: SAID, content: SAID })
  // as a ticket from before the calendar: it is given its due date, and the room is told
  const { rows } = await story.database.pool.query(
    `UPDATE ticket SET due_at = NULL, due_provisional = NULL, calendar_version = NULL, rule_version = NULL
     WHERE incident_id = $1 RETURNING id`,
    [first],
  )
  await told(story, 'ticket.dueMoved', rows[0].id)
  // off duty means silent: the step of calling is passed over, and said
  const away = (await operator.board()).units.find((one) => !one.onDuty && one.kind === 'person')
  await operator.do(await open(), 'dispatch', { unitId: away?.id, evenOffDuty: true })
  const second = await open()
  await operator.do(second, 'flag', { flag: 'watched', reason: SAID })
  await operator.do(second, 'transferPolice', { reason: SAID })
  await police.do(second, 'settle', { text: SAID })
  await operator.do(second, 'visit', { text: SAID })
  await retarget(story, operator)
  await locate(story, operator)
  for (let i = 0; i <= 20; i++) {
    const body = { fields: ['caller.phone'], reason: 'callBack' }
    const { status } = await operator.ask('POST', `/incidents/${await liveCase(operator)}/reveal`, { body })
    if (![200, 409, 429].includes(status)) throw new Error(`reveal: ${status}`)
  }
  for (const street of STREETS) await unitsAndSources(story, street)
  await rotaAndHandover(story)
}

async function photograph(responder: Client, incidentId: string): Promise<void> {
  const headers = { 'content-type': 'image/png', 'x-caption': encodeURIComponent(SAID) }
  const path = `/incidents/${incidentId}/attachments/${crypto.randomUUID()}`
  const { status, body } = await responder.ask('PUT', path, { raw: new Uint8Array(PNG), headers })
  if (status !== 201) throw new Error(`photo: ${status} ${JSON.stringify(body)}`)
}

const liveCase = async (operator: Client): Promise<string> => {
  const live = (await operator.board()).incidents.find((incident) => incident.stage === 'triaged')
  if (!live) throw new Error('no live case')
  return live.id
}

/** Two positions near the scene: the circle says "arrived", and the unit says that it only drove past. */
async function drivePast(story: Story, responder: Client, id: string): Promise<void> {
  const { location } = await responder.incident(id)
  for (const ms of [0, 6_000]) {
    await story.pass(ms)
    await responder.ask('POST', '/positions', { body: { location: { ...location, crs: 'wgs84', accuracyM: 5 } } })
  }
  await told(story, 'incident.arrived', id)
  await responder.do(id, 'retractArrival')
}

/** Graver while nobody has told it apart yet: its first clock is set anew. */
async function retarget(story: Story, operator: Client): Promise<void> {
  const { id } = await story.openIncident({ narrative: '请派人来一下' })
  await operator.do(id, 'classify', { police: 'undecided', severity: 1, reason: SAID })
}

/** A person was quicker than triage, which then says only where: as if it had not come to this case before. */
async function locate(story: Story, operator: Client): Promise<void> {
  const { id } = await story.openIncident({ narrative: `映荷社区3幢停车争吵，${SAID}` })
  await operator.do(id, 'classify', { police: 'nonPolice', category: '道路交通', reason: SAID })
  await story.database.pool.query('UPDATE incident SET triaged = false WHERE id = $1', [id])
  await story.pass(10_000)
  await told(story, 'incident.located', id)
}

async function unitsAndSources(story: Story, street: Street): Promise<void> {
  const admin = await story.as(usernameOf('admin', street))
  const { pool } = story.database
  const form = { ...UNIT_FORM, organisationId: streetId(street), duty: [{ fromMinute: 0, toMinute: 1440 }] }
  const { status, body } = await admin.ask('POST', '/units', { body: form })
  if (status !== 201) throw new Error(`unit: ${status} ${JSON.stringify(body)}`)
  const id = body.unit.id as string
  const changed = await admin.ask('PUT', `/units/${id}`, { body: { ...form, phone: '0571-86000000', version: 1 } })
  if (changed.status !== 200) throw new Error(`unit: ${changed.status} ${JSON.stringify(changed.body)}`)
  // the rota says otherwise now, as at the turn of a shift
  await pool.query(`UPDATE unit SET duty = '[]' WHERE id = $1`, [id])
  await told(story, 'unit.wentOffDuty', id)
  await pool.query(`UPDATE unit SET duty = '[{"fromMinute":0,"toMinute":1440}]' WHERE id = $1`, [id])
  await told(story, 'unit.wentOnDuty', id)
  const retired = await admin.ask('POST', `/units/${id}/retire`, { body: { version: changed.body.unit.version } })
  if (retired.status !== 200) throw new Error(`retire: ${retired.status} ${JSON.stringify(retired.body)}`)
  const { rows } = await pool.query(
    `UPDATE source SET silence_after_ms = 1 WHERE kind = 'platform-110' AND subdistrict_id = $1 RETURNING id`,
    [streetId(street)],
  )
  await told(story, 'source.silent', rows[0].id)
  await pool.query(`UPDATE source SET silence_after_ms = NULL WHERE id = $1`, [rows[0].id])
  await story.postAlert({}, KEYS[street])
  await told(story, 'source.heard', rows[0].id)
  const responder = await story.as(usernameOf('responder', street))
  const operator = await story.as(usernameOf('operator', street))
  const location = { lat: 30.43, lon: 120.3, crs: 'wgs84' }
  const called = await responder.ask('POST', '/sos', { body: { id: crypto.randomUUID(), location } })
  if (called.status !== 200) throw new Error(`sos: ${called.status} ${JSON.stringify(called.body)}`)
  const unitId = street === 'here' ? 'unit-responder' : 'other-unit'
  for (const [act, body] of [
    ['attend', undefined],
    ['end', { text: SAID }],
  ] as const) {
    const { status } = await operator.ask('POST', `/sos/${unitId}/${act}`, body ? { body } : {})
    if (status !== 200) throw new Error(`sos ${act}: ${status}`)
  }
  await rollCall(operator, responder)
  const moved = await responder.ask('POST', '/positions', {
    body: { location: { lat: 30.43, lon: 120.3, crs: 'wgs84' } },
  })
  if (moved.status !== 204) throw new Error(`position: ${moved.status} ${JSON.stringify(moved.body)}`)
}

/** Everyone on duty is asked, one unit answers, and the room ends it. */
async function rollCall(operator: Client, responder: Client): Promise<void> {
  const { status, body } = await operator.ask('POST', '/roll-calls', { body: {} })
  if (status !== 201) throw new Error(`roll-call: ${status} ${JSON.stringify(body)}`)
  const at = `/roll-calls/${body.rollCall.id}`
  const answered = await responder.ask('POST', `${at}/answer`, { body: {} })
  if (answered.status !== 204) throw new Error(`answer: ${answered.status} ${JSON.stringify(answered.body)}`)
  const ended = await operator.ask('POST', `${at}/end`)
  if (ended.status !== 200) throw new Error(`end: ${ended.status} ${JSON.stringify(ended.body)}`)
}

const told = (story: Story, type: string, subject: string): Promise<true> =>
  until(`${type} of ${subject}`, async () => {
    const { rows } = await story.database.pool.query('SELECT FROM event WHERE type = $1 AND case_id = $2 LIMIT 1', [
      type,
      subject,
    ])
    return rows.length > 0 || undefined
  })

/** Nobody of the farm office is on any rota: what is asked of it is a gap; and a turn of the shift that nobody took over. */
async function rotaAndHandover(story: Story): Promise<void> {
  const { pool } = story.database
  const minute = (Math.floor(story.now() / 60_000) + 8 * 60) % 1_440
  const need = (id: string, from: number, to: number) =>
    pool.query(
      `INSERT INTO duty_need (id, subdistrict_id, organisation_id, at_least, from_minute, to_minute)
       VALUES ($1, 'org-donghu', 'org-nb', 1, $2, $3)`,
      [id, from, to],
    )
  const [ahead, now] = ['00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000a2'] as const
  await need(ahead, (minute + 180) % 1_440, (minute + 240) % 1_440)
  await toldOnce(story, 'duty.gapAhead')
  await pool.query('UPDATE duty_need SET at_least = 2 WHERE id = $1', [ahead])
  await toldOnce(story, 'duty.gapChanged')
  await need(now, 0, 1_440)
  await toldOnce(story, 'duty.gapBegan')
  await pool.query('DELETE FROM duty_need WHERE id IN ($1, $2)', [ahead, now])
  await toldOnce(story, 'duty.gapFilled')
  const turn = '00000000-0000-7000-8000-0000000000a3'
  await pool.query(`INSERT INTO handover (id, subdistrict_id, turn_at) VALUES ($1, 'org-donghu', $2)`, [
    turn,
    new Date(story.now() - 20 * 60_000),
  ])
  await told(story, 'handover.unsigned', turn)
  for (const [username, as, version] of [
    ['leader', 'out', 1],
    ['leader.day', 'in', 2],
  ] as const) {
    const leader = await story.as(username)
    const { status, body } = await leader.ask('POST', `/handovers/${turn}/sign`, { body: { as, version } })
    if (status !== 200) throw new Error(`handover: ${status} ${JSON.stringify(body)}`)
  }
  await told(story, 'handover.signed', turn)
}

const toldOnce = (story: Story, type: string): Promise<true> =>
  until(type, async () => {
    const { rows } = await story.database.pool.query('SELECT FROM event WHERE type = $1 LIMIT 1', [type])
    return rows.length > 0 || undefined
  })
