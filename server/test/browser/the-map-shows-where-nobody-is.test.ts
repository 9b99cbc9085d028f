import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { coverageGaps } from '@liandong/shared/duty/coverage.ts'
import { loadPlace } from '../../src/demo/place/place.ts'
import { usePostgres } from '../harness/postgres.ts'
import { SIZES, untilLive } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

/** The one who is on duty for the first village, whichever shift it is, and what an administrator sends of them. */
async function onDutyIn(villageId: string) {
  const admin = await room().story.as('admin')
  const { units } = await room().story.board()
  const { grids, centres } = loadPlace()
  const own = [villageId, ...grids.filter((grid) => grid.centreId === villageId).map((grid) => grid.id)]
  const [one, ...others] = units.filter((unit) => unit.onDuty && own.includes(unit.organisationId))
  if (!one || others.length > 0) throw new Error(`${villageId} has not just one on duty`)
  const { items } = await admin.read('/units?limit=200')
  const row = items.find((item: { id: string }) => item.id === one.id)
  const { id, retiredAt: _retired, ...form } = row
  const send = (more: object) => admin.ask('PUT', `/units/${id}`, { body: { ...form, ...more } })
  return { send, form, name: centres.find((centre) => centre.id === villageId)?.name as string }
}

const legend = (page: Page) => page.locator('.map-note--gaps')

/** Keeps what the ground's canvas shows now. */
const keepGround = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const canvas = document.querySelector('.leaflet-tile-pane canvas') as HTMLCanvasElement
    const kept = globalThis as { ground?: ArrayLike<number> | undefined }
    kept.ground = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
  })

/** How many pixels of the ground are other than kept. */
const changedGround = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector('.leaflet-tile-pane canvas') as HTMLCanvasElement
    const now = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    const { ground } = globalThis as { ground?: ArrayLike<number> | undefined }
    if (ground?.length !== now.length) return -1
    let differing = 0
    for (let i = 0; i < now.length; i += 4) if (now[i] !== ground[i]) differing++
    return differing
  })

describe('A12: where nobody is on duty', () => {
  it('a village whose last person is taken off the rota is hatched on desk and wall, and counted, within 5 s', async () => {
    const unit = await onDutyIn('village-01')
    const [desk, wall] = await Promise.all([
      room().page('operator', '/desk'),
      room().page('wall', '/wall', { viewport: SIZES.wideWall }),
    ])
    await Promise.all([untilLive(desk), untilLive(wall)])
    await desk.locator('.map-note').first().waitFor()
    await wall.locator('.leaflet-tile-pane canvas').waitFor()
    const count = wall.locator('.wall-row').filter({ hasText: '力量缺口' }).locator('dd')
    await expect.poll(() => count.innerText(), { timeout: 15_000 }).toBe('0')
    expect(await legend(desk).count()).toBe(0)
    await desk.waitForTimeout(500)
    await keepGround(desk)

    const off = await unit.send({ duty: [] })
    expect(off.status).toBe(200)
    const since = Date.now()
    for (const page of [desk, wall]) {
      await legend(page).waitFor({ timeout: 5_000 })
      expect(await legend(page).innerText()).toBe(`无人在岗 1 处：${unit.name}`)
    }
    await expect.poll(() => count.innerText(), { timeout: 5_000 }).toBe('1')
    expect(Date.now() - since).toBeLessThan(5_000)
    await expect.poll(() => changedGround(desk), { timeout: 5_000 }).toBeGreaterThan(300)

    // what the screens say is what the rule says of the board everybody reads
    const { grids, centres } = loadPlace()
    const villages = centres.map(({ id, name }) => ({ id, name, grids: grids.filter((grid) => grid.centreId === id) }))
    const board = await room().story.board()
    expect(coverageGaps(villages, board.units).map((gap) => gap.id)).toEqual(['village-01'])

    const { version } = off.body.unit
    expect((await unit.send({ version, duty: [{ fromMinute: 0, toMinute: 1_440 }] })).status).toBe(200)
    await legend(desk).waitFor({ state: 'detached', timeout: 5_000 })
    await expect.poll(() => count.innerText(), { timeout: 5_000 }).toBe('0')
    await expect.poll(() => changedGround(desk), { timeout: 5_000 }).toBe(0)
  }, 90_000)

  it('one grid whose own person is off is hatched by itself while the rest of its village is covered', async () => {
    const admin = await room().story.as('admin')
    const unit = await onDutyIn('village-02')
    const { organisationId } = unit.form
    const desk = await room().page('operator', '/desk')
    await untilLive(desk)
    // the one on duty stands for one grid, and somebody who is off duty for another
    const { version: _version, ...form } = unit.form
    const moved = await unit.send({ organisationId: 'grid-02-1' })
    expect(moved.status).toBe(200)
    const { status, body } = await admin.ask('POST', '/units', {
      body: { ...form, name: '网格乙', callSign: null, phone: null, organisationId: 'grid-02-2', duty: [] },
    })
    expect({ status, body }).toMatchObject({ status: 201 })
    await legend(desk).waitFor({ timeout: 5_000 })
    const grid = loadPlace().grids.find((one) => one.id === 'grid-02-2')
    const own = await legend(desk).innerText()
    expect(own).toContain(grid?.name)
    expect(own).not.toContain(unit.name)
    await unit.send({ version: moved.body.unit.version, organisationId })
    await admin.ask('POST', `/units/${body.unit.id}/retire`, { body: { version: 1 } })
    await legend(desk).waitFor({ state: 'detached', timeout: 5_000 })
  }, 60_000)
})
