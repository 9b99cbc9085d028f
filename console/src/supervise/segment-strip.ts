import type { SegmentName, SegmentRow } from '../api/client.ts'

/** The clock whose breaches a segment opens. */
export const SEGMENT_CLOCK: Record<SegmentName, string | null> = {
  triage: 'K1',
  order: 'K2',
  acknowledge: 'K3',
  travel: null,
  arrival: 'K4',
  firstReport: 'K5',
}

export type Strip = { p50: number; p90: number; target: number | null; isOver: boolean }

/** `toStrip` places P50, P90 and the target on a line of 0…1; the target sits at two thirds while P90 keeps within. */
export function toStrip(row: Pick<SegmentRow, 'p50Ms' | 'p90Ms' | 'targetMs'>): Strip {
  const targetMs = row.targetMs ?? null
  const [p50Ms, p90Ms] = [row.p50Ms ?? 0, row.p90Ms ?? 0]
  const fullMs = Math.max((targetMs ?? 0) * 1.5, p90Ms * 1.1, 1)
  return {
    p50: p50Ms / fullMs,
    p90: p90Ms / fullMs,
    target: targetMs === null ? null : targetMs / fullMs,
    isOver: targetMs !== null && p90Ms > targetMs,
  }
}
