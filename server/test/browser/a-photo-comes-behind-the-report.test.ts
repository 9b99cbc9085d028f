import type { BrowserContext, Page } from 'playwright-core'
import { AxeBuilder } from '@axe-core/playwright'
import { beforeAll, describe, expect, it } from 'vitest'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { toMs } from '@liandong/shared/time.ts'
import { RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import { usePostgres } from '../harness/postgres.ts'
import { SIZES, untilLive, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres, {
  realTime: true,
  browserArgs: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
})
let phone: Page
let context: BrowserContext
let incident: IncidentState
let photo: Buffer
let takenAt = 0

const tap = (name: string) => phone.getByRole('button', { name, exact: true }).tap()
const known = async () => (await room().story.as('operator')).incident(incident.id)

beforeAll(async () => {
  const { story } = room()
  ;({ page: phone, context } = await room().enter('responder', '/duty', {
    viewport: SIZES.phone,
    hasTouch: true,
    isMobile: true,
  }))
  await untilLive(phone, 40_000)
  // the shell is on the phone with what is loaded late
  await phone.waitForFunction(
    async () => {
      const kept = await (await caches.open('liandong-duty-shell')).keys()
      return navigator.serviceWorker.controller !== null && kept.some(({ url }) => url.includes('AttachBar'))
    },
    undefined,
    { timeout: 30_000 },
  )
  const { id } = await story.openIncident({ narrative: '映荷社区3幢楼道堆放杂物，两家人争执', address: '映荷社区3幢' })
  incident = await (await story.as('operator')).do(id, 'dispatch', { unitId: RESPONDER_UNIT_ID })
  const responder = await story.as('responder')
  await responder.do(id, 'acknowledge')
  await responder.do(id, 'arrive')
  await phone.getByRole('button', { name: '首报', exact: true }).waitFor()
  // as a camera makes it: far larger than anybody needs on the way
  const base64 = await phone.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3_200, height: 2_400 })
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D
    for (let i = 0; i < 400; i++) {
      pen.fillStyle = `hsl(${(i * 37) % 360} 60% 50%)`
      pen.fillRect((i * 331) % 3_200, (i * 173) % 2_400, 220, 160)
    }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1] as string
  })
  photo = Buffer.from(base64, 'base64')
})

describe('A13 D11: a photo and a voice note come behind the report', () => {
  it('in a dead zone both are taken along: the report first, and the phone says what waits', async () => {
    await context.setOffline(true)
    await tap('首报')
    takenAt = Date.now()
    await phone.locator('input[type=file]').setInputFiles({ name: 'IMG.jpg', mimeType: 'image/jpeg', buffer: photo })
    await phone.getByRole('img', { name: '照片 1' }).waitFor()
    await tap('录音')
    await untilSays(phone, '停止录音 2 秒')
    expect(await phone.getByRole('button', { name: '发送首报' }).isDisabled(), 'nothing is sent half recorded').toBe(
      true,
    )
    await phone.getByRole('button', { name: /停止录音/ }).tap()
    await phone.getByLabel('录音 2', { exact: true }).waitFor()
    const { violations } = await new AxeBuilder({ page: phone }).include('dialog').analyze()
    expect(violations.map((one) => [one.id, one.nodes.map((node) => node.html)])).toEqual([])
    if (process.env.SHOTS) await phone.screenshot({ path: `${process.env.SHOTS}/attach-sheet.png` })
    await phone.getByRole('button', { name: '双方在', exact: true }).tap()
    await tap('发送首报')
    await untilSays(phone, '1 条待发')
    await untilSays(phone, '照片录音 2 件待传')
    if (process.env.SHOTS) await phone.screenshot({ path: `${process.env.SHOTS}/attach-waiting.png` })
  }, 60_000)

  it('a photo alone is enough: the third tap sends it, on the smallest phone without scrolling', async () => {
    await phone.setViewportSize({ width: 360, height: 640 })
    await phone.evaluate(() => (document.documentElement.dataset.theme = 'light'))
    await tap('补充报告')
    await phone.locator('input[type=file]').setInputFiles({ name: 'IMG.jpg', mimeType: 'image/jpeg', buffer: photo })
    await phone.getByRole('img', { name: '照片 1' }).waitFor()
    if (process.env.SHOTS) await phone.screenshot({ path: `${process.env.SHOTS}/attach-small.png` })
    await untilSays(phone, '已附 1 件，随报告发送')
    const send = await phone.getByRole('button', { name: '发送首报' }).boundingBox()
    expect((send?.y ?? 999) + (send?.height ?? 0)).toBeLessThanOrEqual(640)
    await tap('发送首报')
    await untilSays(phone, '照片录音 3 件待传')
    await phone.setViewportSize(SIZES.phone)
  })

  it('a file that is no picture is told at once, and nothing is sent of it', async () => {
    await tap('补充报告')
    const buffer = Buffer.from('<html></html>')
    await phone.locator('input[type=file]').setInputFiles({ name: 'IMG.jpg', mimeType: 'image/jpeg', buffer })
    await untilSays(phone, '这张照片无法读取，请重新拍摄')
    await phone.getByRole('button', { name: '关闭' }).tap()
  })

  it('they are still there when the page starts again without network', async () => {
    await phone.reload({ timeout: 30_000 })
    await untilSays(phone, '照片录音 3 件待传', 20_000)
    await untilSays(phone, '2 条待发')
  }, 60_000)

  it('back on the network the report goes first, then the pictures, with the time they were taken', async () => {
    await context.setOffline(false)
    await expect.poll(async () => (await known()).attachments?.length, { timeout: 40_000 }).toBe(3)
    await expect.poll(() => phone.getByText('件待传').count()).toBe(0)
    const { attachments = [], events } = await known()
    expect(attachments.map((one) => one.kind).toSorted()).toEqual(['photo', 'photo', 'voice'])
    const first = attachments.find((one) => one.kind === 'photo')
    expect(Math.abs(toMs(first?.at ?? '') - takenAt)).toBeLessThan(5_000)
    expect(first?.size, 'made smaller on the phone').toBeLessThan(photo.length / 2)
    const order = events.map((event) => event.type).filter((type) => /reported|attached/.test(type))
    expect(order).toEqual([
      'incident.reported',
      'incident.reported',
      'incident.attached',
      'incident.attached',
      'incident.attached',
    ])
    expect(events.filter((event) => event.type === 'incident.reported').map((event) => event.data.text)).toEqual([
      undefined,
      '现场情况见照片或录音',
    ])
  }, 60_000)

  it('the desk shows them: Enter makes a photo large, the arrows go on, Escape closes; a voice note plays', async () => {
    const desk = await room().page('operator', '/desk')
    await untilLive(desk, 40_000)
    await desk.getByRole('tab', { name: '处置中' }).click()
    await desk.locator('.case-row').first().click()
    const small = desk.getByRole('button', { name: /查看.*的照片/ })
    await expect.poll(() => small.count(), { timeout: 15_000 }).toBe(2)
    const size = await small
      .first()
      .locator('img')
      .evaluate(async (img: HTMLImageElement) => {
        await img.decode()
        return [img.naturalWidth, img.naturalHeight]
      })
    expect(size, 'the longest side').toEqual([1_600, 1_200])
    await untilSays(desk, '附件')
    const { violations } = await new AxeBuilder({ page: desk }).include('.attachments').analyze()
    expect(violations.map((one) => one.id)).toEqual([])
    await small.first().focus()
    if (process.env.SHOTS) await desk.screenshot({ path: `${process.env.SHOTS}/attach-desk.png` })
    await desk.keyboard.press('Enter')
    await untilSays(desk, '第 1 张，共 2 张')
    await desk.keyboard.press('ArrowRight')
    await untilSays(desk, '第 2 张，共 2 张')
    await desk.locator('.attachment-viewer img').evaluate((img: HTMLImageElement) => img.decode())
    if (process.env.SHOTS) await desk.screenshot({ path: `${process.env.SHOTS}/attach-viewer.png` })
    await desk.keyboard.press('Escape')
    await expect.poll(() => desk.locator('dialog[open]').count()).toBe(0)
    const played = await desk.locator('.attachments__voice audio').evaluate(
      (audio: HTMLAudioElement) =>
        new Promise<string>((done) => {
          audio.addEventListener('canplay', () => done('plays'))
          audio.addEventListener('error', () => done(`error ${audio.error?.message}`))
          audio.load()
          audio.preload = 'auto'
        }),
    )
    expect(played).toBe('plays')
  }, 90_000)
})
