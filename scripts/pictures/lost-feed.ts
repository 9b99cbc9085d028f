import type { Page } from 'playwright-core'
import { AMBER_AFTER_MS, RED_AFTER_MS } from '../../console/src/live/freshness.ts'
import { layCable } from '../../server/test/browser/cable.ts'
import type { Story } from '../../server/test/harness/story.ts'
import type { Camera } from './camera.ts'

const becomes = (page: Page, freshness: string, withinMs: number): Promise<void> =>
  page.locator(`.feed-frame[data-freshness="${freshness}"]`).waitFor({ state: 'attached', timeout: withinMs + 10_000 })

/** What the screens look like when nothing comes any more: amber after ten seconds, red after thirty. */
export async function shootLostFeed(camera: Camera, story: Story): Promise<void> {
  const cable = await layCable(Number(new URL(story.url).port))
  const wall = await camera.live('wall', '/wall', { size: 'wall', url: cable.url })
  await wall.getByRole('button', { name: '试音' }).first().click()
  const desk = await camera.live('operator', '/desk', { url: cable.url, theme: 'day', goesOn: true })
  const phone = await camera.live('responder', '/duty', { size: 'phone', url: cable.url, goesOn: true })
  cable.pull()
  await Promise.all([wall, desk, phone].map((page) => becomes(page, 'amber', AMBER_AFTER_MS)))
  await camera.shoot(wall, 'wall-amber', { keep: true })
  await camera.shoot(desk, 'desk-amber', { keep: true })
  await Promise.all([wall, desk, phone].map((page) => becomes(page, 'red', RED_AFTER_MS)))
  await camera.shoot(wall, 'wall-red')
  await camera.shoot(desk, 'desk-red')
  await camera.shoot(phone, 'duty-red')
  await cable.end()
}
