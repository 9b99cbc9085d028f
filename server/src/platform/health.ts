/** What the product says of its own state: /readyz, the status line, the metrics. */
export type Check = { name: string; ok: boolean; detail?: string; ageMs?: number | null }

/** The queue's heartbeat may be this old before the queue counts as stuck: three canaries missed. */
export const CANARY_LIMIT_MS = 35_000

export class Health {
  readonly #checks: (() => Promise<Check> | Check)[] = []
  #stopping = false
  /** When the last canary job came through (epoch ms of this machine), in whichever process. */
  canaryAt: number | null = null
  readonly #startedAt = Date.now()

  add(check: () => Promise<Check> | Check): void {
    this.#checks.push(check)
  }

  stopping(): void {
    this.#stopping = true
  }

  heardCanary(queuedAt: number): void {
    this.canaryAt = Math.max(this.canaryAt ?? 0, queuedAt)
  }

  queueAgeMs(): number | null {
    return this.canaryAt === null ? null : Math.max(Date.now() - this.canaryAt, 0)
  }

  queueCheck(): Check {
    const ageMs = this.queueAgeMs()
    const ok = (ageMs ?? Date.now() - this.#startedAt) < CANARY_LIMIT_MS
    return ok
      ? { name: 'queue', ok, ageMs }
      : { name: 'queue', ok, ageMs, detail: 'no canary job came through lately; clocks run on the sweep' }
  }

  async read(): Promise<{ ready: boolean; checks: Check[] }> {
    const checks = await Promise.all(this.#checks.map(async (check) => check()))
    if (this.#stopping) checks.push({ name: 'process', ok: false, detail: 'stopping' })
    return { ready: checks.every((check) => check.ok), checks }
  }
}
