import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium } from '../harness/chromium.ts'
import type { TestPostgres } from '../harness/postgres.ts'
import { Story, type StoryOptions } from '../harness/story.ts'
import { watchPage, type Watched } from './watch-page.ts'

/** The sizes the pages are made for (look.md). */
export const SIZES = {
  desk: { width: 1920, height: 1080 },
  wall: { width: 1920, height: 1080 },
  wideWall: { width: 3840, height: 1080 },
  phone: { width: 390, height: 844 },
} as const

export type OpenOptions = BrowserContextOptions & {
  /** Through a cable of the test's own instead of straight to the server. */
  url?: string
}

/** `browserArgs` are what this room's Chromium is started with beside the usual. */
export type RoomOptions = StoryOptions & { browserArgs?: readonly string[] }

export type Screened = { page: Page; context: BrowserContext; watched: Watched }

/** The command room of one test file: the real server, real Chromium, and as many people as it takes. */
export class Room {
  readonly story: Story
  readonly browser: Browser

  private constructor(story: Story, browser: Browser) {
    this.story = story
    this.browser = browser
  }

  static async open(
    postgres: Pick<TestPostgres, 'freshDatabase'>,
    { browserArgs = [], ...options }: RoomOptions = {},
  ): Promise<Room> {
    const [story, browser] = await Promise.all([
      Story.open(postgres as TestPostgres, options),
      launchChromium({ args: browserArgs }),
    ])
    return new Room(story, browser)
  }

  /** A page of somebody who is signed in already; `null` is nobody. */
  async enter(
    username: string | null,
    path: string,
    { url = this.story.url, ...options }: OpenOptions = {},
  ): Promise<Screened> {
    const context = await this.browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: SIZES.desk,
      ...options,
    })
    if (username !== null) {
      const [name, value] = (await this.story.as(username)).cookie.split('=') as [string, string]
      await context.addCookies([{ name, value, url }])
    }
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    const watched = watchPage(page)
    await page.goto(`${url}${path}`, { timeout: 60_000 })
    return { page, context, watched }
  }

  async page(username: string | null, path: string, options: OpenOptions = {}): Promise<Page> {
    return (await this.enter(username, path, options)).page
  }

  /** The same room seen with a browser of its own, whose processes a test may stop. */
  async another(): Promise<Room> {
    return new Room(this.story, await launchChromium())
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.story.close()
  }
}

/** How fresh a page itself takes its picture to be. */
export const freshnessOf = (page: Page): Promise<string | null> =>
  page.locator('.feed-frame').getAttribute('data-freshness')

/** Waits until a page shows live work. */
export async function untilLive(page: Page, withinMs = 20_000): Promise<void> {
  await page.locator('.feed-frame[data-freshness="live"]').waitFor({ state: 'attached', timeout: withinMs })
}

/** Waits until a text is on a page, at most so long. */
export async function untilSays(page: Page, words: string | RegExp, withinMs = 10_000): Promise<void> {
  await page.getByText(words).first().waitFor({ state: 'visible', timeout: withinMs })
}

/** Signs in as a person does, by the form. */
export async function signInByForm(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** The first sign-in with a password that somebody else chose: a new one is asked for at once. */
export async function chooseOwnPassword(page: Page, present: string, next: string): Promise<void> {
  for (const [name, value] of Object.entries({ present, next, repeat: next }))
    await page.locator(`input[name=${name}]`).fill(value)
  await page.locator('button[type=submit]').click()
}

/** Waits until a page is at a path. */
export const untilAt = (page: Page, path: string, withinMs = 10_000): Promise<void> =>
  page
    .waitForURL((url) => url.pathname === path, { timeout: withinMs })
    .catch((error: unknown) => {
      throw new Error(`The page is at ${page.url()}, not at ${path}.`, { cause: error })
    })
