import { setTimeout as delay } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { toMs } from '@liandong/shared/time.ts'
import { RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import { usePostgres } from '../harness/postgres.ts'
import { SIZES, untilLive, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
// its own time is the phone's time here: real clocks on both sides
const room = useRoom(postgres, { realTime: true })
let phone: Page
let context: BrowserContext
let incident: IncidentState
const pressedAt: Record<string, number> = {}

const press = async (name: string): Promise<void> => {
  await phone.getByRole('button', { name, exact: true }).tap()
  pressedAt[name] = Date.now()
}

beforeAll(async () => {
  const { story } = room()
  ;({ page: phone, context } = await room().enter('responder', '/duty', {
    viewport: SIZES.phone,
    hasTouch: true,
    isMobile: true,
  }))
  await untilLive(phone, 40_000)
  // the shell is on the phone once its worker has it
  await phone.waitForFunction(
    async () => {
      const kept = await (await caches.open('liandong-duty-shell')).keys()
      return navigator.serviceWorker.controller !== null && kept.length > 3
    },
    undefined,
    { timeout: 20_000 },
  )
  const { id } = await story.openIncident({
    narrative: '映荷社区3幢地下室渗水，两家人吵起来了',
    address: '映荷社区3幢',
  })
  incident = await (
    await story.as('operator')
  ).do(id, 'dispatch', { unitId: RESPONDER_UNIT_ID, content: '地下室没有信号' })
  await phone.getByText('地下室渗水').waitFor()
  await phone.getByText('地下室没有信号').waitFor()
})

describe('a phone without network loses nothing', () => {
  it('takes three acts in a dead zone, one after the other, and says how many wait', async () => {
    await context.setOffline(true)
    for (const [name, n] of [
      ['签收', 1],
      ['出发', 2],
      ['到场', 3],
    ] as const) {
      await press(name)
      await untilSays(phone, `${n} 条待发`)
      await delay(1_500)
    }
    const known = await (await room().story.as('operator')).incident(incident.id)
    expect(known.stage, 'the room knows nothing of it yet').toBe('dispatched')
  })

  it('starts again without network: the order, its words and the three acts are still there', async () => {
    await phone.reload({ timeout: 30_000 })
    await phone.getByText('地下室渗水').waitFor({ timeout: 20_000 })
    await untilSays(phone, '地下室没有信号')
    await untilSays(phone, '3 条待发')
    await phone.getByRole('button', { name: '首报', exact: true }).waitFor()
  }, 60_000)

  it('sends all three by itself when the network is back, each with the time at which it was pressed', async () => {
    await context.setOffline(false)
    await expect.poll(() => phone.getByText('条待发').count(), { timeout: 30_000 }).toBe(0)
    const now = await (await room().story.as('operator')).incident(incident.id)
    expect(now.stage).toBe('onScene')
    const [dispatch] = now.dispatches
    for (const [name, at] of [
      ['签收', dispatch?.acknowledgedAt],
      ['出发', dispatch?.departedAt],
      ['到场', dispatch?.arrivedAt],
    ] as const) {
      expect(Math.abs(toMs(at as string) - (pressedAt[name] as number)), name).toBeLessThan(1_200)
    }
    await untilLive(phone)
    await untilSays(phone, '首报剩余')
    expect(await phone.getByRole('alert').filter({ hasText: '没有被接受' }).count()).toBe(0)
  }, 60_000)
})
