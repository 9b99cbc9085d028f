/**
 * Two transactions that met: a deadlock, a serialization failure, or a unique index that settled a race. Run again,
 * the second one sees what the first one did, and can say who was first.
 */
const MET = ['40P01', '40001', '23505']
/** The database is there and cannot take anything just now: disk full, memory full, no connection left, read-only. */
const UNABLE = ['53100', '53200', '53300', '25006']
/** The database went away: restarted, shut down, or unreachable. */
const AWAY = ['57P01', '57P02', '57P03', '08006', '08001', '08003', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT']

/** The PostgreSQL or socket error code of a failure, also where Drizzle has wrapped it. */
export function codeOf(error: unknown): string | undefined {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') return e.code
  }
  return undefined
}

/** Whether the same request may well work in a moment: then the answer is 503, not a fault. */
export function isAway(error: unknown): boolean {
  if ([...AWAY, ...UNABLE].includes(codeOf(error) ?? '')) return true
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if (/Connection terminated|timeout exceeded when trying to connect|connection timeout/i.test(e.message)) return true
  }
  return false
}

export async function withRetry<T>(run: () => Promise<T>, tries = 4): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await run()
    } catch (error) {
      if (n >= tries || !MET.includes(codeOf(error) ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, 5 * n * n))
    }
  }
}
