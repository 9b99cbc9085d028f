import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome']

function findChromium(): string {
  const executablePath = [process.env.CHROMIUM_PATH ?? '', ...places].find((path) => path !== '' && existsSync(path))
  if (executablePath === undefined)
    throw new Error(
      'There is no Chromium here: install it (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.',
    )
  return executablePath
}

const ARGS = [
  '--headless',
  '--no-sandbox', // root has no other way
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=user-gesture-required',
]

/** launchChromium starts the system's own Chromium, quiet: no request leaves it that a page did not make. */
export const launchChromium = (more: { args?: readonly string[]; slowMo?: number } = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    headless: true,
    ...(more.slowMo === undefined ? {} : { slowMo: more.slowMo }),
    args: [...ARGS, ...(more.args ?? [])],
  })

/** A phone whose browser keeps what it keeps in `profile`, as a phone does when it is switched off. */
export const launchPhone = (profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    args: ARGS,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
