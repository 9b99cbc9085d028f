import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR_MS } from '@liandong/shared/time.ts'
import { verifyChain } from '../../src/log/verify.ts'
import type { Ask, Client } from '../harness/client.ts'
import { jpeg, PAGE, PNG, WEBM } from '../harness/media.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
let operator: Client
let responder: Client
beforeAll(async () => {
  story = await Story.open(postgres, { env: { ATTACHMENT_MB: '1' } })
  await story.tomorrowMorning()
  operator = await story.as('operator')
  responder = await story.as('responder')
})
afterAll(() => story.close())

type More = { id?: string; type?: string; query?: string; headers?: Record<string, string> }
const put = (who: Client, incidentId: string, bytes: Buffer, more: More = {}) => {
  const { id = randomUUID(), type = 'image/jpeg', query = '', headers = {} } = more
  const asked: Ask = { raw: new Uint8Array(bytes), headers: { 'content-type': type, ...headers } }
  return who.ask('PUT', `/incidents/${incidentId}/attachments/${id}${query}`, asked)
}
const look = (who: Client, incidentId: string, id: string) =>
  fetch(`${story.api}/incidents/${incidentId}/attachments/${id}`, { headers: { cookie: who.cookie } })

/** A case with a running order of the responder, until it is settled. */
async function onScene(): Promise<string> {
  const { id } = await story.openIncident()
  await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
  await responder.do(id, 'arrive')
  return id
}
const finish = (id: string) => responder.do(id, 'report', { text: '已劝离' }).then(() => responder.do(id, 'settle'))

describe('A13 D11: a photo and a voice note come with the report', () => {
  it('are kept byte for byte, listed with who and when, and told on the timeline with the digest of the bytes', async () => {
    const id = await onScene()
    await story.forward(30_000)
    const bytes = jpeg('门口')
    const photoId = randomUUID()
    const takenAt = new Date(story.now() - 20_000).toISOString()
    const query = `?occurredAt=${takenAt}&sentAt=${new Date(story.now()).toISOString()}`
    const headers = { 'x-caption': encodeURIComponent('门口，电话13912345671') }
    const kept = await put(responder, id, bytes, { id: photoId, query, headers })
    expect(kept).toMatchObject({
      status: 201,
      body: { attachment: { id: photoId, kind: 'photo', size: bytes.length } },
    })
    expect(await put(responder, id, WEBM, { type: 'audio/webm;codecs=opus' })).toMatchObject({
      status: 201,
      body: { attachment: { kind: 'voice', mediaType: 'audio/webm' } },
    })
    const detail = await operator.incident(id)
    expect(detail.attachments).toMatchObject([
      { id: photoId, kind: 'photo', byName: '王志明', unitId: 'unit-responder', caption: '门口，电话139****5671' },
      { kind: 'voice', caption: null },
    ])
    expect(Math.abs(Date.parse(detail.attachments?.[0]?.at ?? '') - Date.parse(takenAt))).toBeLessThan(2_000)
    const [told] = detail.events.filter((event) => event.type === 'incident.attached')
    expect(told?.data).toMatchObject({
      attachmentId: photoId,
      kind: 'photo',
      mediaType: 'image/jpeg',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      unitId: 'unit-responder',
    })
    const file = await look(operator, id, photoId)
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true)
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'content-disposition': 'inline',
    })
    const { rows } = await story.database.pool.query(`SELECT case_id FROM event WHERE type = 'attachment.read'`)
    expect(rows, 'each look leaves a line').toEqual([{ case_id: id }])
    await finish(id)
  })

  it('the same one sent again is the same one; another file under its id is refused', async () => {
    const id = await onScene()
    const one = { id: randomUUID() }
    const answers = await Promise.all([1, 2, 3].map(() => put(responder, id, PNG, { ...one, type: 'image/png' })))
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 200, 201])
    expect(await put(responder, id, jpeg('另一张'), one)).toMatchObject({
      status: 409,
      body: { code: 'attachmentDiffers' },
    })
    const elsewhere = await story.openIncident()
    expect(await put(operator, elsewhere.id, PNG, { ...one, type: 'image/png' })).toMatchObject({ status: 409 })
    expect((await operator.incident(id)).attachments).toHaveLength(1)
    await finish(id)
  })

  it('what was taken on the order arrives after it has ended, and after the case was closed', async () => {
    const id = await onScene()
    await finish(id)
    expect((await put(responder, id, jpeg('晚到'))).status).toBe(201)
    await operator.do(id, 'close')
    expect((await put(responder, id, jpeg('再晚'))).status).toBe(201)
    const [photo] = (await operator.incident(id)).attachments ?? []
    expect((await look(responder, id, photo?.id ?? '')).status, 'the order is over: it is not looked at').toBe(404)
  })
})

describe('upload limits and type sniffing', () => {
  it.each([
    ['a page named a picture', PAGE, 'image/jpeg', 415, 'attachmentKindRefused'],
    ['a PNG named a JPEG', PNG, 'image/jpeg', 415, 'attachmentMismatch'],
    ['a picture named a page', PNG, 'text/html', 415, 'attachmentKindRefused'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 415, 'attachmentKindRefused'],
    ['a sound named a picture', WEBM, 'image/jpeg', 415, 'attachmentMismatch'],
    ['the first two bytes of a picture', Buffer.from([0xff, 0xd8]), 'image/jpeg', 415, 'attachmentKindRefused'],
    ['nothing', Buffer.alloc(0), 'image/jpeg', 422, 'attachmentEmpty'],
    ['more than the limit', jpeg('大', 1_100_000), 'image/jpeg', 413, 'attachmentTooLarge'],
  ])('%s is refused', async (_what, bytes, type, status, code) => {
    const { id } = await story.openIncident()
    const answer = await put(operator, id, bytes, { type })
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
    expect((await operator.incident(id)).attachments).toEqual([])
  })

  it('a mismatch names what it was called and what it is, in the language of the caller', async () => {
    const { id } = await story.openIncident()
    const { body } = await put(operator, id, PNG)
    expect(body).toMatchObject({ declared: 'image/jpeg', found: 'image/png', title: '文件内容与声明的类型不符' })
  })

  it('a case takes sixty and no more; an id that is none and a caption that is too long are refused', async () => {
    const { id } = await story.openIncident()
    await story.database.pool.query(
      `INSERT INTO attachment SELECT $1, gen_random_uuid(), 'incident', $2, 'image/png', 1, '', '', NULL, 'x', NULL, now(), now()
       FROM generate_series(1, 60)`,
      [SUBDISTRICT, id],
    )
    expect(await put(operator, id, PNG, { type: 'image/png' })).toMatchObject({ body: { code: 'attachmentsFull' } })
    expect((await put(operator, id, PNG, { type: 'image/png', id: 'nothing' })).status).toBe(404)
    const headers = { 'x-caption': 'a'.repeat(201) }
    expect((await put(operator, id, PNG, { type: 'image/png', headers })).status).toBe(422)
  })
})

describe('who sends and who looks (domain.md §3.8)', () => {
  it('the unit on its order, the room and the supervisor; the police their own; nobody else, and no wall', async () => {
    const id = await onScene()
    const { body } = await put(responder, id, jpeg('现场'))
    const photo = body.attachment.id as string
    const statusOf = async (name: string) => (await look(await story.as(name), id, photo)).status
    const seen = Object.fromEntries(
      await Promise.all(
        [
          'operator',
          'leader',
          'supervisor',
          'responder',
          'police',
          'wall',
          'department',
          'mediator',
          'petition',
          'admin',
          'security',
          'auditor',
        ].map(async (name) => [name, await statusOf(name)]),
      ),
    )
    expect(seen).toEqual({
      operator: 200,
      leader: 200,
      supervisor: 200,
      responder: 200,
      police: 404,
      wall: 403,
      department: 403,
      mediator: 403,
      petition: 403,
      admin: 403,
      security: 403,
      auditor: 403,
    })
    for (const name of ['wall', 'supervisor', 'department', 'admin', 'auditor'])
      expect((await put(await story.as(name), id, jpeg(name))).status, name).toBe(403)
    expect((await put(await story.as('police'), id, jpeg('警'))).status).toBe(404)
    const wall = await (await story.as('wall')).incident(id)
    expect(wall.attachments).toBeUndefined()
    await finish(id)
    const police = await story.openIncident()
    await operator.do(police.id, 'transferPolice', { reason: '有人动刀' })
    const theirs = await put(await story.as('police'), police.id, jpeg('警'))
    expect(theirs.status).toBe(201)
    expect((await look(await story.as('police'), police.id, theirs.body.attachment.id)).status).toBe(200)
    expect((await put(responder, police.id, jpeg('外'))).status, 'another unit’s case').toBe(404)
  })

  it('a case of another case’s picture shows nothing, and nobody is nobody', async () => {
    const [one, two] = [await story.openIncident(), await story.openIncident()]
    const { body } = await put(operator, one.id, PNG, { type: 'image/png' })
    expect((await look(operator, two.id, body.attachment.id)).status).toBe(404)
    expect((await fetch(`${story.api}/incidents/${one.id}/attachments/${body.attachment.id}`)).status).toBe(401)
    const unsigned = await fetch(`${story.api}/incidents/${one.id}/attachments/${randomUUID()}`, {
      method: 'PUT',
      headers: { 'content-type': 'image/png' },
      body: new Uint8Array(PNG),
    })
    expect(unsigned.status).toBe(401)
  })
})

describe('erasing (个人信息保护法 §47)', () => {
  it('takes the bytes and the caption, counts them, and leaves a chain that still proves which picture it was', async () => {
    const id = await onScene()
    const bytes = jpeg('要删的')
    const { body } = await put(responder, id, bytes, { headers: { 'x-caption': encodeURIComponent('老张家门口') } })
    await finish(id)
    await operator.do(id, 'close')
    const security = await story.as('security')
    const { no } = await operator.incident(id)
    const preview = await security.ask('POST', '/erasures/preview', { body: { incidentNo: no } })
    expect(preview.body.counts).toMatchObject({ cases: 1, attachments: 1 })
    const erased = await security.ask('POST', '/erasures', {
      body: { incidentNo: no, caseIds: [id], reason: '本人书面申请' },
    })
    expect(erased.body.counts).toMatchObject({ attachments: 1 })
    const { rows } = await story.database.pool.query(
      `SELECT bytes, caption, size, encode(sha256, 'hex') AS sha256 FROM attachment WHERE id = $1`,
      [body.attachment.id],
    )
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(rows).toEqual([{ bytes: null, caption: null, size: bytes.length, sha256 }])
    expect((await look(operator, id, body.attachment.id)).status).toBe(404)
    expect((await operator.incident(id)).attachments).toEqual([])
    expect((await put(responder, id, jpeg('又来'))).body.code, 'nothing is added to what was erased').toBe(
      'stageForbids',
    )
    const told = await story.database.pool.query(
      `SELECT data ->> 'sha256' AS sha256, personal FROM event WHERE type = 'incident.attached' AND case_id = $1`,
      [id],
    )
    expect(told.rows).toEqual([{ sha256, personal: null }])
    expect(await verifyChain(story.database.db, SUBDISTRICT)).toMatchObject({ ok: true })
  })
})

describe('late', () => {
  it('a day after the order has ended nothing more is taken from the phone', async () => {
    const id = await onScene()
    await finish(id)
    await story.forward(23 * HOUR_MS)
    expect((await put(responder, id, jpeg('一天之内'))).status).toBe(201)
    // the room would have to sign in anew by now; a phone need not
    await story.forward(2 * HOUR_MS)
    expect((await put(responder, id, jpeg('太晚'))).status).toBe(404)
  })
})
