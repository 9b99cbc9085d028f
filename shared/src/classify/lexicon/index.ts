import type { Lexicon } from '../rule.ts'
import { crime } from './crime.ts'
import { crowd } from './crowd.ts'
import { generic } from './generic.ts'
import { homeDisputes } from './disputes-home.ts'
import { moneyDisputes } from './disputes-money.ts'
import { english } from './english.ts'
import { fire } from './fire.ts'
import { people } from './people.ts'
import { register } from './register.ts'
import { rescue } from './rescue.ts'
import { services } from './services.ts'
import { traffic } from './traffic.ts'
import { traps } from './traps.ts'
import { vice } from './vice.ts'
import { violence } from './violence.ts'
import { weapons } from './weapons.ts'

/** Raise it with every change of words or rules: each incident keeps the version that judged it. */
export const lexiconVersion = 'rules-1.0.0'

const parts: readonly Lexicon[] = [
  people,
  traps,
  register,
  violence,
  weapons,
  crime,
  vice,
  traffic,
  fire,
  rescue,
  crowd,
  generic,
  moneyDisputes,
  homeDisputes,
  services,
  english,
]

export const lexicon: Lexicon = {
  terms: parts.reduce<Record<string, string>>((all, { terms }) => {
    for (const [concept, list] of Object.entries(terms)) {
      if (all[concept] !== undefined) throw new Error(`concept written twice: ${concept}`)
      all[concept] = list
    }
    return all
  }, {}),
  rules: parts.flatMap(({ rules }) => rules),
}
