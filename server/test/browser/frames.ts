import type { Browser, CDPSession } from 'playwright-core'
import { until } from '../harness/until.ts'

/** `watchFrames` receives what the compositor paints, which goes on while the page's own script hangs. */
export async function watchFrames(cdp: CDPSession): Promise<{ last: () => string }> {
  let last: string | undefined
  cdp.on('Page.screencastFrame', ({ data, sessionId }) => {
    last = data
    void cdp.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined)
  })
  await cdp.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 })
  await until('a first frame', () => last)
  return { last: () => last as string }
}

/** The colour of one pixel of a PNG, read by another page: `edge` is the middle of the left border. */
export async function pixelAt(browser: Browser, png: string, _where: 'edge'): Promise<[number, number, number]> {
  const page = await browser.newPage()
  try {
    return await page.evaluate(async (data) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
      const canvas = new OffscreenCanvas(image.width, image.height)
      const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
      pen.drawImage(image, 0, 0)
      const [r, g, b] = pen.getImageData(2, Math.floor(image.height / 2), 1, 1).data
      return [r, g, b] as [number, number, number]
    }, png)
  } finally {
    await page.close()
  }
}
