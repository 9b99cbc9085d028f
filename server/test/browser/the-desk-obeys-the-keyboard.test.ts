import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { usePostgres } from '../harness/postgres.ts'
import { until } from '../harness/until.ts'
import { untilLive } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)
let desk: Page
let cdp: CDPSession
let incidents: IncidentState[]

const bar = (): ReturnType<Page['locator']> => desk.getByRole('combobox', { name: '命令' })
const dialog = (): ReturnType<Page['locator']> => desk.getByRole('dialog')
const selected = (): Promise<string> => desk.locator('.queue__row[aria-selected="true"]').innerText()
const title = (): ReturnType<Page['locator']> => desk.locator('#pane-title')
const read = async (n: number): Promise<IncidentState> =>
  (await room().story.as('operator')).incident(incidents[n]?.id as string)
const press = (key: string): Promise<void> => desk.keyboard.press(key)

beforeAll(async () => {
  desk = await room().page('operator', '/desk')
  cdp = await desk.context().newCDPSession(desk)
  await untilLive(desk, 40_000)
  const { story } = room()
  // one after the other, so that their order in the queue is known
  const opened: IncidentState[] = []
  for (const narrative of [
    '有人持刀在映荷社区3幢楼下追人，快来',
    '映荷社区5幢楼上漏水，和邻居吵起来了',
    '噪音太大，邻居半夜还在装修',
  ]) {
    opened.push(await story.openIncident({ narrative, address: '映荷社区3幢' }))
  }
  incidents = opened.toSorted(
    (a, b) => (a.severity ?? 1.5) - (b.severity ?? 1.5) || (a.receivedAt < b.receivedAt ? -1 : 1),
  )
  await until('three rows', async () => (await desk.getByRole('option').count()) === 3)
})

beforeEach(async () => {
  await press('Escape')
  await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
})

describe('the desk obeys the keyboard', () => {
  it('j and k walk the queue, worst first, and stop at its ends', async () => {
    await press('j')
    expect(await selected()).toContain(incidents[0]?.no.slice(-4))
    await press('j')
    await press('j')
    await press('j')
    expect(await selected()).toContain(incidents[2]?.no.slice(-4))
    await press('k')
    expect(await selected()).toContain(incidents[1]?.no.slice(-4))
    await title()
      .filter({ hasText: incidents[1]?.no.slice(-4) as string })
      .waitFor()
  })

  it('Enter goes into the incident, however quick the hand, and answers its alarm for everybody', async () => {
    await press('j')
    await press('k')
    await press('Enter')
    await expect.poll(() => desk.evaluate(() => document.activeElement?.id), { timeout: 30_000 }).toBe('pane-title')
    await expect.poll(async () => (await read(1)).attended, { timeout: 30_000 }).toContain('new')
  })

  it('p and n turn police and non-police round with a reason, and say so where nothing changes at once', async () => {
    const { classification } = await read(1)
    const [key, to] = classification?.police === 'police' ? (['n', 'nonPolice'] as const) : (['p', 'police'] as const)
    await press(key)
    if (
      await dialog()
        .isVisible()
        .catch(() => false)
    ) {
      await dialog().getByLabel(/理由/).fill('回电核实')
      await press('Control+Enter')
      await dialog().waitFor({ state: 'detached' })
    }
    await expect.poll(async () => (await read(1)).classification?.police, { timeout: 30_000 }).toBe(to)
    expect((await read(1)).classifiedBy).toBe('person')
  })

  it('d opens the dispatch dialog, Esc leaves it and nothing was sent', async () => {
    await press('d')
    await desk.getByRole('dialog', { name: /派单/ }).waitFor()
    await press('Escape')
    await dialog().waitFor({ state: 'detached' })
    expect((await read(1)).dispatches).toEqual([])
  })

  it('m goes to the map, F2 to a new alert, ? to all keys', async () => {
    await press('m')
    await expect
      .poll(() => desk.evaluate(() => document.activeElement?.closest('section[aria-label="地图"]') !== null))
      .toBe(true)
    await desk.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await press('F2')
    await desk.getByRole('dialog', { name: '登记线下警情' }).waitFor()
    await press('Escape')
    await press('?')
    const help = desk.getByRole('dialog', { name: '全部按键' })
    await help.waitFor()
    for (const word of ['命令行', '下一起', '派单', '警务', '非警务', '地图'])
      expect(await help.innerText()).toContain(word)
    await press('Escape')
    await help.waitFor({ state: 'detached' })
  })

  it('nothing fires while somebody types', async () => {
    await press('F2')
    await desk.getByRole('dialog', { name: '登记线下警情' }).getByLabel('内容').fill('')
    await desk.keyboard.type('dpnmjk?/1')
    expect(await desk.getByRole('dialog').count()).toBe(1)
    expect(await desk.getByLabel('内容').inputValue()).toBe('dpnmjk?/1')
    await press('Escape')
    await press('/')
    await desk.keyboard.type('dnp?m')
    expect(await bar().inputValue()).toBe('dnp?m')
    expect(await dialog().count()).toBe(0)
    await press('Escape')
    expect(await bar().inputValue()).toBe('')
    expect((await read(1)).dispatches).toEqual([])
  })

  it('an input method owns its keys: Enter and Esc that end a composition give no order', async () => {
    await press('/')
    await cdp.send('Input.imeSetComposition', { text: 'guidang', selectionStart: 7, selectionEnd: 7 })
    for (const key of ['Enter', 'Escape', 'ArrowDown', 'Tab']) await composingKey(key)
    expect(await bar().inputValue(), 'the composition is still there').toBe('guidang')
    expect(await dialog().count()).toBe(0)
    await cdp.send('Input.insertText', { text: '归档' })
    expect(await bar().inputValue()).toBe('归档')
    await press('Escape')
    expect(await bar().inputValue()).toBe('')
  })

  it('no key of the page fires while an input method composes', async () => {
    const before = await selected()
    for (const key of ['d', 'p', 'n', 'j', 'k', 'm', '?', '/', '1']) {
      await desk.evaluate((k) => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: k, isComposing: true, bubbles: true }))
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: k, keyCode: 229, bubbles: true }))
      }, key)
    }
    expect(await selected()).toBe(before)
    expect(await dialog().count()).toBe(0)
    expect(await desk.evaluate(() => document.activeElement === document.body)).toBe(true)
  })

  it('the command bar knows pinyin initials: gd and a number close, pd sends by name', async () => {
    const no = Number(incidents[2]?.no.slice(-4))
    await press('/')
    await desk.keyboard.type(`pd ${no} xlc1`)
    await press('Enter')
    await expect
      .poll(async () => (await read(2)).dispatches.map((d) => d.unit.name), { timeout: 30_000 })
      .toEqual(['巡逻车 1 号'])
  })

  it('the slash key of a Chinese keyboard opens the bar too', async () => {
    await desk.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '、', bubbles: true })))
    await expect.poll(() => bar().evaluate((element) => element === document.activeElement)).toBe(true)
  })
})

/** A key press that the input method has taken: the browser reports it as 229 while composing. */
async function composingKey(key: string): Promise<void> {
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229 })
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode: 229 })
}
