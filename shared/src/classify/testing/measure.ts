import type { Classification } from '../classification.ts'
import type { WrittenLine } from './written.ts'

/** Aggregate quality. `undecided` counts as a miss for recall: nobody was told to go. */
export type Measure = {
  lines: number
  policeRecall: number
  policeRecallSeverity1: number
  policePrecision: number
  silentMisses: number
  undecided: number
  disputeF1: number
  categoryAccuracy: number
  severityWithinOne: number
}

const share = (part: number, whole: number) => (whole === 0 ? 1 : Math.round((1000 * part) / whole) / 1000)

export const measure = (lines: readonly WrittenLine[], classifyText: (text: string) => Classification): Measure => {
  const answers = lines.map((line) => ({ line, answer: classifyText(line.text) }))
  const count = (test: (pair: (typeof answers)[number]) => boolean) => answers.filter(test).length
  const saidPolice = count(({ answer }) => answer.police === 'police')
  const isPolice = count(({ line }) => line.police === 'police')
  const bothPolice = count(({ line, answer }) => line.police === 'police' && answer.police === 'police')
  const grave = count(({ line }) => line.police === 'police' && line.severity === 1)
  const graveFound = count(
    ({ line, answer }) => line.police === 'police' && line.severity === 1 && answer.police === 'police',
  )
  const bothDispute = count(({ line, answer }) => line.dispute && answer.dispute)
  const saidDispute = count(({ answer }) => answer.dispute)
  const isDispute = count(({ line }) => line.dispute)
  return {
    lines: lines.length,
    policeRecall: share(bothPolice, isPolice),
    policeRecallSeverity1: share(graveFound, grave),
    policePrecision: share(bothPolice, saidPolice),
    silentMisses: count(({ line, answer }) => line.police === 'police' && answer.police === 'nonPolice'),
    undecided: share(
      count(({ answer }) => answer.police === 'undecided'),
      lines.length,
    ),
    disputeF1: share(2 * bothDispute, saidDispute + isDispute),
    categoryAccuracy: share(
      count(({ line, answer }) => answer.category === line.category),
      lines.length,
    ),
    severityWithinOne: share(
      count(({ line, answer }) => Math.abs(answer.severity - line.severity) <= 1),
      lines.length,
    ),
  }
}
