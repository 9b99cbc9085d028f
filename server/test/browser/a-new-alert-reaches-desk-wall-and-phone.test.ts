import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { RESPONDER_NAME as UNIT, RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import { usePostgres } from '../harness/postgres.ts'
import { SIZES, untilLive, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

const NARRATIVE = '东湖第一小学门口两位家长因停车剐蹭吵起来了，没有动手，请来人调解'

let desk: Page
let wall: Page
let phone: Page
let alertId: string
let incident: IncidentState

const row = (): ReturnType<Page['locator']> =>
  desk
    .getByRole('listbox', { name: /起警情/ })
    .getByRole('option')
    .filter({ hasText: incident.no.slice(-4) })
const tab = (name: string): ReturnType<Page['locator']> => desk.getByRole('tab', { name: new RegExp(name) })
const thumb = (name: string): Promise<void> => phone.getByRole('button', { name, exact: true }).tap()
const wallCard = (): ReturnType<Page['locator']> => wall.locator('.wall-card')
const callSignOf = async (id: string): Promise<string> =>
  (await room().story.board()).units.find((unit) => unit.id === id)?.callSign ?? 'not on the board'
const now = (): Promise<IncidentState> =>
  room()
    .story.as('operator')
    .then((client) => client.incident(incident.id))

beforeAll(async () => {
  ;[desk, wall, phone] = await Promise.all([
    room().page('operator', '/desk'),
    room().page('wall', '/wall', { viewport: SIZES.wall }),
    room().page('responder', '/duty', { viewport: SIZES.phone, hasTouch: true, isMobile: true }),
  ])
  await Promise.all([desk, wall, phone].map((page) => untilLive(page, 40_000)))
})

describe('a new alert reaches desk, wall and phone', () => {
  it('all three say that nothing is going on while nothing is', async () => {
    await untilSays(desk, '没有待处置的警情')
    await untilSays(wall, '没有待处置的警情')
    await untilSays(phone, '在岗，没有指令')
  })

  it('comes to the desk and to the wall by itself', async () => {
    const { status, body } = await room().story.postAlert({
      narrative: NARRATIVE,
      address: '东湖第一小学',
      caller: { name: '李女士', phone: '13800000000' },
    })
    expect(status).toBe(202)
    alertId = body.alertId
    await Promise.all([desk.getByRole('option').first().waitFor(), wallCard().first().waitFor()])
    incident = await room().story.incidentOf(alertId, (state) => state.classification !== null)
    expect(await row().innerText()).toContain('停车剐蹭')
    expect(await wallCard().first().innerText()).toContain('等待派单')
    expect(await wallCard().first().innerText(), 'no name of a caller hangs on a wall').not.toContain('李女士')
  })

  it('is sent to a unit by keyboard alone: j, Enter, d, a digit, Ctrl+Enter', async () => {
    await desk.keyboard.press('j')
    await desk.keyboard.press('Enter')
    await expect.poll(() => desk.evaluate(() => document.activeElement?.id), { timeout: 30_000 }).toBe('pane-title')
    expect(await desk.getByRole('region', { name: '报警原文' }).innerText()).toContain(NARRATIVE)
    await desk.keyboard.press('d')
    const dialog = desk.getByRole('dialog', { name: new RegExp(`派单 ${incident.no}`) })
    const units = await dialog.getByRole('list', { name: '可派力量' }).getByRole('listitem').allInnerTexts()
    const at = units.findIndex((words) => words.includes(UNIT)) + 1
    expect(at, `${UNIT} is among the first five: ${units.join(' | ')}`).toBeGreaterThan(0)
    expect(at).toBeLessThanOrEqual(5)
    // the first is chosen already; a digit turns a choice on or off
    if (at !== 1) for (const digit of ['1', String(at)]) await desk.keyboard.press(digit)
    await desk.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'hidden' })
    const sent = await now()
    expect(sent.dispatches.map((d) => d.unit.name)).toEqual([UNIT])
    expect(sent.attended, 'opening it by Enter answered the alarm').toContain('new')
  })

  it('rings at the phone, and the acts of one thumb follow each other to desk and wall', async () => {
    await phone.getByText(NARRATIVE).waitFor()
    await untilSays(phone, '到场剩余')
    for (const [button, stage] of [
      ['签收', '已签收'],
      ['出发', '途中'],
      ['到场', '现场'],
    ] as const) {
      await thumb(button)
      await tab('处置中').click()
      await row().getByText(stage).waitFor()
      await wallCard()
        .filter({ hasText: await callSignOf(RESPONDER_UNIT_ID) })
        .filter({ hasText: stage })
        .waitFor()
    }
    await untilSays(phone, '首报剩余')
  })

  it('takes a first report in three taps and is settled on the spot', async () => {
    await thumb('首报')
    await thumb('双方在')
    await thumb('发送首报')
    await row().getByText('已首报').waitFor()
    await thumb('处结')
    await thumb('确认处结')
    await untilSays(phone, '在岗，没有指令')
    await tab('监管').click()
    await row().getByText('已处结').waitFor()
    await untilSays(wall, '没有待处置的警情')
  })

  it('keeps the time of each act, in their order, and no clock of it is breached', async () => {
    const { dispatches, clocks } = await now()
    const [d] = dispatches
    const times = [
      d?.issuedAt,
      d?.deliveredAt,
      d?.seenAt,
      d?.acknowledgedAt,
      d?.departedAt,
      d?.arrivedAt,
      d?.reportedAt,
    ]
    expect(times).not.toContain(null)
    expect(times).toEqual(times.toSorted())
    expect(clocks.map((c) => [c.clock, c.state])).toEqual(
      expect.arrayContaining([
        ['K3', 'met'],
        ['K4', 'met'],
        ['K5', 'met'],
      ]),
    )
  })

  it('is closed from the command bar and leaves every screen', async () => {
    await desk.keyboard.press('/')
    await desk.keyboard.type(`归档 ${Number(incident.no.slice(-4))}`)
    await desk.keyboard.press('Enter')
    await desk.getByRole('dialog', { name: /归档/ }).waitFor()
    await desk.keyboard.press('Control+Enter')
    await row().waitFor({ state: 'detached' })
    expect((await room().story.board()).incidents).toEqual([])
    expect((await now()).stage).toBe('closed')
  })
})
