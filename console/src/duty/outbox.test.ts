import { beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../api/answer.ts'
import { createOutbox, type Outbox, type OutboxItem } from './outbox.ts'

const ok: Answer<unknown> = { ok: true, value: {}, status: 200 }
const offline: Answer<unknown> = { ok: false, problem: { code: 'offline', status: 0, facts: {} } }
const refusal = (code: 'stageForbids' | 'idempotencyMismatch' | 'alreadyDone', status = 409): Answer<unknown> => ({
  ok: false,
  problem: { code, status, facts: {} },
})

let paper: string | null
let sent: { key: string; command: string; body: Record<string, unknown> }[]
let answers: Answer<unknown>[]
let timers: (() => void)[]
let minute: number
let lastKey: number

const open = (): Outbox =>
  createOutbox({
    load: () => paper,
    save: (text) => void (paper = text),
    send: async (item, body) => {
      sent.push({ key: item.key, command: item.command, body })
      return answers.shift() ?? ok
    },
    now: () => `2026-11-24T06:${String(minute).padStart(2, '0')}:00.000Z`,
    newKey: () => `key-${++lastKey}`,
    setTimer: (run) => void timers.push(run),
    onSent: () => {},
  })

const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
const press = (outbox: Outbox, command: OutboxItem['command']): void =>
  outbox.add({ incidentId: 'i1', incidentNo: '0001', dispatchId: 'd1', command, body: {} })

beforeEach(() => {
  paper = null
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
    answers = [offline]
    press(outbox, 'acknowledge')
    await settle()
    minute = 3
    press(outbox, 'depart')
    answers = [offline]
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
    answers = [offline]
    press(before, 'acknowledge')
    await settle()
    const after = open()
    expect(after.getState().waiting.map((i) => i.key)).toEqual(['key-1'])
    after.nudge()
    await settle()
    expect(sent.map((s) => s.key)).toEqual(['key-1', 'key-1'])
  })

  it('tries again by itself', async () => {
    const outbox = open()
    answers = [offline, offline]
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
    answers = [refusal('stageForbids'), ok]
    press(outbox, 'depart')
    press(outbox, 'note')
    await settle()
    expect(sent.map((s) => s.command)).toEqual(['depart', 'note'])
    expect(outbox.getState()).toMatchObject({
      waiting: [],
      refused: [{ item: { command: 'depart' }, problem: { code: 'stageForbids' } }],
    })
    outbox.dismiss('key-1')
    expect(open().getState().refused).toEqual([])
  })

  it('a key the server knows already means that an earlier attempt arrived', async () => {
    const outbox = open()
    answers = [refusal('idempotencyMismatch', 422)]
    press(outbox, 'arrive')
    await settle()
    expect(outbox.getState()).toEqual({ waiting: [], refused: [] })
  })

  it('receipts of the device bother nobody', async () => {
    const outbox = open()
    answers = [refusal('alreadyDone')]
    press(outbox, 'see')
    await settle()
    expect(outbox.getState()).toEqual({ waiting: [], refused: [] })
  })

  it('a session that ended keeps the items for after the next sign-in', async () => {
    const outbox = open()
    answers = [{ ok: false, problem: { code: 'notSignedIn', status: 401, facts: {} } }]
    press(outbox, 'arrive')
    await settle()
    expect(outbox.getState().waiting).toHaveLength(1)
  })

  it('unreadable paper is an empty outbox, not a dead page', () => {
    paper = '{"waiting":['
    expect(open().getState()).toEqual({ waiting: [], refused: [] })
  })
})
