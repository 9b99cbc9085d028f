import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { type Room, SIZES, untilLive } from '../../server/test/browser/room.ts'

export type Look = {
  theme?: 'day' | 'night'
  language?: 'zh' | 'en'
  size?: keyof typeof SIZES
  url?: string
  /** Lets the server's time go on, for pages that are open side by side. */
  goesOn?: true
}

/** Sharp enough to read the smallest text of the desk, small enough for a repository. */
const QUALITY = 62
const LOOKS_STILL_MS = 900

/** The camera opens a page in a given look, lets it settle, and keeps what is on its screen as WebP. */
export class Camera {
  readonly #room: Room
  readonly #folder: string
  readonly taken: { name: string; bytes: number }[] = []
  #shownAt: number | undefined

  constructor(room: Room, folder: string) {
    this.#room = room
    this.#folder = folder
  }

  /** From here on every page is opened at this moment of the server's time, however long a slow machine takes. */
  holdTime(): void {
    this.#shownAt = this.#room.story.now()
  }

  /** A page that shows live work, or whatever it shows to nobody. */
  async open(who: string | null, path: string, look: Look = {}): Promise<Page> {
    const { story } = this.#room
    if (this.#shownAt !== undefined && look.goesOn === undefined) await story.forward(this.#shownAt - story.now())
    const { theme = 'night', language = 'zh', size = 'desk', url = this.#room.story.url } = look
    const context: BrowserContext = await this.#room.browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: SIZES[size],
      hasTouch: size === 'phone',
      reducedMotion: 'reduce',
    })
    await context.addInitScript(tellTheTime, story.now() - Date.now())
    await context.addInitScript(
      ([t, l]) => {
        localStorage.setItem('liandong.theme', t as string)
        localStorage.setItem('liandong.language', l as string)
      },
      [theme, language],
    )
    if (who !== null) {
      const [name, value] = (await this.#room.story.as(who)).cookie.split('=') as [string, string]
      await context.addCookies([{ name, value, url }])
    }
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.goto(`${url}${path}`, { timeout: 60_000 })
    return page
  }

  async live(who: string, path: string, look: Look = {}): Promise<Page> {
    const page = await this.open(who, path, look)
    await untilLive(page, 60_000)
    await page.evaluate(() => document.fonts.ready)
    await page.waitForFunction(
      (words) => {
        const titles = [...document.querySelectorAll('.panel-state__title')].map((title) => title.textContent ?? '')
        return !titles.some((title) => words.includes(title))
      },
      ['正在读取…', 'Reading…'],
    )
    return page
  }

  /** Keeps what the page shows now; closes it unless it is needed again. */
  async shoot(page: Page, name: string, { keep = false } = {}): Promise<void> {
    await page.waitForTimeout(LOOKS_STILL_MS)
    const cdp = await page.context().newCDPSession(page)
    const { data } = await cdp.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
    const file = join(this.#folder, `${name}.webp`)
    writeFileSync(file, Buffer.from(data, 'base64'))
    this.taken.push({ name, bytes: statSync(file).size })
    if (keep) await cdp.detach()
    else await page.context().close()
  }
}

/** The page's own clock shows the server's time, as a clock on the wall of the same room would. */
function tellTheTime(aheadMs: number): void {
  const real = Date
  const own = window as unknown as { aheadMs: number }
  own.aheadMs = aheadMs
  window.Date = class extends real {
    constructor(given?: number | string) {
      super(given ?? real.now() + own.aheadMs)
    }
    static override now = (): number => real.now() + own.aheadMs
  } as DateConstructor
}
