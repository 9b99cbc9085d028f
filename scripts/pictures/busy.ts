import type { Page } from 'playwright-core'
import type { Camera, Look } from './camera.ts'
import type { Situation } from './situation.ts'

const choose = (page: Page, no: string): Promise<void> =>
  page
    .getByRole('option')
    .filter({ hasText: no.slice(-4) })
    .click()

/** A desk with one incident open. */
async function deskWith(camera: Camera, no: string, tab: RegExp, look: Look): Promise<Page> {
  const page = await camera.live('operator', '/desk', look)
  await page.getByRole('tab', { name: tab }).click()
  await choose(page, no)
  await page.locator('#pane-title').waitFor()
  return page
}

/** The busy afternoon, at the desk. */
export async function shootDesk(camera: Camera, { severe, responders, handedBack }: Situation): Promise<void> {
  await camera.shoot(await deskWith(camera, severe.no, /待处置/, { theme: 'day' }), 'desk-day')
  await camera.shoot(await deskWith(camera, responders.no, /处置中/, {}), 'desk-night')
  await camera.shoot(await deskWith(camera, severe.no, /Waiting/, { language: 'en' }), 'desk-en')

  const page = await deskWith(camera, severe.no, /待处置/, {})
  await page.keyboard.press('d')
  await page.getByRole('dialog').waitFor()
  await camera.shoot(page, 'desk-dispatch', { keep: true })
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.type('pd ')
  await camera.shoot(page, 'desk-command-bar', { keep: true })
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await camera.shoot(page, 'desk-keys', { keep: true })
  await page.keyboard.press('Escape')
  await page.keyboard.press('F2')
  await camera.shoot(page, 'desk-new-alert', { keep: true })
  await page.keyboard.press('Escape')
  await choose(page, handedBack.no)
  await page
    .locator('#pane-title')
    .filter({ hasText: handedBack.no.slice(-4) })
    .waitFor()
  await page.keyboard.press('t')
  await page.getByRole('dialog').waitFor()
  await camera.shoot(page, 'desk-ticket')

  const unread = await camera.open('operator', '/desk')
  await unread.route('**/api/v1/board', (route) => route.abort())
  await unread.reload()
  await unread.getByText('没有读到当前态势').waitFor()
  await camera.shoot(unread, 'desk-not-read')
}

/** The same afternoon on the wall and before the supervisor. */
export async function shootWatchers(camera: Camera): Promise<void> {
  await camera.shoot(await camera.live('wall', '/wall', { size: 'wall' }), 'wall-night')
  await camera.shoot(await camera.live('wall', '/wall', { size: 'wall', theme: 'day' }), 'wall-day')
  await camera.shoot(await camera.live('wall', '/wall', { size: 'wideWall' }), 'wall-wide')
  await camera.shoot(await camera.live('wall', '/wall', { size: 'wall', language: 'en' }), 'wall-en')

  for (const [name, look] of [
    ['night', {}],
    ['day', { theme: 'day' }],
    ['en', { language: 'en', theme: 'day' }],
  ] as const) {
    const page = await camera.live('supervisor', '/supervise', look)
    await page.locator('.need').first().waitFor()
    if (name !== 'day') {
      await page.locator('.need__open').first().click()
      await page.locator('#pane-title').waitFor()
    }
    await camera.shoot(page, `supervise-${name}`)
  }
}
