import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { layCable, type Cable } from './cable.ts'
import { untilLive } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)
let cable: Cable
let there: Page
let cut: Page

const TABS = ['待处置', '处置中', '监管'] as const

beforeAll(async () => {
  cable = await layCable(Number(new URL(room().story.url).port))
  ;[there, cut] = await Promise.all([
    room().page('operator', '/desk'),
    room().page('operator', '/desk', { url: cable.url }),
  ])
  await Promise.all([there, cut].map((page) => untilLive(page, 40_000)))
  await cut.evaluate(() => void Object.assign(window, { isSamePage: true }))
})
afterAll(() => cable.end())

/** What a desk shows: its tabs with their numbers, and the rows of each without their ages. */
async function shownOn(page: Page): Promise<string[]> {
  const rows: string[] = []
  for (const name of TABS) {
    const tab = page.getByRole('tab', { name: new RegExp(name) })
    await tab.click()
    rows.push((await tab.innerText()).replace(/\s+/g, ' '))
    rows.push(
      ...(await page.locator('.queue__row').evaluateAll((all) =>
        all.map((row) => {
          const copy = row.cloneNode(true) as HTMLElement
          for (const moving of copy.querySelectorAll('time, .case-row__ring')) moving.remove()
          return copy.textContent ?? ''
        }),
      )),
    )
  }
  return rows
}

/** About a hundred events: alerts, orders, acknowledgements, reports, a settlement and a closure. */
async function muchHappens(from: number): Promise<void> {
  const { story } = room()
  const operator = await story.as('operator')
  const opened = await Promise.all(
    Array.from({ length: 14 }, (_, n) =>
      story.openIncident({ narrative: `第${from + n}起：楼道里堆放杂物，邻居吵架`, address: '映荷社区3幢' }),
    ),
  )
  const units = (await story.board()).units.filter((unit) => unit.onDuty && unit.incidentId === null)
  await Promise.all(
    opened.slice(0, 8).map(async ({ id }, n) => {
      await operator.do(id, 'dispatch', { unitId: units[n]?.id })
      if (n >= 6) return
      await operator.do(id, 'acknowledge')
      await operator.do(id, 'arrive', { manualReason: '电台报告到场' })
      await operator.do(id, 'report', { text: '双方都在' })
      if (n >= 3) return
      await operator.do(id, 'settle', { outcome: 'settled' })
      if (n === 0) await operator.do(id, 'close')
    }),
  )
}

describe('a screen that was cut off catches up', () => {
  it.each([
    ['a pulled cable', 'pull'],
    ['a closed connection', 'close'],
  ] as const)(
    'after 5 s behind %s it shows the same rows as one that was there all the time, without a reload',
    async (_way, lose) => {
      const before = (await room().story.board()).seq
      cable[lose]()
      const lost = delay(5_000)
      await muchHappens(lose === 'pull' ? 100 : 200)
      await lost
      const { seq } = await room().story.board()
      expect(seq - before, 'about a hundred events passed').toBeGreaterThan(80)
      expect(await shownOn(cut), 'it really was cut off').not.toEqual(await shownOn(there))
      cable.plug()
      await expect.poll(() => shownOn(cut), { timeout: 20_000, interval: 500 }).toEqual(await shownOn(there))
      await untilLive(cut)
      expect(await cut.evaluate(() => 'isSamePage' in window), 'no reload').toBe(true)
    },
  )
})
