import type { Page } from 'playwright-core'
import { MINUTE_MS } from '../../shared/src/time.ts'
import type { Story } from '../../server/test/harness/story.ts'
import type { Camera } from './camera.ts'

/** One order, from the ring to its end, as the thumb goes. */
export async function shootPhone(camera: Camera, story: Story): Promise<void> {
  await camera.shoot(await camera.live('responder', '/duty', { size: 'phone', theme: 'day' }), 'duty-order-day')
  await camera.shoot(await camera.live('responder', '/duty', { size: 'phone', language: 'en' }), 'duty-order-en')
  const page = await camera.live('responder', '/duty', { size: 'phone' })
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
  const shows = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).waitFor()
  const timePasses = async (ms: number): Promise<void> => {
    await story.forward(ms)
    await page.evaluate((by) => void ((window as unknown as { aheadMs: number }).aheadMs += by), ms)
  }
  await shows('签收')
  await camera.shoot(page, 'duty-order', { keep: true })
  await press('签收')
  await shows('出发')
  await press('拒绝')
  await camera.shoot(page, 'duty-decline', { keep: true })
  await page.keyboard.press('Escape')
  await press('出发')
  await shows('到场')
  await timePasses(17 * MINUTE_MS)
  await page.waitForTimeout(3_000)
  await camera.shoot(page, 'duty-near', { keep: true })
  await timePasses(4 * MINUTE_MS)
  await page.waitForTimeout(3_000)
  await camera.shoot(page, 'duty-late', { keep: true })
  await press('到场')
  await shows('首报')
  await press('首报')
  await press('双方在')
  await press('可现场处结')
  await camera.shoot(page, 'duty-report', { keep: true })
  await deadZone(page, camera)
}

/** The report is pressed where there is no network; then it goes out, and the order is settled. */
async function deadZone(page: Page, camera: Camera): Promise<void> {
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '发送首报', exact: true }).click()
  await page.getByText('条待发').waitFor()
  await page.waitForTimeout(12_000)
  await camera.shoot(page, 'duty-offline', { keep: true })
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '带回移交', exact: true }).click()
  await camera.shoot(page, 'duty-handback')
}
