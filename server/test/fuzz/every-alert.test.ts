import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { isToldApart, INTAKE_KEY, Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'
import { expectSound, HOSTILE_TEXT, HOSTILE_VALUES } from './hostile.ts'

const postgres = usePostgres()
let story: Story
beforeAll(async () => void (story = await Story.open(postgres)))
afterAll(() => story.close())

const post = (raw: BodyInit, headers: Record<string, string> = { authorization: `Bearer ${INTAKE_KEY}` }) =>
  ask(`${story.api}/alerts`, 'POST', { raw, headers })
const quarantined = async (): Promise<number> => (await story.board()).quarantined

describe('a call for help is never turned away for its form', () => {
  it.each([
    {
      fault: 'an impossible latitude',
      fields: { location: { lat: 91, lon: 120, crs: 'wgs84' } },
      pointer: '/location',
    },
    {
      fault: 'coordinates of null island',
      fields: { location: { lat: 0, lon: 0, crs: 'wgs84' } },
      pointer: '/location',
    },
    {
      fault: 'coordinates as text',
      fields: { location: { lat: '30.4', lon: '120.3', crs: 'wgs84' } },
      pointer: '/location',
    },
    { fault: 'a position without its system', fields: { location: { lat: 30.4, lon: 120.3 } }, pointer: '/location' },
    {
      fault: 'a coordinate beyond the universe',
      fields: { location: { lat: 1e300, lon: 120.3, crs: 'wgs84' } },
      pointer: '/location',
    },
    { fault: 'a severity of 9', fields: { severity: 9 }, pointer: '/severity' },
    { fault: 'a severity as text', fields: { severity: '1' }, pointer: '/severity' },
    { fault: 'a time in the future', fields: { reportedAt: '2999-01-01T00:00:00+08:00' }, pointer: '/reportedAt' },
    { fault: 'a time without offset', fields: { reportedAt: '2026-11-24T12:00:00' }, pointer: '/reportedAt' },
    { fault: 'a time that is no time', fields: { reportedAt: '2026-02-31T25:61:00Z' }, pointer: '/reportedAt' },
    { fault: 'a time as number', fields: { reportedAt: 1_700_000_000 }, pointer: '/reportedAt' },
    { fault: 'an address too long', fields: { address: '长'.repeat(201) }, pointer: '/address' },
    { fault: 'a caller that is text', fields: { caller: '张三' }, pointer: '/caller' },
    { fault: 'an unknown field of a caller', fields: { caller: { name: '张三', age: 5 } }, pointer: '/caller/age' },
    { fault: 'a drill that is no flag', fields: { exercise: 'yes' }, pointer: '/exercise' },
    { fault: 'a new field of the platform', fields: { 新字段: 1 }, pointer: '/新字段' },
    {
      fault: 'an unknown field cut in the middle of an emoji',
      fields: { [`${'k'.repeat(63)}👮`]: 1 },
      pointer: `/${'k'.repeat(63)}\ufffd`,
    },
    {
      fault: 'a key of a poisoner',
      fields: JSON.parse('{"__proto__":{"polluted":1},"constructor":{}}'),
      pointer: '/constructor',
    },
  ])('$fault is left out and named, and the alert is on the board', async ({ fields, pointer }) => {
    const { status, body } = await story.postAlert(fields)
    expect(status).toBe(202)
    expect(body.warnings.map((w: { pointer: string }) => w.pointer)).toContain(pointer)
    for (const warning of body.warnings)
      expect(warning).toEqual({ pointer: expect.any(String), code: expect.any(String), message: expect.any(String) })
    const incident = await story.incidentOf(body.alertId)
    expect(incident.warnings).toEqual(body.warnings)
    if (pointer === '/location') expect(incident.warnings.length).toBeGreaterThan(0)
    expect(story.now() - Date.parse(incident.reportedAt)).toBeLessThan(60_000)
  })

  it.each(HOSTILE_TEXT.filter((text) => text.trim() !== ''))('the words %j are kept and shown', async (text) => {
    const { status, body } = await story.postAlert({
      narrative: text,
      address: text,
      caller: { name: text, phone: text },
      sourceCategory: text,
    })
    if (status === 413) return expect(text.length).toBeGreaterThan(10_000)
    expect(status).toBe(202)
    await story.incidentOf(body.alertId, isToldApart)
    const kept = await ask(`${story.api}/alerts/${body.alertId}`, 'GET', {
      headers: { authorization: `Bearer ${INTAKE_KEY}` },
    })
    expect(JSON.parse(kept.body.body).narrative.toWellFormed(), 'the body is kept verbatim').toBe(text.toWellFormed())
    expect((await (await story.as('operator')).ask('GET', `/alerts/${body.alertId}`)).status).toBe(200)
  })

  it('a number too large for a number is left out like any other nonsense', async () => {
    const raw = `{"externalNo":"FUZZ-HUGE","narrative":"楼道堆物","severity":1e400,"location":{"lat":1e400,"lon":-1e400,"crs":"wgs84"},"新":1e400}`
    const { status, body } = await post(raw)
    expect(status).toBe(202)
    expect(body.warnings.map((w: { pointer: string }) => w.pointer).toSorted()).toEqual([
      '/location',
      '/severity',
      '/新',
    ])
    expect(await story.incidentOf(body.alertId, isToldApart)).toMatchObject({ summary: '楼道堆物', exercise: false })
  })

  it('rare Han and emoji come back as they were sent', async () => {
    const narrative = '䶮路𠮷野家门口👮🏽‍♂️㐂先生被堵'
    const { body } = await story.postAlert({ narrative })
    const incident = await story.incidentOf(body.alertId)
    expect(incident.summary).toBe(narrative)
  })

  it('whatever JSON comes, it is taken or refused for a reason, and every key of a good one is', async () => {
    const before = await quarantined()
    let refused = 0
    const any = fc.sample(fc.jsonValue({ maxDepth: 3 }), { seed: 20_261_124, numRuns: 200 })
    for (const value of any) {
      const answer = await post(JSON.stringify(value))
      expectSound(answer, JSON.stringify(value))
      if (answer.status >= 400) refused += 1
    }
    const optional = ['reportedAt', 'address', 'location', 'caller', 'sourceCategory', 'severity', 'exercise']
    const odd = fc.sample(
      fc.dictionary(
        fc.constantFrom(...optional, 'x', '__proto__', 'toString'),
        fc.oneof(fc.jsonValue(), fc.constantFrom(...HOSTILE_VALUES)),
      ),
      { seed: 7, numRuns: 200 },
    )
    for (const fields of odd) expect((await story.postAlert(fields)).status, JSON.stringify(fields)).toBe(202)
    expect(await quarantined()).toBe(before + refused)
  })
})

describe('what cannot be an alert is refused with a clear problem and kept in quarantine', () => {
  it.each([
    { fault: 'broken JSON', raw: '{"externalNo":', status: 400, code: 'malformedJson' },
    { fault: 'no JSON at all', raw: '', status: 400, code: 'malformedJson' },
    {
      fault: 'bytes that are no UTF-8',
      raw: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
      status: 400,
      code: 'malformedJson',
    },
    { fault: 'a list', raw: '[]', status: 422, code: 'notAnAlert', pointer: '' },
    { fault: 'no number', raw: '{"narrative":"x"}', status: 422, code: 'notAnAlert', pointer: '/externalNo' },
    { fault: 'no narrative', raw: '{"externalNo":"1"}', status: 422, code: 'notAnAlert', pointer: '/narrative' },
    {
      fault: 'an empty narrative',
      raw: '{"externalNo":"1","narrative":"  "}',
      status: 422,
      code: 'notAnAlert',
      pointer: '/narrative',
    },
    {
      fault: 'a number that is an object',
      raw: '{"externalNo":{},"narrative":"x"}',
      status: 422,
      code: 'notAnAlert',
      pointer: '/externalNo',
    },
    {
      fault: 'a number too long',
      raw: `{"externalNo":"${'9'.repeat(65)}","narrative":"x"}`,
      status: 422,
      code: 'notAnAlert',
      pointer: '/externalNo',
    },
    {
      fault: 'more than 64 KB',
      raw: JSON.stringify({ externalNo: 'BIG', narrative: 'x'.repeat(70_000) }),
      status: 413,
      code: 'bodyTooLarge',
    },
    {
      fault: '10 MB',
      raw: JSON.stringify({ externalNo: 'HUGE', narrative: 'x'.repeat(10_000_000) }),
      status: 413,
      code: 'bodyTooLarge',
    },
  ])('$fault', async ({ raw, status, code, pointer }) => {
    const before = await quarantined()
    const answer = await post(raw)
    expectSound(answer, code)
    expect(answer).toMatchObject({ status, body: { code, kept: true } })
    if (pointer !== undefined) expect(answer.body.errors.map((e: { pointer: string }) => e.pointer)).toContain(pointer)
    expect(await quarantined()).toBe(before + 1)
    const { items } = await (await story.as('admin')).read('/quarantine?limit=1')
    expect(items[0]).toMatchObject({ code, sourceId: 'platform-110', bodyBytes: Buffer.from(raw as string).length })
  })

  it.each([
    { who: 'nobody', headers: {} },
    { who: 'a wrong key', headers: { authorization: 'Bearer wrong-key' } },
    { who: 'an empty key', headers: { authorization: 'Bearer ' } },
    { who: 'the key as a password', headers: { authorization: `Basic ${btoa(`x:${INTAKE_KEY}`)}` } },
  ])('from $who it is refused and not kept', async ({ headers }) => {
    const before = await quarantined()
    for (const raw of ['{"externalNo":"W-1","narrative":"x"}', '{{{']) {
      expect(await post(raw, headers as Record<string, string>)).toMatchObject({
        status: 401,
        body: { code: 'badSourceKey' },
      })
    }
    expect(await quarantined()).toBe(before)
  })

  it('and can be mended and admitted by a person, once', async () => {
    await post('{"externalNo":"MEND-1"}')
    const operator = await story.as('operator')
    const [item] = (await operator.read('/quarantine?limit=1')).items
    const before = await quarantined()
    const refused = await operator.ask('POST', `/quarantine/${item.id}/admit`, { body: { externalNo: 'MEND-1' } })
    expect(refused.status).toBe(422)
    const mended = { externalNo: 'MEND-1', narrative: '由值班员补全' }
    const { status, body } = await operator.ask('POST', `/quarantine/${item.id}/admit`, { body: mended })
    expect(status).toBe(200)
    await story.incidentOf(body.alertId)
    expect(await quarantined(), 'one less, and the mending made no new one').toBe(before - 1)
    expect((await operator.ask('POST', `/quarantine/${item.id}/admit`, { body: mended })).status).toBe(409)
  })
})

describe('a batch of 1,000 half-bad lines', () => {
  const bad = [
    '{',
    '[]',
    '{"externalNo":"x"}',
    '\u0000',
    'null',
    '{"narrative":"无编号"}',
    `{"externalNo":"L","narrative":"${'x'.repeat(70_000)}"}`,
    '"text"',
  ]
  const lines = Array.from({ length: 1_000 }, (_, n) =>
    n % 2 === 0
      ? JSON.stringify({ externalNo: `HALF-${n}`, narrative: `第${n}行`, severity: n % 20 === 0 ? 9 : 3 })
      : (bad[((n - 1) / 2) % bad.length] as string),
  )

  it('has its 500 good lines accepted and each bad one refused by number', async () => {
    const before = await quarantined()
    const { status, body } = await story.postBatch(lines)
    expect(status).toBe(200)
    expect({ accepted: body.accepted, duplicates: body.duplicates, rejected: body.rejected.length }).toEqual({
      accepted: 500,
      duplicates: 0,
      rejected: 500,
    })
    expect(body.rejected.map((r: { line: number }) => r.line)).toEqual(Array.from({ length: 500 }, (_, n) => 2 * n + 2))
    expect(new Set(body.rejected.map((r: { code: string }) => r.code))).toEqual(
      new Set(['malformedJson', 'notAnAlert', 'bodyTooLarge']),
    )
    expect(body.warnings.map((w: { line: number }) => w.line)).toEqual(Array.from({ length: 50 }, (_, n) => 20 * n + 1))
    expect(await quarantined()).toBe(before + 500)
    await until(
      'all on the board',
      async () => (await story.board()).incidents.filter((i) => /^第\d+行$/.test(i.summary ?? '')).length === 500,
      30_000,
      250,
    )
  })

  it('is refused whole only when it is no batch at all', async () => {
    expect(await story.postBatch([...lines, '{}'])).toMatchObject({ status: 413, body: { code: 'tooManyLines' } })
    expect(await story.postBatch(lines, 'wrong')).toMatchObject({ status: 401, body: { code: 'badSourceKey' } })
    const json = await ask(`${story.api}/alerts/batch`, 'POST', {
      body: [{ externalNo: '1', narrative: 'x' }],
      headers: { authorization: `Bearer ${INTAKE_KEY}` },
    })
    expect(json).toMatchObject({ status: 415, body: { code: 'unsupportedMediaType' } })
    const windows = await story.postBatch([
      '{"externalNo":"CRLF-1","narrative":"x"}\r',
      '',
      '  ',
      '{"externalNo":"CRLF-2","narrative":"x"}\r',
      '',
    ])
    expect(windows.body).toMatchObject({ accepted: 2, rejected: [] })
  })
})
