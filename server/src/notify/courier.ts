import { SECOND_MS } from '@liandong/shared/time.ts'
import type { Channel as ChannelId } from '@liandong/shared/clocks/ladder.ts'
import type { Logger } from '../platform/logger.ts'
import { sayError } from '../platform/logger.ts'
import type { Attempt } from '../store/schema-notify.ts'
import type { ChannelDeps, Sent } from './channel.ts'
import { channelOf } from './channels/index.ts'
import {
  claimCall,
  findOverdue,
  findSubject,
  noteAttempt,
  releaseCalls,
  reviveCall,
  type NotificationRow,
} from './notifications.ts'
import { callWords } from './words.ts'

/** How long to wait before the next try; after the last there is none. */
export const RETRY_AFTER_MS: readonly number[] = [2 * SECOND_MS, 8 * SECOND_MS, 30 * SECOND_MS]
/** Tries under way on one channel: a slow one fills its own places and nobody else's. */
const MOST_AT_ONCE = 8
const FULL_AGAIN_MS = 500
/** What the queue has not brought by then is sent without it. */
const OVERDUE_MS = 2 * SECOND_MS
/** A try takes five seconds at the most: whoever took a call this long ago is gone. */
const ABANDONED_MS = 15 * SECOND_MS
const SWEPT_AT_ONCE = 64

type Deps = ChannelDeps & {
  log: Logger
  /** Asks the queue to bring a call again. */
  again: (id: string, afterMs: number) => void
  bury: (letter: {
    queue: string
    jobName: string
    data: Record<string, unknown>
    error: string
    attempts: number
  }) => Promise<void>
}

/** Sends the calls that are written down: when the queue brings one, and by a sweep when the queue does not. */
export class Courier {
  readonly #deps: Deps
  readonly #underWay = new Map<ChannelId, number>()
  readonly #sending = new Map<string, Promise<void>>()
  #stopped = false

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Waits for what is on its way: a call that was sent is written down as sent. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled(this.#sending.values())
  }

  /** One try. It never waits in line: where a channel has all its tries under way the call comes again a little later. */
  async deliver(id: string): Promise<void> {
    const { database, clock } = this.#deps
    if (this.#stopped || this.#sending.has(id)) return
    const row = await claimCall(database.db, id, new Date(clock.now()))
    if (!row) return
    const sending = this.#send(row).finally(() => this.#sending.delete(id))
    this.#sending.set(id, sending)
    await sending
  }

  async #send(row: NotificationRow): Promise<void> {
    const { database, clock, again } = this.#deps
    const taken = this.#underWay.get(row.channel) ?? 0
    if (taken >= MOST_AT_ONCE) {
      await releaseCalls(database.db, [row.id], new Date(clock.now()))
      return again(row.id, FULL_AGAIN_MS)
    }
    this.#underWay.set(row.channel, taken + 1)
    const from = performance.now()
    const at = new Date(clock.now())
    const sent = await this.#try(row)
    this.#underWay.set(row.channel, (this.#underWay.get(row.channel) ?? 1) - 1)
    const attempt = { at: at.toISOString(), tookMs: Math.round(performance.now() - from), ok: sent.ok, said: sent.said }
    await this.#note(row, attempt, sent)
  }

  async #try(row: NotificationRow): Promise<Sent> {
    const { database, log } = this.#deps
    try {
      const subject = await findSubject(database.db, row)
      const channel = channelOf(row.channel)
      if (!subject || !channel) return { ok: false, said: 'unknown', isFinal: true }
      const text = callWords(row.step, subject.no, subject.exercise)
      const { subdistrictId, recipient, incidentId, dispatchId } = row
      return await channel.send({ subdistrictId, recipient, text, incidentId, dispatchId }, this.#deps)
    } catch (error) {
      log.warn({ error: sayError(error), channel: row.channel }, 'a call could not be sent')
      return { ok: false, said: 'failed' }
    }
  }

  async #note(row: NotificationRow, attempt: Attempt, sent: Sent): Promise<void> {
    const { database, clock, again, bury } = this.#deps
    const { db } = database
    const now = clock.now()
    if (sent.ok) return noteAttempt(db, row.id, attempt, { state: 'sent', doneAt: new Date(now) })
    const waitMs = RETRY_AFTER_MS[row.attempts.length]
    if (!sent.isFinal && waitMs !== undefined) {
      await noteAttempt(db, row.id, attempt, { state: 'pending', nextAt: new Date(now + waitMs) })
      return again(row.id, waitMs)
    }
    await noteAttempt(db, row.id, attempt, { state: 'dead', doneAt: new Date(now) })
    // what nobody can mend (no screen open, no device) is on the timeline and no failure of the machine
    if (sent.isFinal) return
    const data = { notificationId: row.id }
    await bury({ queue: 'notify', jobName: 'deliver', data, error: attempt.said, attempts: row.attempts.length + 1 })
  }

  /** Finds in the database what the queue has lost, and sends it. */
  async sweep(): Promise<void> {
    const { database, clock } = this.#deps
    const now = clock.now()
    const claimed = new Date(now - ABANDONED_MS)
    const overdue = await findOverdue(database.db, new Date(now - OVERDUE_MS), claimed, SWEPT_AT_ONCE)
    const lost = overdue.filter((row) => !this.#sending.has(row.id))
    const abandoned = lost.filter((row) => row.state === 'sending').map((row) => row.id)
    if (abandoned.length > 0) await releaseCalls(database.db, abandoned, claimed)
    // a slow channel keeps nobody waiting, the next sweep least of all
    for (const { id } of lost) void this.deliver(id).catch(() => undefined)
  }

  /** Given back from the dead letters. */
  revive(id: string): Promise<unknown> {
    return reviveCall(this.#deps.database.db, id, new Date(this.#deps.clock.now()))
  }
}
