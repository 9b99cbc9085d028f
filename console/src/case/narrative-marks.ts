import type { ClassificationReason } from '@liandong/shared/classify/classification.ts'

export type Piece = { text: string; reasons: readonly ClassificationReason[] }

type Span = { start: number; end: number; reason: ClassificationReason }

/**
 * `markNarrative` cuts a narrative into pieces, each with the reasons that stand on its words. Offsets count on the
 * original words; where masking or shortening moved them, the phrase is looked for, and left out if it is gone.
 */
export function markNarrative(narrative: string, reasons: readonly ClassificationReason[]): Piece[] {
  const spans = reasons.flatMap((reason) => spanOf(narrative, reason))
  const cuts = [...new Set([0, narrative.length, ...spans.flatMap((s) => [s.start, s.end])])].sort((a, b) => a - b)
  const pieces: Piece[] = []
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i] as number, cuts[i + 1] as number]
    pieces.push({
      text: narrative.slice(start, end),
      reasons: spans.filter((s) => s.start <= start && s.end >= end).map((s) => s.reason),
    })
  }
  return pieces
}

function spanOf(narrative: string, reason: ClassificationReason): Span[] {
  if (reason.start >= reason.end || reason.phrase === '') return []
  if (narrative.slice(reason.start, reason.end) === reason.phrase)
    return [{ start: reason.start, end: reason.end, reason }]
  const found = narrative.indexOf(reason.phrase)
  return found < 0 ? [] : [{ start: found, end: found + reason.phrase.length, reason }]
}
