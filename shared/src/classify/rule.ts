import type { BilingualText, Severity } from './classification.ts'

/** How the words around a match take it out of the here and now. */
export type Discount = 'negated' | 'feared' | 'past' | 'hearsay' | 'unsure' | 'titled' | 'asked' | 'place'

/** What a rule claims: a police matter, a doubt that forbids `nonPolice`, a non-police matter, or only a mark (flag, severity, dispute). */
export type Claim = 'police' | 'doubt' | 'nonPolice' | 'mark'

export type Rule = {
  id: string
  /** Row of the labelling policy (domain §6). */
  row: string
  /** Patterns (see pattern.ts); the rule holds when one of them does. */
  when: readonly string[]
  claim: Claim
  text: BilingualText
  category?: string
  subtype?: string
  severity?: Severity
  /** Higher wins the category when several police rules hold. */
  rank?: number
  dispute?: boolean
  /** A dispute read from loose words (楼上, 店里): beside a police matter it counts only where a quarrel is told. */
  weak?: boolean
  flags?: readonly string[]
  /** Discounts that do not weaken this rule (a fear of suicide is still a call for help). */
  keeps?: readonly Discount[]
  /** A doubt that gives way to a plain non-police matter: the caller's accusing word is not a fact (R2). */
  yields?: boolean
  /** A doubt that is police while nothing speaks for a non-police matter: missing a police case is the costly error. */
  alone?: boolean
  /** A non-police rule that outweighs danger words told with it (a verified false alarm); beside a police rule of severity 1 the answer is undecided. */
  beats?: boolean
  /** Set aside while one of these rules (ids) holds. */
  unless?: readonly string[]
}

/** Terms of a concept are parted by blanks (or `|` lines for English); `(a|b)c` stands for `ac bc`. */
export type Lexicon = { terms: Readonly<Record<string, string>>; rules: readonly Rule[] }
