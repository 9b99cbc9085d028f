import type { Actor } from '@liandong/shared/access/actor.ts'
import { GUARDS, type Guard, type GuardName } from '@liandong/shared/access/sign-in-guard.ts'
import { appendAudit } from '../log/audit.ts'
import { readSubdistricts } from '../log/read.ts'
import type { Logger } from '../platform/logger.ts'
import type { Database } from '../store/database.ts'

type Deps = { database: Database; log: Logger; committed: (subdistrictId: string) => void }
type Failed = { subdistrictId: string; accountId: string } | undefined

const NOBODY: Actor = { kind: 'system', id: 'watch' }

/**
 * What failed sign-ins leave in the log. A flood must not fill the chain: a line for the first wrong password of an
 * account from one place, one where that place has to wait, one where all strangers have to; of unknown names one line
 * where an address has to wait. Each at most once in its window, and the tries that are turned away leave none.
 */
export class SignInLog {
  readonly #deps: Deps
  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Not awaited by the answer: it would take longer for an account that exists. */
  failed(who: Failed, place: string, next: Partial<Record<GuardName, Guard>>, now: number): void {
    this.#write(who, place, next, now).catch((error: unknown) =>
      this.#deps.log.error({ error: String(error) }, 'a failed sign-in could not be logged'),
    )
  }

  async #write(who: Failed, place: string, next: Partial<Record<GuardName, Guard>>, now: number): Promise<void> {
    if (who && next.pair?.failed === 1) await this.#line(who, 'signIn.failed', { place }, now)
    if (who && next.pair?.waitsUntil) await this.#line(who, 'signIn.locked', { place, failed: next.pair.failed }, now)
    if (who && next.account?.waitsUntil) await this.#line(who, 'signIn.slowed', { failed: next.account.failed }, now)
    if (next.address?.failed !== GUARDS.address.most) return
    for (const subdistrictId of await readSubdistricts(this.#deps.database.db))
      await this.#line({ subdistrictId, accountId: place }, 'address.slowed', { failed: next.address.failed }, now)
  }

  async #line(who: NonNullable<Failed>, type: string, data: Record<string, unknown>, now: number): Promise<void> {
    await this.#deps.database.db.transaction((tx) =>
      appendAudit(tx, who.subdistrictId, who.accountId, { type, data }, { actor: NOBODY, now }),
    )
    this.#deps.committed(who.subdistrictId)
  }
}
