import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { toMs } from '@liandong/shared/time.ts'
import { RESPONDER_NAME, RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import { usePostgres } from '../harness/postgres.ts'
import { untilLive } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)
let page: Page
let incident: IncidentState

/** From the instant a clock runs out to the row on the screen. */
const AT_ONCE_MS = 2_500

const row = (words: string): ReturnType<Page['locator']> =>
  page.getByRole('region', { name: '需要我处理' }).getByRole('listitem').filter({ hasText: words })

beforeAll(async () => {
  const { story } = room()
  page = await room().page('supervisor', '/supervise')
  await untilLive(page, 40_000)
  const operator = await story.as('operator')
  const { id } = await story.openIncident({ narrative: '东湖第一小学门口两位家长吵架', address: '东湖第一小学' })
  await operator.do(id, 'dispatch', { unitId: RESPONDER_UNIT_ID })
  incident = await (await story.as('responder')).do(id, 'acknowledge')
})

describe('a supervisor sees a breach at the moment it happens', () => {
  it('D10: nothing needs me two seconds before the twenty minutes are over, and the breach is there when they are', async () => {
    const { story } = room()
    const dueAt = toMs(incident.clocks.find((clock) => clock.clock === 'K4')?.dueAt as string)
    await story.forward(dueAt - story.now() - 6_000)
    await delay(2_000)
    expect(await row('到场超时').count()).toBe(0)
    await row('到场超时').waitFor({ timeout: 30_000 })
    const lateMs = story.now() - dueAt
    expect(lateMs).toBeGreaterThanOrEqual(0)
    expect(lateMs).toBeLessThan(AT_ONCE_MS)
  })

  it('says who has the ball, since when and what happens next, and offers one act', async () => {
    const words = await row('到场超时').innerText()
    expect(words).toContain(RESPONDER_NAME)
    expect(words).toMatch(/已 0:0\d/)
    expect(words).toContain('待出发')
    expect(await row('到场超时').getByRole('button', { name: '催办' }).isEnabled()).toBe(true)
  })

  it('keeps it in the day’s breaches when the unit has arrived and nothing needs me any more', async () => {
    await (await room().story.as('responder')).do(incident.id, 'arrive')
    await row('到场超时').waitFor({ state: 'detached' })
    const breaches = page.getByRole('list', { name: '今日超时' })
    await breaches.getByText('到场').waitFor()
    expect(await breaches.getByRole('listitem').count()).toBe(1)
  })
})
