import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { offsetM, type GeoPoint } from '@liandong/shared/geo/point.ts'
import { loadPlace } from '../../src/demo/place/place.ts'
import { RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import { usePostgres } from '../harness/postgres.ts'
import { until } from '../harness/until.ts'
import { SIZES, untilLive, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'

const room = useRoom(usePostgres(), { realTime: true })
const SCENE = loadPlace().centres[0]?.point as GeoPoint
const at = (m: number) => {
  const { lat, lon } = offsetM(SCENE, m, 0)
  return { latitude: lat, longitude: lon, accuracy: 8 }
}

it('K4 D10: a phone that is carried into the circle arrives by itself, and both phone and desk are told how it is known', async () => {
  const { story } = room()
  const operator = await story.as('operator')
  const { page, context } = await room().enter('responder', '/duty', {
    viewport: SIZES.phone,
    hasTouch: true,
    isMobile: true,
    geolocation: at(900),
    permissions: ['geolocation'],
  })
  await untilLive(page, 40_000)
  const { id } = await story.openIncident({ location: { ...SCENE, crs: 'wgs84' } })
  await operator.do(id, 'dispatch', { unitId: RESPONDER_UNIT_ID })
  await page.getByRole('button', { name: '签收', exact: true }).tap()
  const order = async () => (await operator.incident(id)).dispatches[0]
  await until('the acknowledgement', async () => ((await order())?.acknowledgedAt ? true : undefined))
  await delay(1_000)
  await page.getByRole('button', { name: '出发', exact: true }).tap()
  await until('the departure', async () => ((await order())?.departedAt ? true : undefined))
  const walkTo = async (m: number) => {
    await context.setGeolocation(at(m))
    // a phone posts no sooner than this
    await delay(5_500)
  }
  await walkTo(500)
  await walkTo(110)
  await walkTo(70)
  await walkTo(30)
  const arrived = await until('the arrival', async () => {
    const now = await order()
    return now?.arrivedAt ? now : undefined
  })
  expect(arrived.arrivalProof).toBe('geofence')
  await untilSays(page, '首报剩余')
  const desk = await room().page('operator', '/desk')
  await untilLive(desk, 40_000)
  await desk.getByRole('tab', { name: /处置中/ }).click()
  await desk.keyboard.press('j')
  await untilSays(desk, '围栏自动到场')
  await page.getByText('首报').first().waitFor()
  // K4: it only drove past, and says so: the way to the scene goes on
  await untilSays(page, '系统判定已到场')
  await page.getByRole('button', { name: '没有到', exact: true }).tap()
  await untilSays(page, '到场已撤回')
  await untilSays(page, '到场剩余')
  await until('the arrival taken back', async () => ((await order())?.arrivedAt === null ? true : undefined))
  await untilSays(desk, '自动到场已撤回')
}, 120_000)
