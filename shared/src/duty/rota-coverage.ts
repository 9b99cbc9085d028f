import { edgesOf, dutySpans, planSpans, isPlannedAt, type Roster, type Span } from './roster.ts'
import type { DutyStretch } from './on-duty.ts'

/** Who must be there (D5, D33): of which organisations, how many, at which hours of the day. */
export interface Need extends DutyStretch {
  readonly id: string
  /** The organisation with all below it that count for it: a village and its grids (A12). */
  readonly organisationIds: readonly string[]
  /** Only these count, where it asks for a post; null is whoever is of the organisation. */
  readonly unitIds: readonly string[] | null
  readonly atLeast: number
}

export interface Gap extends Span {
  readonly needId: string
  /** How many are wanting, at its worst. */
  readonly missing: number
}

/** `findGaps` are the times in which a need is not met, each as long as it lasts, before they begin (D5). */
export function findGaps(needs: readonly Need[], rosters: readonly Roster[], fromAt: number, untilAt: number): Gap[] {
  const spans = rosters.flatMap((roster) =>
    dutySpans(roster, fromAt, untilAt).map((span) => ({ ...span, unitId: roster.unitId })),
  )
  const byOrganisation = Map.groupBy(spans, (span) => span.organisationId)
  return needs.flatMap((need) => {
    const theirs = [...new Set(need.organisationIds)]
      .flatMap((id) => byOrganisation.get(id) ?? [])
      .filter((span) => need.unitIds === null || need.unitIds.includes(span.unitId))
    const window = { duty: [need], cycle: null }
    const ends = [...theirs, ...planSpans(window, fromAt, untilAt)].flatMap((s) => [s.fromAt, s.untilAt])
    const inside = ends.filter((at) => at > fromAt && at < untilAt)
    const edges = [...new Set([fromAt, ...inside, untilAt])].toSorted((a, b) => a - b)
    const gaps: Gap[] = []
    for (const [i, from] of edges.slice(0, -1).entries()) {
      const until = edges[i + 1] as number
      const there = theirs.filter((span) => span.fromAt <= from && from < span.untilAt).length
      const missing = isPlannedAt(window, from) ? need.atLeast - there : 0
      if (missing <= 0) continue
      const last = gaps.at(-1)
      if (last?.untilAt === from)
        gaps[gaps.length - 1] = { ...last, untilAt: until, missing: Math.max(missing, last.missing) }
      else gaps.push({ needId: need.id, fromAt: from, untilAt: until, missing })
    }
    return gaps
  })
}

export interface Overlap extends Span {
  readonly unitId: string
  /** Two posts at once; on duty for longer than anybody can be. */
  readonly kind: 'twoPosts' | 'tooLong'
}

/** The posts a unit is wanted at: what a later decision took away counts no more, what it added counts beside. */
function claimsAt(roster: Roster, at: number): Set<string> {
  const claims = new Set(isPlannedAt(roster, at) ? [roster.organisationId] : [])
  for (const change of roster.changes) {
    if (at < change.fromAt || at >= change.untilAt) continue
    if (change.isOn) claims.add(change.organisationId ?? roster.organisationId)
    else claims.clear()
  }
  return claims
}

/**
 * `findOverlaps` are the times in which a unit is on two posts, and those in which it is on duty for longer than `longestMs`
 * (连续值班). Who is never off within the time looked at is planned so, like a vehicle, and no mistake.
 */
export function findOverlaps(
  rosters: readonly Roster[],
  fromAt: number,
  untilAt: number,
  longestMs: number,
): Overlap[] {
  return rosters.flatMap((roster) => {
    const { unitId } = roster
    const edges = edgesOf(roster, fromAt, untilAt)
    const doubled = edges
      .slice(0, -1)
      .flatMap((from, i): Span[] =>
        claimsAt(roster, from).size > 1 ? [{ fromAt: from, untilAt: edges[i + 1] as number }] : [],
      )
    const long = joined(dutySpans(roster, fromAt, untilAt)).filter(
      (run) => run.untilAt - run.fromAt > longestMs && (run.fromAt > fromAt || run.untilAt < untilAt),
    )
    return [
      ...joined(doubled).map((span): Overlap => ({ ...span, unitId, kind: 'twoPosts' })),
      ...long.map((span): Overlap => ({ ...span, unitId, kind: 'tooLong' })),
    ]
  })
}

/** Spans in order of which one begins where another ends are one. */
function joined(spans: readonly Span[]): Span[] {
  const out: Span[] = []
  for (const { fromAt, untilAt } of spans) {
    const last = out.at(-1)
    if (last?.untilAt === fromAt) out[out.length - 1] = { ...last, untilAt }
    else out.push({ fromAt, untilAt })
  }
  return out
}
