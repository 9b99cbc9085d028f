import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import { usePostgres } from '../harness/postgres.ts'
import { SIZES, untilLive } from './room.ts'
import { useRoom } from './use-room.ts'
import { violationsOf } from './violations.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

const PAGES = [
  { who: null, path: '/', size: SIZES.desk },
  { who: 'operator', path: '/desk', size: SIZES.desk },
  { who: 'wall', path: '/wall', size: SIZES.wall },
  { who: 'responder', path: '/duty', size: SIZES.phone },
  { who: 'supervisor', path: '/supervise', size: SIZES.desk },
] as const

beforeAll(async () => {
  // something of everything on each page: an untold alert, an order that nobody takes, a breach, one that is done
  const { story } = room()
  const operator = await story.as('operator')
  const responder = await story.as('responder')
  const opened = await Promise.all(
    ['有人持刀在映荷社区3幢楼下追人，快来', '映荷社区5幢楼上漏水，和邻居吵起来了', '庙东社区有人在卖假药'].map(
      (narrative) => story.openIncident({ narrative, caller: { name: '李女士', phone: '13800000000' } }),
    ),
  )
  const ids = opened.map((incident) => incident.id) as [string, string, string]
  await operator.do(ids[1], 'dispatch', { unitId: RESPONDER_UNIT_ID, content: '先核实是否断电' })
  await story.forward(21 * 60_000)
  await responder.do(ids[1], 'acknowledge')
  await operator.do(ids[2], 'settle', { outcome: 'noAction', text: '误报' })
})

describe('nobody is shut out', () => {
  it.each(PAGES.flatMap((one) => (['day', 'night'] as const).map((theme) => ({ ...one, theme }))))(
    'axe finds nothing on $path by $theme',
    async ({ who, path, size, theme }) => {
      const { page, context } = await room().enter(who, path, { viewport: size })
      await page.evaluate((choice) => localStorage.setItem('liandong.theme', choice), theme)
      await page.reload()
      await settled(page, path)
      expect(await violationsOf(page)).toEqual([])
      await context.close()
    },
    60_000,
  )

  it('nor in what opens on top of the desk: the incident, the dispatch dialog, all keys, a new alert, the account menu', async () => {
    const page = await room().page('operator', '/desk')
    await settled(page, '/desk')
    // the queue may still be on its way when the page is live: pressed again until there is a row to open
    await vi.waitFor(
      async () => {
        await page.keyboard.press('j')
        await page.locator('#pane-title').waitFor({ timeout: 1_000 })
      },
      { timeout: 15_000 },
    )
    expect(await violationsOf(page)).toEqual([])
    for (const key of ['d', '?', 'F2']) {
      await page.keyboard.press(key)
      await page.getByRole('dialog').waitFor()
      expect(await violationsOf(page), key).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.getByRole('button', { name: '账号' }).click()
    expect(await violationsOf(page)).toEqual([])
  }, 90_000)

  it('nor in the sheets of the phone', async () => {
    const page = await room().page('responder', '/duty', { viewport: SIZES.phone })
    await settled(page, '/duty')
    for (const name of ['堵路/地址错', '拒绝']) {
      await page.getByRole('button', { name, exact: true }).click()
      await page.getByRole('dialog').waitFor()
      expect(await violationsOf(page), name).toEqual([])
      await page.keyboard.press('Escape')
    }
  }, 60_000)
})

async function settled(page: Page, path: string): Promise<void> {
  if (path === '/') await page.getByRole('region', { name: '演示账号' }).waitFor()
  else await untilLive(page, 30_000)
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.allSettled(
      document
        .getAnimations()
        .filter((a) => a.effect?.getTiming().iterations !== Infinity && Number(a.effect?.getTiming().duration) < 1_000)
        .map((a) => a.finished),
    )
  })
}
