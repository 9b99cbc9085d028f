/**
 * What the classifier says of one alert: plain types, no zod, so that a browser can import them lightly.
 * Police and dispute are two axes (domain §0.2): a dispute may be a police matter.
 */
export type PoliceDecision = 'police' | 'nonPolice' | 'undecided'

export type Severity = 1 | 2 | 3 | 4

export type BilingualText = { zh: string; en: string }

/** Why: the words of the narrative, the row of the labelling policy, and what they did. */
export type ClassificationReason = {
  /** The words as they stand in the narrative; for the source's own code, that code. */
  phrase: string
  /** Offsets into the original narrative (UTF-16). `start === end` when the phrase is not from the narrative. */
  start: number
  end: number
  /** R1…R17 of the labelling policy, or a name of the engine (`length`, `source`, `prompt`, `empty`). */
  rule: string
  /** Short code: `police`, `doubt`, `nonPolice`, `mark`, `negated`, `feared`, `past`, `hearsay`, `titled`, `asked`, … */
  effect: string
  text: BilingualText
}

export type Classification = {
  police: PoliceDecision
  dispute: boolean
  /** A code of `categories`; an open set, never an enum on the wire. */
  category: string
  /** The dispute's subtype where there is a dispute, else the category's own; null when none is known. */
  subtype: string | null
  subtypes: string[]
  /** 1 red … 4 blue (突发事件应对法). */
  severity: Severity
  flags: string[]
  /** 0..1, an ordering of certainty, not a calibrated probability. */
  confidence: number
  reasons: ClassificationReason[]
  version: string
  /** The version of the category tree it was given from; absent on what was written before there were any. */
  categoryVersion?: number
}

export type ClassifyInput = {
  narrative: string
  address?: string | undefined
  sourceCategory?: string | undefined
  severityHint?: Severity | undefined
}
