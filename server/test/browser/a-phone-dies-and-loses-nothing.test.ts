import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toMs } from '@liandong/shared/time.ts'
import { RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import { launchPhone } from '../harness/chromium.ts'
import { usePostgres } from '../harness/postgres.ts'
import { untilLive, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres, { realTime: true })
const profile = mkdtempSync(join(tmpdir(), 'liandong-phone-'))
let context: BrowserContext
let incidentId: string
const pressedAt: Record<string, number> = {}

async function openPhone(): Promise<Page> {
  const { story } = room()
  context = await launchPhone(profile)
  const [name, value] = (await story.as('responder')).cookie.split('=') as [string, string]
  await context.addCookies([{ name, value, url: story.url }])
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(20_000)
  await page.goto(`${story.url}/duty`, { timeout: 60_000 })
  return page
}

/** The processes of this phone alone: they name its profile. */
const pids = (): number[] =>
  readdirSync('/proc').flatMap((entry) => {
    try {
      return /^\d+$/.test(entry) && readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(profile) ? [+entry] : []
    } catch {
      return []
    }
  })

beforeAll(async () => {
  const { story } = room()
  const { id } = await story.openIncident({ narrative: '映荷社区3幢地下室渗水，两家人吵起来了' })
  await (await story.as('operator')).do(id, 'dispatch', { unitId: RESPONDER_UNIT_ID })
  incidentId = id
})
afterAll(async () => {
  await context?.close().catch(() => undefined)
  rmSync(profile, { recursive: true, force: true })
})

describe('a phone dies and loses nothing', () => {
  it('sends what was pressed without network after its battery ran out, each with its own time', async () => {
    const page = await openPhone()
    await untilLive(page, 40_000)
    await context.setOffline(true)
    for (const [name, n] of [
      ['签收', 1],
      ['出发', 2],
      ['到场', 3],
    ] as const) {
      await page.getByRole('button', { name, exact: true }).tap()
      pressedAt[name] = Date.now()
      await untilSays(page, `${n} 条待发`)
      await page.waitForTimeout(1_500)
    }
    const dead = pids()
    expect(dead.length).toBeGreaterThan(1)
    for (const pid of dead) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // a child goes with its parent
      }
    }
    await context.close().catch(() => undefined)

    const again = await openPhone()
    await untilLive(again, 40_000)
    const operator = await room().story.as('operator')
    await expect.poll(async () => (await operator.incident(incidentId)).stage, { timeout: 30_000 }).toBe('onScene')
    const [order] = (await operator.incident(incidentId)).dispatches
    for (const [name, at] of [
      ['签收', order?.acknowledgedAt],
      ['出发', order?.departedAt],
      ['到场', order?.arrivedAt],
    ] as const)
      expect(Math.abs(toMs(at as string) - (pressedAt[name] as number)), name).toBeLessThan(1_200)
  }, 180_000)

  it('sends what an earlier version of the page had kept', async () => {
    const page = context.pages()[0] as Page
    const operator = await room().story.as('operator')
    const me = await (await room().story.as('responder')).read('/session')
    const order = (await operator.incident(incidentId)).dispatches[0]
    await page.evaluate(
      ([user, id, dispatchId]) =>
        localStorage.setItem(
          `liandong.outbox.${user}`,
          JSON.stringify({
            refused: [],
            waiting: [
              {
                key: 'old-1',
                incidentId: id,
                incidentNo: '1',
                dispatchId,
                command: 'note',
                body: { text: '旧版留下的一句话' },
                occurredAt: new Date().toISOString(),
              },
            ],
          }),
        ),
      [me.user.id, incidentId, order?.id] as const,
    )
    await page.reload()
    await expect
      .poll(async () => JSON.stringify((await operator.incident(incidentId)).events), { timeout: 30_000 })
      .toContain('旧版留下的一句话')
    expect(await page.evaluate((user) => localStorage.getItem(`liandong.outbox.${user}`), me.user.id)).toBeNull()
  }, 60_000)
})
