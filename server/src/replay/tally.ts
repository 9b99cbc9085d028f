import type { Posted } from './post-alert.ts'
import type { RowCounts } from './read-log.ts'

/** What a replay did, as it is printed at the end. */
export class Tally {
  sent = 0
  accepted = 0
  duplicate = 0
  refused = 0
  lost = 0
  retries = 0
  readonly refusedBy = new Map<string, number>()
  readonly lostBy = new Map<string, number>()
  readonly warnings = new Map<string, number>()

  /**
   * `isFirst` says that this number was not sent before in this run. The answer to a repeated post of it then says
   * "duplicate" because the first try was kept although its answer was lost: that is an acceptance.
   */
  note(posted: Posted, isFirst: boolean): void {
    this.sent += 1
    this.retries += posted.tries - 1
    if (posted.outcome === 'refused' || posted.outcome === 'lost') {
      this[posted.outcome] += 1
      bump(posted.outcome === 'refused' ? this.refusedBy : this.lostBy, posted.code)
      return
    }
    const isKeptBefore = posted.outcome === 'duplicate' && posted.tries > 1 && isFirst
    if (posted.outcome === 'accepted' || isKeptBefore) this.accepted += 1
    else this.duplicate += 1
    for (const { code } of posted.warnings) bump(this.warnings, code)
  }
}

const bump = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)

export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number
}

export type Summary = ReturnType<typeof summarise>

export function summarise(
  tally: Tally,
  rows: RowCounts,
  latencies: readonly number[],
  unseen: number,
  seconds: number,
) {
  const ms = (share: number) => {
    const value = percentile(latencies, share)
    return value === null ? null : Math.round(value * 10) / 10
  }
  return {
    rowsRead: rows.rows,
    rowsBroken: rows.broken,
    rowsOfACallSeen: rows.sameCall,
    rowsWithoutPosition: rows.withoutPosition,
    sent: tally.sent,
    accepted: tally.accepted,
    duplicate: tally.duplicate,
    refused: tally.refused,
    refusedBy: Object.fromEntries(tally.refusedBy),
    lost: tally.lost,
    lostBy: Object.fromEntries(tally.lostBy),
    retries: tally.retries,
    warnings: Object.fromEntries(tally.warnings),
    toScreen: { seen: latencies.length, unseen, p50Ms: ms(0.5), p99Ms: ms(0.99) },
    seconds: Math.round(seconds * 10) / 10,
    alertsASecond: seconds > 0 ? Math.round((tally.sent / seconds) * 10) / 10 : 0,
  }
}

/** The summary as lines for a person. */
export function printed(s: Summary): string {
  const line = (label: string, value: unknown) => `  ${label.padEnd(28)}${String(value)}`
  const by = (counts: Record<string, number>) => Object.entries(counts).map(([code, n]) => line(`  ${code}`, n))
  const { p50Ms, p99Ms, seen, unseen } = s.toScreen
  return [
    line('rows read', s.rowsRead),
    line('rows broken', s.rowsBroken),
    line('rows of a call seen before', s.rowsOfACallSeen),
    line('rows without position', s.rowsWithoutPosition),
    line('sent', s.sent),
    line('accepted', s.accepted),
    line('duplicate', s.duplicate),
    line('refused', s.refused),
    ...by(s.refusedBy),
    line('lost', s.lost),
    ...by(s.lostBy),
    line('retries', s.retries),
    line(
      'warnings',
      Object.values(s.warnings).reduce((sum, n) => sum + n, 0),
    ),
    ...by(s.warnings),
    line(
      'latency to screen',
      p50Ms === null ? 'not measured' : `p50 ${p50Ms} ms, p99 ${p99Ms} ms (${seen} seen, ${unseen} not seen)`,
    ),
    line('time and rate', `${s.seconds} s, ${s.alertsASecond} alerts/s`),
  ].join('\n')
}
