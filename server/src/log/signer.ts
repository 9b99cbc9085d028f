import type { KeyObject } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { MINUTE_MS, SHANGHAI_OFFSET_MS, toIso } from '@liandong/shared/time.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { Database } from '../store/database.ts'
import { logHead, signedHead } from '../store/schema.ts'
import { appendAudit } from './audit.ts'
import { latestHeads, markDelivered, undeliveredHeads } from './heads.ts'
import { readSubdistricts } from './read.ts'
import { signHead, type SignedHead } from './signature.ts'

/** A day's head is signed from 00:05 in Asia/Shanghai on, or at the next start where the product stood still then. */
const AFTER_MIDNIGHT_MS = 5 * MINUTE_MS
const SEND_MS = 10_000
/** So many heads are looked after at a time: a month of one subdistrict. */
const AT_ONCE = 31

export const dayToSign = (now: number): string => toIso(now + SHANGHAI_OFFSET_MS - AFTER_MIDNIGHT_MS).slice(0, 10)

/** What leaves the site: whether it has left is no part of it. */
const toSent = ({ subdistrictId, day, seq, hash, signedAt, publicKey, fingerprint, signature }: SignedHead) => ({
  subdistrictId,
  day,
  seq,
  hash,
  signedAt,
  publicKey,
  fingerprint,
  signature,
})

type Deps = {
  database: Database
  clock: ServerClock
  log: Logger
  /** Made at its first use, by the process that signs. */
  key: () => KeyObject
  committed: (subdistrictId: string) => void
  /** Where heads go besides the database: a directory and an address outside of this machine. */
  dir: string | undefined
  webhook: string | undefined
}

/**
 * The signer signs the head of every chain once a day and sends it away. The database says what is signed and what has
 * left: it may run at any time, in any number of processes, and what failed is done again at the next turn.
 */
export class Signer {
  readonly #deps: Deps
  readonly #written = new Set<string>()
  #running: Promise<void> | undefined

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** One turn: sign what is due, write and send what has not left. Turns never overlap. */
  turn(): Promise<void> {
    this.#running ??= this.#turn().finally(() => (this.#running = undefined))
    return this.#running
  }

  async stop(): Promise<void> {
    await this.#running?.catch(() => undefined)
  }

  async #turn(): Promise<void> {
    const { database, dir, webhook } = this.#deps
    for (const id of await readSubdistricts(database.db)) await this.#signDay(id)
    if (dir !== undefined) for (const head of await latestHeads(database.db, AT_ONCE)) await this.#write(dir, head)
    if (webhook !== undefined)
      for (const head of await undeliveredHeads(database.db, AT_ONCE)) if (!(await this.#send(webhook, head))) break
  }

  async #signDay(subdistrictId: string): Promise<void> {
    const { database, clock, key, committed } = this.#deps
    const now = clock.now()
    const day = dayToSign(now)
    const isDay = and(eq(signedHead.subdistrictId, subdistrictId), eq(signedHead.day, day))
    if ((await database.db.select({ day: signedHead.day }).from(signedHead).where(isDay)).length > 0) return
    const isNew = await database.db.transaction(async (tx) => {
      const [head] = await tx.select().from(logHead).where(eq(logHead.subdistrictId, subdistrictId)).for('update')
      if (!head) return false
      const { seq, hash } = head
      const signed = signHead(key(), { subdistrictId, day, seq, hash: hash.toString('hex'), signedAt: toIso(now) })
      const row = { subdistrictId, day, seq, hash, signedAt: new Date(now), publicKey: signed.publicKey }
      const made = await tx
        .insert(signedHead)
        .values({ ...row, signature: Buffer.from(signed.signature, 'base64') })
        .onConflictDoNothing()
        .returning({ day: signedHead.day })
      if (made.length === 0) return false
      const data = { day, seq, hash: signed.hash, fingerprint: signed.fingerprint }
      await appendAudit(
        tx,
        subdistrictId,
        day,
        { type: 'log.signed', data },
        { actor: { kind: 'system', id: 'signer' }, now },
      )
      return true
    })
    if (isNew) committed(subdistrictId)
  }

  /** Under another name first: whoever collects the files never finds half of one. */
  async #write(dir: string, head: SignedHead): Promise<void> {
    const name = `${head.subdistrictId}-${head.day}.json`
    if (this.#written.has(name)) return
    await mkdir(dir, { recursive: true })
    await writeFile(join(dir, `.${name}.part`), `${JSON.stringify(toSent(head), null, 2)}\n`)
    await rename(join(dir, `.${name}.part`), join(dir, name))
    this.#written.add(name)
  }

  async #send(url: string, head: SignedHead): Promise<boolean> {
    const { database, clock, log } = this.#deps
    try {
      const { status, ok } = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(toSent(head)),
        redirect: 'error',
        signal: AbortSignal.timeout(SEND_MS),
      })
      if (!ok) throw new Error(`answered ${status}`)
      await markDelivered(database.db, head, new Date(clock.now()))
      return true
    } catch (error) {
      log.warn({ error: String(error), day: head.day }, 'a signed head did not leave the site; it is sent again')
      return false
    }
  }
}
