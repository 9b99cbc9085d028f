import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { gridPlace } from '@liandong/shared/map/tile-grid.ts'
import { toGcj02 } from '@liandong/shared/geo/gcj02.ts'
import { layerBody, startTileServer, type TileServer } from '../harness/tile-server.ts'
import { usePostgres } from '../harness/postgres.ts'
import { until } from '../harness/until.ts'
import { untilLive, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'
import { violationsOf } from './violations.ts'

const postgres = usePostgres()
const room = useRoom(postgres)
let upstream: TileServer
beforeAll(async () => void (upstream = await startTileServer()))
afterAll(() => upstream.close())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) })
const PICTURES = '.leaflet-pictures-pane img.leaflet-tile-loaded'
const untilPictures = (page: Page) => page.locator(PICTURES).first().waitFor({ timeout: 20_000 })

async function openLayers(): Promise<Page> {
  const page = await room().page('admin', '/admin#layers')
  await page.getByRole('heading', { level: 2, name: '地图图层' }).waitFor()
  return page
}

/** From behind, for what is not about the form. */
async function addLayer(more: Record<string, unknown>): Promise<{ id: string }> {
  const admin = await room().story.as('admin')
  const { status, body } = await admin.ask('POST', '/map-layers', { body: layerBody(more) })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
async function removeAll(): Promise<void> {
  const admin = await room().story.as('admin')
  for (const { id, version } of (await admin.read('/map-layers')).items)
    expect((await admin.ask('POST', `/map-layers/${id}/remove`, { body: { version } })).status).toBe(204)
}

beforeEach(removeAll)

describe('map layers', () => {
  it('an administrator adds one, tries a tile of it, and the desk shows it; no request leaves the site', async () => {
    const page = await openLayers()
    await untilSays(page, '还没有图层')
    await press(page, '新增图层')
    await page.getByRole('radio', { name: '自有瓦片' }).check()
    await page.getByLabel('中文名称').fill('东湖街道航空影像二〇二六年第一期')
    await page.getByLabel('英文名称').fill('Aerial 2026')
    await page.getByLabel('服务地址').fill(`${upstream.url}/good/{z}/{x}.png`)
    await page.getByLabel('版权说明').fill('© 区测绘院')
    await page.getByRole('dialog').getByRole('button', { name: '新增图层' }).click()
    await untilSays(page, /须含 \{z\}、\{x\} 和 \{y\}/)
    expect(await violationsOf(page)).toEqual([])
    await page.getByLabel('服务地址').fill(`${upstream.url}/good/{z}/{x}/{y}.png`)
    await page.getByRole('dialog').getByRole('button', { name: '新增图层' }).click()
    await row(page, '航空影像').waitFor()
    expect(await violationsOf(page)).toEqual([])
    await press(page, '试一张瓦片')
    await untilSays(page, /已取到：PNG 图片，\d+ B，用时 \d+ 毫秒/)
    expect(await violationsOf(page)).toEqual([])
    await press(page, '关闭')

    const { page: desk, watched, context } = await room().enter('operator', '/desk')
    const asked = new Set<string>()
    context.on('request', (request) => asked.add(new URL(request.url()).origin))
    await untilLive(desk)
    await untilPictures(desk)
    await untilSays(desk, '© 区测绘院')
    expect(upstream.asked.length).toBeGreaterThan(4)
    expect([...asked].filter((origin) => origin !== room().story.url && origin !== 'null')).toEqual([])
    expect(watched.foreign).toEqual([])
    expect(watched.complaints).toEqual([])
    expect(await violationsOf(desk)).toEqual([])
    await context.close()
  }, 120_000)

  it('whoever sits at the desk chooses by the keyboard, and finds the choice again; the schematic map is one', async () => {
    await addLayer({ url: `${upstream.url}/good/{z}/{x}/{y}.png` })
    const desk = await room().page('leader', '/desk')
    await untilPictures(desk)
    await desk.getByRole('button', { name: /^底图：/ }).focus()
    await desk.keyboard.press('Enter')
    expect(await violationsOf(desk)).toEqual([])
    await desk.keyboard.press('ArrowDown')
    await until('the schematic map', async () => (await desk.locator(PICTURES).count()) === 0 || undefined)
    await desk.keyboard.press('Escape')
    await until(
      'the list to close',
      async () => (await desk.getByRole('radio', { name: '示意图' }).count()) === 0 || undefined,
    )
    expect(await desk.evaluate(() => document.activeElement?.textContent)).toBe('底图：示意图')
    await desk.reload()
    await desk.getByRole('button', { name: '底图：示意图' }).waitFor()
    expect(await desk.locator(PICTURES).count()).toBe(0)
    const other = await room().page('operator', '/desk')
    await untilPictures(other)
  }, 120_000)

  it('a wall takes the first layer that is for walls; one that is moved up stays under the finger', async () => {
    await addLayer({ url: `${upstream.url}/good/{z}/{x}/{y}.png` })
    const wall = await room().page('wall', '/wall')
    await wall.locator('.map-ground').waitFor()
    await wall.getByText('示意图').waitFor()
    expect(await wall.locator('.layer-switch').count()).toBe(0)
    await addLayer({
      url: `${upstream.url}/good/wall/{z}/{x}/{y}.png`,
      nameZh: '大屏影像',
      onWall: true,
      attribution: '© 大屏',
    })
    const page = await openLayers()
    const up = row(page, '大屏影像').getByRole('button', { name: '上移：大屏影像' })
    await up.focus()
    await page.keyboard.press('Enter')
    await until('the first place', async () => {
      const first = await page.locator('tbody tr').first().textContent()
      return first?.includes('大屏影像') || undefined
    })
    await until('the focus on its row', async () => {
      const held = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
      return held === '下移：大屏影像' || undefined
    })
    await wall.reload()
    await untilPictures(wall)
    await wall.getByText('© 大屏').waitFor()
    expect(upstream.asked.some((path) => path.startsWith('/good/wall/'))).toBe(true)
  }, 120_000)

  it('where no tile comes the schematic map is left, and the map says so', async () => {
    await addLayer({ url: `${upstream.url}/gone/{z}/{x}/{y}.png` })
    const desk = await room().page('operator', '/desk')
    await untilSays(desk, '底图暂时取不到，现为示意图')
  }, 120_000)

  it('A7: a layer in GCJ-02 lies under an incident where it happened', async () => {
    await addLayer({ url: `${upstream.url}/good/gcj/{z}/{x}/{y}.png`, crs: 'gcj02' })
    const at = { lat: 30.4338, lon: 120.2969 }
    await room().story.openIncident({ location: { ...at, crs: 'wgs84' } })
    const desk = await room().page('operator', '/desk')
    await untilLive(desk)
    await untilPictures(desk)
    await desk.keyboard.press('j')
    await desk.locator('.map-marker-selected').waitFor({ state: 'attached' })
    const shown = toGcj02(at)
    const off = await until('the tile under the incident', async () => {
      const z = await desk
        .locator(PICTURES)
        .first()
        .evaluate((tile) => Number((tile as HTMLImageElement).src.split('/').at(-3)))
      const place = gridPlace(shown, z)
      const [x, y] = [Math.floor(place.x), Math.floor(place.y)]
      const tile = await desk.locator(`${PICTURES}[src*="/${z}/${x}/${y}?"]`).first().boundingBox()
      const marker = await desk.locator('.map-marker-selected svg').boundingBox()
      if (!tile || !marker) return undefined
      // a tile reaches one pixel of its 257 over the next
      const px = tile.width / (257 / 256)
      return {
        px: Math.hypot(
          tile.x + (place.x - x) * px - (marker.x + marker.width / 2),
          tile.y + (place.y - y) * px - (marker.y + marker.height / 2),
        ),
        // as far as the shift would put it off
        shift: Math.hypot(gridPlace(at, z).x - place.x, gridPlace(at, z).y - place.y) * px,
      }
    })
    expect(off.shift).toBeGreaterThan(20)
    expect(off.px).toBeLessThan(3)
  }, 120_000)
})
