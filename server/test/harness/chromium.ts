import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome']

/** launchChromium starts the system's own Chromium, quiet: no request leaves it that a page did not make. */
export function launchChromium(more: { args?: readonly string[]; slowMo?: number } = {}): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM_PATH ?? '', ...places].find((path) => path !== '' && existsSync(path))
  if (executablePath === undefined)
    throw new Error(
      'There is no Chromium here: install it (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.',
    )
  return chromium.launch({
    executablePath,
    headless: true,
    ...(more.slowMo === undefined ? {} : { slowMo: more.slowMo }),
    args: [
      '--headless',
      '--no-sandbox', // root has no other way
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=user-gesture-required',
      ...(more.args ?? []),
    ],
  })
}
