import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TileType } from 'pmtiles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { centroidOf } from '@liandong/shared/geo/polygon.ts'
import { tileAt } from '@liandong/shared/map/tile-grid.ts'
import type { MapLayer } from '@liandong/shared/wire/map-layer.ts'
import { loadPlace } from '../../src/demo/place/place.ts'
import { ask, Client, type Answer } from '../harness/client.ts'
import { freePort } from '../harness/free-port.ts'
import { png } from '../harness/picture.ts'
import { pmtilesFile } from '../harness/pmtiles-file.ts'
import { usePostgres } from '../harness/postgres.ts'
import { launchServer } from '../harness/server-process.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'
import { layerBody, MAP_KEY, startTileServer, TILE, type TileServer } from '../harness/tile-server.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
/** Where an administrator's try looks. */
const at = tileAt(centroidOf(loadPlace().boundary), 15, 'wgs84')
const OWN = png(60, 90, 60)
const SEALING = { SECRET_KEY: 's'.repeat(40) }

let story: Story
let upstream: TileServer
let admin: Client
let operator: Client
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'liandong-tiles-'))
  const folder = join(dir, 'tiles', 'aerial', String(at.z), String(at.x))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${at.y}.png`), OWN)
  writeFileSync(join(dir, 'tiles', '影像.pmtiles'), pmtilesFile([{ ...at, bytes: OWN }]))
  const lines = Buffer.from('not a picture')
  writeFileSync(join(dir, 'tiles', 'streets.pmtiles'), pmtilesFile([{ ...at, bytes: lines }], TileType.Mvt))
  writeFileSync(join(dir, 'tiles', 'torn.pmtiles'), 'PMTiles')
  upstream = await startTileServer()
  story = await Story.open(postgres, { env: { DATA_DIR: dir, TIANDITU_URL: upstream.url, ...SEALING } })
  admin = await story.as('admin')
  operator = await story.as('operator')
})
afterAll(async () => {
  await story.close()
  await upstream.close()
  rmSync(dir, { recursive: true, force: true })
})

/** A tile as bytes; the harness reads texts. */
async function tile(id: string, { z, x, y } = at, who: Client | null = operator, query = '') {
  const headers: Record<string, string> = who ? { cookie: who.cookie } : {}
  const answer = await fetch(`${story.api}/map/layers/${id}/${z}/${x}/${y}${query}`, { headers })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}
const whyOf = ({ bytes }: { bytes: Buffer }) => JSON.parse(bytes.toString()).why

const post = (body: object): Promise<Answer> => admin.ask('POST', '/map-layers', { body })
async function add(more: Record<string, unknown>): Promise<string> {
  const { status, body } = await post(layerBody(more))
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}
const tried = async (id: string) => (await admin.ask('POST', `/map-layers/${id}/try`, { body: {} })).body
const by = (path: string) => `${upstream.url}/${path}/{z}/{x}/{y}.png`
const remove = async (id: string) => {
  const { items } = await admin.read('/map-layers')
  const { version } = items.find((row: { id: string }) => row.id === id)
  expect((await admin.ask('POST', `/map-layers/${id}/remove`, { body: { version } })).status).toBe(204)
}

describe('map layers: tiles of the own disk', () => {
  it('come from a folder, to everybody who works, and where there is none the answer is empty', async () => {
    const id = await add({ folder: 'aerial' })
    for (const name of ['operator', 'wall', 'responder', 'admin']) {
      const { status, headers, bytes } = await tile(id, at, await story.as(name))
      expect({ name, status, type: headers.get('content-type') }).toEqual({ name, status: 200, type: 'image/png' })
      expect(bytes.equals(OWN)).toBe(true)
    }
    expect((await tile(id, { ...at, x: at.x + 1 })).status).toBe(204)
    expect(await tried(id)).toMatchObject({ ok: true, type: 'image/png', bytes: OWN.length, ...at })
    await remove(id)
  })

  it('come from a PMTiles file; one of vector tiles, a torn one and one that is not there are refused by a sentence', async () => {
    const id = await add({ kind: 'pmtiles', file: '影像.pmtiles' })
    expect((await tile(id)).bytes.equals(OWN)).toBe(true)
    expect((await tile(id, { ...at, y: at.y + 1 })).status).toBe(204)
    for (const [file, sentence] of [
      ['streets.pmtiles', /矢量瓦片/],
      ['torn.pmtiles', /无法按 PMTiles/],
      ['nowhere.pmtiles', /没有找到/],
      ['../secret.key', /请选择/],
    ] as const) {
      const { status, body } = await post(layerBody({ kind: 'pmtiles', file }))
      expect({ file, status, errors: body.errors }).toMatchObject({ file, status: 422, errors: [{ pointer: '/file' }] })
      expect(body.errors[0].message).toMatch(sentence)
    }
    const files = await admin.read('/map-layers/files')
    expect(files.folders).toEqual(['aerial'])
    expect(files.files).toContainEqual({ name: '影像.pmtiles', minZoom: 15, maxZoom: 15, fault: null })
    expect(files.files).toContainEqual(expect.objectContaining({ name: 'streets.pmtiles', fault: 'vector' }))
    await remove(id)
  })

  it('a file that is replaced is read anew', async () => {
    writeFileSync(join(dir, 'tiles', 'new.pmtiles'), pmtilesFile([{ ...at, bytes: OWN }]))
    const id = await add({ kind: 'pmtiles', file: 'new.pmtiles' })
    expect((await tile(id)).bytes.equals(OWN)).toBe(true)
    writeFileSync(join(dir, 'tiles', 'new.pmtiles'), pmtilesFile([{ ...at, bytes: TILE }]))
    expect((await tile(id)).bytes.equals(TILE)).toBe(true)
    rmSync(join(dir, 'tiles', 'new.pmtiles'))
    const gone = await tile(id)
    expect({ status: gone.status, why: whyOf(gone) }).toEqual({ status: 502, why: 'noFile' })
    await remove(id)
  })
})

describe('map layers: tiles of another server', () => {
  it('are fetched once for everybody, and then come from the disk, also after a restart', async () => {
    const id = await add({ url: by('good') })
    upstream.asked.length = 0
    const all = await Promise.all(Array.from({ length: 12 }, () => tile(id)))
    expect(all.every(({ bytes }) => bytes.equals(TILE))).toBe(true)
    expect(upstream.asked).toEqual([`/good/${at.z}/${at.x}/${at.y}.png`])
    await story.restart()
    expect((await tile(id)).bytes.equals(TILE)).toBe(true)
    expect(upstream.asked).toHaveLength(1)
    expect(readdirSync(join(dir, 'tiles-cache')).length).toBeGreaterThan(0)
    await remove(id)
  })

  it.each([
    { how: 'slow', why: 'slow' },
    { how: 'drip', why: 'slow' },
    { how: 'page', why: 'notAnImage' },
    { how: 'wrong', why: 'answeredWrong' },
    { how: 'moved', why: 'answeredWrong' },
    { how: 'huge', why: 'tooLarge' },
    { how: 'cut', why: 'unreachable' },
  ])(
    'a server that is $how is told of as $why within four seconds, and nothing of its answer is passed on',
    async ({ how, why }) => {
      const id = await add({ url: by(how) })
      const from = Date.now()
      const answer = await tile(id)
      expect(Date.now() - from).toBeLessThan(4_000)
      expect({ status: answer.status, why: whyOf(answer) }).toEqual({ status: 502, why })
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(answer.bytes.toString()).not.toMatch(/Sign in first|key=|127\.0\.0\.1/)
      expect(await tried(id)).toMatchObject({ ok: false, why })
      await remove(id)
    },
  )

  it('that it has no such tile is remembered for a while', async () => {
    const id = await add({ url: by('gone') })
    upstream.asked.length = 0
    expect([(await tile(id)).status, (await tile(id)).status]).toEqual([204, 204])
    expect(upstream.asked).toHaveLength(1)
    await remove(id)
  })

  it('one that is away four times in a row is left alone: the map does not wait for every tile', async () => {
    const id = await add({ url: by('slow') })
    const near = [0, 1, 2, 3].map((n) => ({ ...at, x: at.x + n }))
    await Promise.all(near.map((one) => tile(id, one)))
    const from = Date.now()
    const answer = await tile(id, { ...at, x: at.x + 9 })
    expect(whyOf(answer)).toBe('paused')
    expect(Date.now() - from).toBeLessThan(1_000)
    await remove(id)
  })
})

describe('天地图', () => {
  it('is asked as its service wants it, with names over the picture; its key is in no answer, no log and no table', async () => {
    const form = { kind: 'tianditu', crs: 'cgcs2000', tileSet: 'vec', labels: true, nameZh: '天地图矢量' }
    const made = await post(layerBody({ ...form, key: MAP_KEY }))
    expect(made).toMatchObject({ status: 201, body: { keyPrefix: MAP_KEY.slice(0, 4), version: 1 } })
    const { id } = made.body
    upstream.asked.length = 0
    expect((await tile(id)).status).toBe(200)
    expect((await tile(id, at, operator, '?part=labels')).status).toBe(200)
    const [picture, labels] = upstream.asked.map((path) => new URL(path, upstream.url))
    expect(picture?.pathname).toBe('/vec_w/wmts')
    expect(Object.fromEntries(picture?.searchParams ?? [])).toMatchObject({
      TILEMATRIXSET: 'w',
      TILEMATRIX: String(at.z),
      TILEROW: String(at.y),
      TILECOL: String(at.x),
      tk: MAP_KEY,
    })
    expect(labels?.searchParams.get('LAYER')).toBe('cva')

    // the key stays when the form comes back without one, and another one that is wrong is told of
    const { kind: _, ...rest } = layerBody(form)
    const changed = await admin.ask('PUT', `/map-layers/${id}`, { body: { ...rest, nameZh: '矢量图', version: 1 } })
    expect(changed).toMatchObject({ status: 200, body: { version: 2, keyPrefix: MAP_KEY.slice(0, 4) } })
    expect(await tried(id)).toMatchObject({ ok: true })
    const wrong = { ...rest, version: 2, key: 'another-key-of-nobody' }
    expect((await admin.ask('PUT', `/map-layers/${id}`, { body: wrong })).status).toBe(200)
    expect(await tried(id)).toMatchObject({ ok: false, why: 'refused', status: 403 })

    const auditor = await story.as('auditor')
    const { events } = await auditor.read('/events?after=0&limit=1000')
    const { rows } = await story.database.pool.query(`SELECT to_jsonb(map_layer) AS row FROM map_layer WHERE id = $1`, [
      id,
    ])
    const personal = await story.database.pool.query(`SELECT data, personal FROM event WHERE type LIKE 'layer.%'`)
    const told = [made.body, changed.body, await admin.read('/map-layers'), await operator.read('/map/layers'), events]
    for (const text of [...told, rows, personal.rows].map((one) => JSON.stringify(one))) {
      expect(text).not.toContain(MAP_KEY)
      expect(text).not.toContain('another-key-of-nobody')
    }
    expect(story.server.output()).not.toContain(MAP_KEY)
    const forMap: MapLayer[] = (await operator.read('/map/layers')).items
    expect(JSON.stringify(forMap)).not.toMatch(/127\.0\.0\.1|tianditu|keyPrefix|url|folder/)
    await remove(id)
  })

  it('is refused in a grid of degrees, in another system, and without a key', async () => {
    const form = { kind: 'tianditu', crs: 'cgcs2000', tileSet: 'vec', labels: true }
    for (const [more, pointer, sentence] of [
      [{ tileSet: 'vec_c', key: MAP_KEY }, '/tileSet', /经纬度投影/],
      [{ crs: 'gcj02', key: MAP_KEY }, '/crs', /CGCS2000/],
      [{}, '/key', /请填写密钥/],
      [{ key: 'short' }, '/key', /8 至 200 位/],
    ] as const) {
      const { status, body } = await post(layerBody({ ...form, ...more }))
      expect({ more, status, errors: body.errors }).toMatchObject({ more, status: 422, errors: [{ pointer }] })
      expect(body.errors[0].message).toMatch(sentence)
    }
  })
})

describe('who sees and who sets', () => {
  it('nobody without a sign-in, no other street, no tile outside the grid or the zooms, none of a layer that is off', async () => {
    const id = await add({ folder: 'aerial', minZoom: 14, maxZoom: 16 })
    await story.database.pool.query(`
      INSERT INTO organisation (id, subdistrict_id, kind, name) VALUES ('org-other', 'org-other', 'subdistrict', '南苑街道');
      INSERT INTO account (id, subdistrict_id, username, name, role, organisation_id, password_hash, demo)
        SELECT 'other-' || role, 'org-other', 'other-' || role, name, role, 'org-other', password_hash, demo
        FROM account WHERE subdistrict_id = '${SUBDISTRICT}' AND username IN ('operator', 'admin')`)
    await story.restart()
    const [theirs, theirAdmin] = [await story.as('other-operator'), await story.as('other-admin')]
    expect((await tile(id)).status).toBe(200)
    expect((await tile(id, at, null)).status).toBe(401)
    expect((await tile(id, at, theirs)).status).toBe(404)
    expect((await theirs.read('/map/layers')).items).toEqual([])
    expect((await theirAdmin.ask('POST', `/map-layers/${id}/try`, { body: {} })).status).toBe(404)
    expect((await theirAdmin.ask('POST', `/map-layers/${id}/remove`, { body: { version: 1 } })).status).toBe(404)
    expect((await operator.ask('GET', '/map-layers')).status).toBe(403)
    for (const wrong of [
      { ...at, z: 17 },
      { ...at, x: 2 ** 15 },
      { z: 99, x: 0, y: 0 },
    ])
      expect((await tile(id, wrong)).status, JSON.stringify(wrong)).toBe(404)
    for (const path of ['15/1/-1', '15/1/1.5', '15/..%2f/1', '15/1/1e3'])
      expect((await operator.ask('GET', `/map/layers/${id}/${path}`)).status, path).toBe(404)
    const { kind: _, ...rest } = layerBody({ folder: 'aerial', enabled: false })
    expect((await admin.ask('PUT', `/map-layers/${id}`, { body: { ...rest, version: 1 } })).status).toBe(200)
    expect((await tile(id)).status).toBe(404)
    expect((await operator.read('/map/layers')).items).toEqual([])
    await remove(id)
  })

  it('of two administrators the second is told; order, change and removal are in the log with before and after', async () => {
    const [first, second] = [
      await add({ folder: 'aerial', nameZh: '甲' }),
      await add({ url: by('good'), nameZh: '乙' }),
    ]
    const { kind: _, ...rest } = layerBody({ folder: 'aerial', nameZh: '甲', maxZoom: 17 })
    const put = () => admin.ask('PUT', `/map-layers/${first}`, { body: { ...rest, version: 1 } })
    expect((await put()).status).toBe(200)
    expect(await put()).toMatchObject({
      status: 409,
      body: { code: 'versionConflict', present: { version: 2, maxZoom: 17 } },
    })
    const moved = await admin.ask('POST', `/map-layers/${second}/move`, { body: { version: 1, to: 'up' } })
    expect(moved.body.items.map((row: { id: string }) => row.id)).toEqual([second, first])
    expect((await operator.read('/map/layers')).items.map((row: MapLayer) => row.id)).toEqual([second, first])
    const page = await admin.read('/map-layers?limit=1')
    expect(page.items.map((row: { id: string }) => row.id)).toEqual([second])
    const next = await admin.read(`/map-layers?limit=1&cursor=${page.nextCursor}`)
    expect(next).toMatchObject({ items: [{ id: first }], nextCursor: null })
    await remove(first)
    await remove(second)
    const { rows } = await story.database.pool.query(
      `SELECT type, actor, data, personal -> 'fields' AS personal FROM event WHERE case_id = ANY ($1) ORDER BY seq`,
      [[first, second]],
    )
    expect(rows.map((row) => row.type)).toEqual([
      'layer.added',
      'layer.added',
      'layer.changed',
      'layer.moved',
      'layer.removed',
      'layer.removed',
    ])
    expect(rows[2]).toMatchObject({
      actor: { id: 'user-admin' },
      data: { before: { maxZoom: 18 }, after: { maxZoom: 17 } },
    })
    expect(rows[0]).toMatchObject({ personal: { after: { nameZh: '甲' } } })
    expect(JSON.stringify(rows.map((row) => row.data))).not.toMatch(/甲|乙|测绘院/)
  })

  it('another server on the same database shows a change at once', async () => {
    const port = await freePort()
    const other = mkdtempSync(join(tmpdir(), 'liandong-other-'))
    const DATABASE_URL = story.database.connectionString
    const server = await launchServer({ DEMO: '1', PORT: String(port), DATA_DIR: other, DATABASE_URL, ...SEALING })
    try {
      const there = await Client.signIn(`http://127.0.0.1:${port}/api/v1`, 'operator')
      const id = await add({ url: by('good') })
      const from = Date.now()
      await until('the layer on the other server', async () => (await there.read('/map/layers')).items[0])
      expect(Date.now() - from).toBeLessThan(4_000)
      await remove(id)
      await until('its end there', async () => (await there.read('/map/layers')).items.length === 0 || undefined)
    } finally {
      await server.end('SIGTERM')
      rmSync(other, { recursive: true, force: true })
    }
  })

  it('a form that is wrong says where, in the language of whoever asks', async () => {
    for (const [more, pointer] of [
      [{ url: 'ftp://tiles/{z}/{x}/{y}' }, '/url'],
      [{ url: 'http://{x}.tiles/{z}/{x}/{y}' }, '/url'],
      [{ url: 'http://169.254.169.254/{z}/{x}/{y}' }, '/url'],
      [{ url: 'http://tiles/{z}/{x}/{y}?tk=abcdef' }, '/url'],
      [{ url: by('good'), folder: 'aerial' }, '/url'],
      [{ folder: '../..' }, '/folder'],
      [{ folder: 'nowhere' }, '/folder'],
      [{ folder: 'aerial', minZoom: 9, maxZoom: 3 }, '/maxZoom'],
      [{ folder: 'aerial', file: 'x.pmtiles' }, '/file'],
    ] as const) {
      const { status, body } = await post(layerBody(more))
      expect({ more, status, pointers: body.errors?.map((one: { pointer: string }) => one.pointer) }).toEqual({
        more,
        status: 422,
        pointers: [pointer],
      })
    }
    const english = await admin.ask('POST', '/map-layers', { body: layerBody(), headers: { 'accept-language': 'en' } })
    expect(english.body.errors[0].message).toMatch(/an address or a folder/)
    expect((await ask(`${story.api}/map-layers`, 'POST', { body: layerBody() })).status).toBe(401)
  })
})
