import type { PoliceDecision, Severity } from './classification.ts'
import type { Assessment, Finding } from './assess.ts'
import { unclassified } from './unclassified.ts'

/** Which category wins when several police rules hold: the graver matter, then the more specific (policy §6). */
const categoryRank: Readonly<Record<string, number>> = {
  刑事案件: 90,
  群体性事件: 85,
  火灾爆炸: 80,
  道路交通: 75,
  灾害事故: 72,
  治安案件: 70,
  警务投诉: 65,
  紧急求助: 60,
}

/** A letter to the authorities tells of the past at length; in a call for help nobody writes one (measured on citizen messages). */
const letterLength = 120
/** Without a salutation, from this length on (a call-register narrative seldom passes 200 characters). */
const plainLetterLength = 240

export type Decision = {
  police: PoliceDecision
  category: string
  severity: Severity
  leading: Finding[]
  isLetter: boolean
  isPrompt: boolean
}

const rankOf = ({ rule }: Finding) => rule.rank ?? categoryRank[rule.category ?? ''] ?? 0

const best = (findings: readonly Finding[]): Finding | undefined =>
  [...findings].sort((a, b) => rankOf(b) - rankOf(a) || (a.rule.severity ?? 3) - (b.rule.severity ?? 3))[0]

const gravest = (findings: readonly Finding[], fallback: Severity): Severity =>
  findings.reduce<Severity>(
    (least, { rule }) => (rule.severity !== undefined && rule.severity < least ? rule.severity : least),
    fallback,
  )

export const decide = ({ findings, has, length }: Assessment): Decision => {
  const isLetter =
    ((has('letter') && length >= letterLength) || (has('letterWeak') && length >= plainLetterLength)) && !has('urgent')
  const isPrompt = has('prompt')
  const stands = (claim: string) => findings.filter((finding) => finding.claim === claim)
  // A text that gives the classifier orders is no evidence of harmlessness.
  const harmless = isPrompt ? [] : stands('nonPolice')
  const lone =
    harmless.length === 0 && !isLetter
      ? findings.filter(({ rule, claim, reason }) => rule.alone && claim === 'doubt' && reason.effect === 'doubt')
      : []
  const police = isLetter ? [] : [...stands('police'), ...lone]
  const doubts = [
    ...(isLetter ? stands('police') : []),
    ...stands('doubt').filter((finding) => !lone.includes(finding)),
  ]
  const marks = stands('mark')
  const overruled = harmless.find(({ rule }) => rule.beats)
  const common = { isLetter, isPrompt }

  if (police.length > 0 && !overruled) {
    const leading = best(police)!
    return {
      ...common,
      police: 'police',
      category: leading.rule.category ?? unclassified,
      severity: gravest([...police, ...marks], leading.rule.severity ?? 3),
      leading: police,
    }
  }
  const stubborn = doubts.filter(({ rule, claim }) => !rule.yields || claim !== 'doubt')
  const contradicted = overruled !== undefined && police.some(({ rule }) => rule.severity === 1)
  const settled = overruled ? !contradicted : stubborn.length === 0
  if (harmless.length > 0 && settled) {
    const leading = overruled ?? best(harmless)!
    const severity = gravest(harmless, has('now') || has('quarrel') ? 3 : 4)
    return {
      ...common,
      police: 'nonPolice',
      category: leading.rule.category ?? unclassified,
      severity,
      leading: harmless,
    }
  }
  const open = [...police, ...doubts]
  const leading = best(open) ?? best(harmless)
  return {
    ...common,
    police: 'undecided',
    category: leading?.rule.category ?? unclassified,
    severity: gravest(open, 3),
    leading: open.length > 0 ? open : harmless,
  }
}
