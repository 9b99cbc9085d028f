import { MINUTE_MS, SECOND_MS } from '@liandong/shared/time.ts'
import type { Problem } from '../../api/answer.ts'
import type { Translate } from '../../i18n/language.ts'
import type { Language } from '../../i18n/messages.ts'
import { problemWords } from '../../ui/problem-words.ts'

const MINUTE_S = MINUTE_MS / SECOND_MS

/** Why the way in is closed, and when it opens again: a wait that ends by itself is said in minutes. */
export function refusalWords(problem: Problem, t: Translate, language: Language): string {
  const { retryAfterS } = problem.facts as { retryAfterS?: number }
  // a field of these forms is the one in sight: what is wrong with it is enough
  if (problem.errors) return problem.errors.map((e) => e.message).join('\n')
  if (retryAfterS === undefined) return problemWords(problem, t, language)
  const why = t(problem.code === 'accountLocked' ? 'signIn.lockedHere' : 'signIn.slowed')
  return `${why}\n${t('signIn.wait', { n: Math.ceil(retryAfterS / MINUTE_S) })}`
}
