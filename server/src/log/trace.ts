import type { Actor } from '@liandong/shared/access/actor.ts'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import { HOUR_MS, MINUTE_MS } from '@liandong/shared/time.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { dataClassOf } from '@liandong/shared/access/data-class.ts'
import type { ScopedDatabases } from '../store/scoped-databases.ts'
import { appendAudit } from './audit.ts'
import { Once } from './once.ts'

type Who = { subdistrictId: string; actor: Extract<Actor, { kind: 'user' }> }

type Deps = { scoped: ScopedDatabases; clock: ServerClock; log: Logger; committed: (subdistrictId: string) => void }

/**
 * The trace of what changes nothing and is audited all the same (domain.md §3.8): reading personal data, reading the log,
 * being refused. A desk reads the same case every few seconds and a broken client is refused all day, so one line stands
 * for a person and a thing: an hour of reading, ten minutes of refusals, with their number in the next one.
 */
export class Trace {
  readonly #deps: Deps
  readonly #reads = new Once(HOUR_MS)
  readonly #refusals = new Once(10 * MINUTE_MS)

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Somebody was shown something: who reads personal data does not get it without its line. */
  async noteRead(who: Who, subject: string, event: DecidedEvent): Promise<void> {
    const key = `${who.actor.id} ${event.type} ${subject} ${JSON.stringify([event.data, event.personal])}`
    if (this.#reads.take(key, this.#deps.clock.now()) === undefined) return
    try {
      await this.note(who, subject, event)
    } catch (error) {
      this.#reads.release(key)
      throw error
    }
  }

  /** Somebody was refused; `what` tells one refusal from another. The answer stays a refusal whatever becomes of its line. */
  async noteRefusal(who: Who, subject: string, data: Record<string, unknown>): Promise<void> {
    const key = `${who.actor.id} ${subject} ${JSON.stringify(data)}`
    const more = this.#refusals.take(key, this.#deps.clock.now())
    if (more === undefined) return
    const counted = more > 0 ? { ...data, before: more } : data
    await this.note(who, subject, { type: 'access.refused', data: counted }).catch((error: unknown) => {
      this.#refusals.release(key)
      this.#deps.log.warn({ error: String(error) }, 'a refusal left no line')
    })
  }

  /** One line, every time. */
  async note(who: Who, subject: string, event: DecidedEvent): Promise<void> {
    const { scoped, clock, committed } = this.#deps
    const by = { actor: who.actor, now: clock.now() }
    const database = scoped.of(who.subdistrictId, dataClassOf(who.actor.role))
    await database.db.transaction((tx) => appendAudit(tx, who.subdistrictId, subject, event, by))
    committed(who.subdistrictId)
  }
}
