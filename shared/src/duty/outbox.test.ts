import { beforeEach, describe, expect, it } from 'vitest'
import {
  createOutbox,
  type Attempt,
  type Outbox,
  type OutboxItem,
  type OutboxStore,
  type RefusedItem,
} from './outbox.ts'

type Said = 'stageForbids' | 'alreadyDone'
const refusal = (refused: Said): Attempt<Said> => ({ refused })

/** What is written down, and what happens to a write. */
let paper: (RefusedItem<Said | undefined> | { item: OutboxItem; problem?: undefined })[]
let isFull: boolean
let sent: { key: string; command: string; body: Record<string, unknown>; onPaper: boolean }[]
let answers: Attempt<Said>[]
let timers: (() => void)[]
let minute: number
let lastKey: number

const store: OutboxStore<Said> = {
  read: async () => ({
    waiting: paper.filter((row) => row.problem === undefined).map((row) => row.item),
    refused: paper.flatMap(({ item, problem }) => (problem ? [{ item, problem }] : [])),
  }),
  add: async (item) => {
    if (isFull) throw new Error('full')
    paper.push({ item })
  },
  refuse: async (key, problem) =>
    void (paper = paper.map((row) => (row.item.key === key ? { item: row.item, problem } : row))),
  remove: async (key) => void (paper = paper.filter((row) => row.item.key !== key)),
}

const open = (): Outbox<Said> =>
  createOutbox({
    store,
    send: async (item, body) => {
      const onPaper = paper.some((row) => row.item.key === item.key)
      sent.push({ key: item.key, command: item.command, body, onPaper })
      return answers.shift() ?? 'taken'
    },
    now: () => `2026-11-24T06:${String(minute).padStart(2, '0')}:00.000Z`,
    newKey: () => `key-${++lastKey}`,
    setTimer: (run) => void timers.push(run),
    onSent: () => {},
  })

const settle = async (): Promise<void> => {
  for (let i = 0; i < 80; i++) await Promise.resolve()
}
const press = (outbox: Outbox<Said>, command: OutboxItem['command'], incidentId = 'i1'): void =>
  outbox.add({ incidentId, incidentNo: '0001', dispatchId: 'd1', command, body: {} })

beforeEach(() => {
  paper = []
  isFull = false
  sent = []
  answers = []
  timers = []
  minute = 0
  lastKey = 0
})

describe('the outbox of a phone', () => {
  it('sends what was pressed, in the order of pressing', async () => {
    const outbox = open()
    press(outbox, 'acknowledge')
    press(outbox, 'depart')
    await settle()
    expect(sent.map((s) => s.command)).toEqual(['acknowledge', 'depart'])
    expect(outbox.getState().waiting).toEqual([])
  })

  it('keeps everything while there is no network, and the time of pressing with it', async () => {
    const outbox = open()
    answers = ['later']
    press(outbox, 'acknowledge')
    await settle()
    minute = 3
    press(outbox, 'depart')
    answers = ['later']
    await settle()
    minute = 9
    press(outbox, 'arrive')
    await settle()
    expect(outbox.getState().waiting).toHaveLength(0)
    expect(sent.at(-1)?.body).toMatchObject({
      dispatchId: 'd1',
      occurredAt: '2026-11-24T06:09:00.000Z',
      sentAt: '2026-11-24T06:09:00.000Z',
    })
    expect(
      sent.find((s) => s.command === 'depart' && s.body.sentAt === '2026-11-24T06:09:00.000Z')?.body.occurredAt,
    ).toBe('2026-11-24T06:03:00.000Z')
  })

  it('survives a reload with the same keys', async () => {
    const before = open()
    answers = ['later']
    press(before, 'acknowledge')
    await settle()
    const after = open()
    await settle()
    expect(after.getState().waiting).toEqual([])
    expect(sent.map((s) => s.key)).toEqual(['key-1', 'key-1'])
  })

  it('tries again by itself', async () => {
    const outbox = open()
    answers = ['later', 'later']
    press(outbox, 'arrive')
    await settle()
    expect(timers).toHaveLength(1)
    timers.shift()?.()
    await settle()
    timers.shift()?.()
    await settle()
    expect(outbox.getState().waiting).toEqual([])
    expect(new Set(sent.map((s) => s.key)).size).toBe(1)
  })

  it('a refusal takes out its own item, is kept to be read, and lets the next go', async () => {
    const outbox = open()
    answers = [refusal('stageForbids'), 'taken']
    press(outbox, 'depart')
    press(outbox, 'note')
    await settle()
    expect(sent.map((s) => s.command)).toEqual(['depart', 'note'])
    expect(outbox.getState()).toMatchObject({
      waiting: [],
      refused: [{ item: { command: 'depart' }, problem: 'stageForbids' }],
    })
    outbox.dismiss('key-1')
    await settle()
    expect(paper).toEqual([])
  })

  it('receipts of the device bother nobody', async () => {
    const outbox = open()
    answers = [refusal('alreadyDone')]
    press(outbox, 'see')
    await settle()
    expect(outbox.getState()).toMatchObject({ waiting: [], refused: [] })
    expect(paper).toEqual([])
  })

  it('sends nothing that is not written down', async () => {
    const outbox = open()
    press(outbox, 'acknowledge')
    await settle()
    expect(sent.map((s) => s.onPaper)).toEqual([true])
  })

  it('goes on with one case while another waits for the network', async () => {
    const outbox = open()
    answers = ['later', 'taken']
    press(outbox, 'arrive', 'i1')
    press(outbox, 'acknowledge', 'i2')
    await settle()
    expect(outbox.getState().waiting.map((i) => i.incidentId)).toEqual(['i1'])
  })

  it('a call for help waits for no roll-call that does not get through', async () => {
    answers = ['later']
    const outbox = open()
    press(outbox, 'rollCall', '')
    await settle()
    press(outbox, 'sos', '')
    await settle()
    expect(sent.map(({ command }) => command)).toEqual(['rollCall', 'sos'])
    expect(outbox.getState().waiting.map(({ command }) => command)).toEqual(['rollCall'])
  })

  it('says so where the phone can keep nothing, and sends all the same', async () => {
    const outbox = open()
    isFull = true
    press(outbox, 'arrive')
    await settle()
    expect(sent.map((s) => s.command)).toEqual(['arrive'])
    expect(outbox.getState()).toMatchObject({ waiting: [], isUnsafe: true })
  })

  it('puts what was pressed before the paper was read behind what is on it', async () => {
    const before = open()
    answers = ['later']
    press(before, 'acknowledge')
    await settle()
    press(open(), 'depart')
    await settle()
    expect(sent.map((s) => s.command)).toEqual(['acknowledge', 'acknowledge', 'depart'])
  })
})
