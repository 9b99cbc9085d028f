import { assess, scoredLength, type Assessment, type Finding } from './assess.ts'
import type { Classification, ClassificationReason, ClassifyInput, Severity } from './classification.ts'
import { decide, type Decision } from './decide.ts'
import { lexiconVersion } from './lexicon/index.ts'
import { unclassified } from './unclassified.ts'

const shownReasons = 24

const note = (rule: string, effect: string, zh: string, en: string, phrase = ''): ClassificationReason => ({
  phrase,
  start: 0,
  end: 0,
  rule,
  effect,
  text: { zh, en },
})

const unique = (values: readonly string[]): string[] => [...new Set(values)]

const order: Readonly<Record<string, number>> = { police: 0, doubt: 1, nonPolice: 3, mark: 2 }

/** An ordering of certainty from how much agrees and how much was explained away; not a calibrated probability. */
const confidenceOf = (decision: Decision, { findings }: Assessment): number => {
  const discounted = findings.filter(({ claim }) => claim === 'discounted').length
  const agreeing = decision.leading.length
  if (decision.police === 'undecided') return agreeing > 0 ? 0.4 : 0.1
  const base = decision.police === 'police' ? 0.78 : 0.72
  return Math.max(0.5, Math.min(0.97, base + 0.06 * (agreeing - 1) - 0.08 * discounted))
}

const standing = ({ claim }: Finding) => claim !== 'discounted'

/** The dispute's subtypes first: 欠薪 stays visible when the wage quarrel turned into a fight (D29, D32). */
const subtypesOf = (findings: readonly Finding[], decision: Decision, quarrelled: boolean): string[] => {
  const held = findings.filter(standing)
  const disputes = held.filter(
    ({ rule }) => rule.dispute && rule.subtype && !(rule.weak && decision.police === 'police' && !quarrelled),
  )
  // A general subtype (消费, 损害赔偿) gives way to a more specific one of higher rank.
  const ranked = [...disputes].sort((a, b) => (b.rule.rank ?? 0) - (a.rule.rank ?? 0))
  const own = decision.leading.filter(({ rule }) => rule.subtype && rule.category === decision.category)
  const ownRanked = [...own].sort((a, b) => (b.rule.rank ?? 0) - (a.rule.rank ?? 0))
  return unique([...ranked, ...ownRanked].map(({ rule }) => rule.subtype!))
}

const notesOf = (input: ClassifyInput, decision: Decision, { length }: Assessment): ClassificationReason[] => {
  const notes: ClassificationReason[] = []
  if (length === 0)
    notes.push(note('empty', 'doubt', '没有可读的文字,请人工判断', 'nothing readable: a person must judge'))
  if (length > scoredLength)
    notes.push(
      note(
        'length',
        'mark',
        `文字过长,只以前 ${scoredLength} 字判断非警务;危险用语全文都查`,
        `long text: only the first ${scoredLength} characters may speak for non-police; danger words are read throughout`,
      ),
    )
  if (decision.isLetter)
    notes.push(
      note('letter', 'doubt', '文字像书面来信,危险用语须人工核实', 'reads like a letter: danger words need a person'),
    )
  if (decision.isPrompt)
    notes.push(
      note(
        'prompt',
        'doubt',
        '文字像是对系统下指令,不采信其中的非警务说法',
        'the text gives orders to a system: nothing in it counts for non-police',
      ),
    )
  if (length > 0 && decision.leading.length === 0 && input.narrative)
    notes.push(note('unknown', 'doubt', '没有认出的用语,请人工判断', 'no words recognised: a person must judge'))
  return notes
}

/** The source's own code or words: may settle what the narrative leaves open, and never makes a matter harmless against it. */
const withSource = (
  decision: Decision,
  sourceCategory: string,
  reasons: ClassificationReason[],
): { decision: Decision; source: Assessment | null } => {
  const source = assess(sourceCategory.slice(0, 200))
  const said = decide(source)
  const say = (effect: string, zh: string, en: string) =>
    reasons.push(note('source', effect, zh, en, sourceCategory.slice(0, 200)))
  if (decision.leading.length === 0 && said.leading.length > 0) {
    say(said.police, '正文没有依据,采用来源类别', 'the narrative tells nothing; the source category is taken')
    return { decision: said, source }
  }
  if (decision.police === 'nonPolice' && said.police === 'police') {
    say('doubt', '来源类别是警务,与正文不一致', 'the source category is a police matter, unlike the narrative')
    return { decision: { ...decision, police: 'undecided' }, source: null }
  }
  return { decision, source: null }
}

const hinted = (decision: Decision, hint: Severity | undefined, reasons: ClassificationReason[]): Decision => {
  if (hint === undefined || hint >= decision.severity) return decision
  if (decision.police !== 'nonPolice') {
    reasons.push(
      note('source', 'mark', `来源级别为 ${hint},按更高者`, `the source gives severity ${hint}; the graver counts`),
    )
    return { ...decision, severity: hint }
  }
  if (hint > 1) return { ...decision, severity: 3 }
  reasons.push(
    note(
      'source',
      'doubt',
      '来源级别为 1,与非警务判断不一致',
      'the source gives severity 1, unlike a non-police matter',
    ),
  )
  return { ...decision, police: 'undecided', severity: 2 }
}

/** Police or not, dispute, category, severity, each with its reasons. Pure: the same text always gives the same answer. */
export const classify = (input: ClassifyInput): Classification => {
  let assessment = assess(input.narrative, input.address)
  const notes: ClassificationReason[] = []
  let decision = decide(assessment)
  const ownNotes = notesOf(input, decision, assessment)
  let fromNarrative = true
  if (input.sourceCategory) {
    const answer = withSource(decision, input.sourceCategory, notes)
    decision = answer.decision
    if (answer.source) {
      assessment = answer.source
      fromNarrative = false
    }
  }
  decision = hinted(decision, input.severityHint, notes)
  const { findings } = assessment
  const held = findings.filter(standing)
  const subtypes = subtypesOf(findings, decision, assessment.has('quarrelWord'))
  const told = fromNarrative
    ? [...findings]
        .sort((a, b) => (order[a.claim] ?? 4) - (order[b.claim] ?? 4) || a.start - b.start)
        .slice(0, shownReasons)
        .map(({ reason }) => reason)
    : []
  const counts = ({ rule }: Finding) =>
    rule.dispute === true && (!rule.weak || decision.police !== 'police' || assessment.has('quarrelWord'))
  const isDispute = held.some(counts) && decision.category !== '无效警情'
  return {
    police: decision.police,
    dispute: isDispute,
    category: decision.category || unclassified,
    subtype: subtypes[0] ?? null,
    subtypes,
    severity: decision.severity,
    flags: unique(held.flatMap(({ rule }) => rule.flags ?? [])),
    confidence: Math.round(confidenceOf(decision, assessment) * 100) / 100,
    reasons: [...notes, ...ownNotes, ...told],
    version: lexiconVersion,
  }
}
