import { PROBLEMS, type ProblemCode } from '@liandong/shared/problems/registry.ts'
import type { Problem } from '../api/answer.ts'
import { formatClock } from '../i18n/format.ts'
import type { Translate } from '../i18n/language.ts'
import type { Language } from '../i18n/messages.ts'

const isWire = (code: string): code is 'offline' | 'timeout' | 'unreadable' =>
  ['offline', 'timeout', 'unreadable'].includes(code)

/** The title of a problem in the person's language: from the registry the server answers from, or of the wire. */
export function problemTitle(problem: Problem, t: Translate, language: Language): string {
  if (isWire(problem.code)) return t(`ui.problem.${problem.code}`)
  return PROBLEMS[problem.code as ProblemCode]?.title[language] ?? problem.detail ?? problem.code
}

/** What the server says of one field of a form, to stand beside it. */
export const fieldProblem = (problem: Problem | null, pointer: string): string | undefined =>
  problem?.errors?.find((e) => e.pointer === pointer)?.message

/** The problem without what already stands beside its fields. */
export const withoutFields = (problem: Problem | null): Problem | null => {
  if (!problem?.errors) return problem
  const { errors, ...rest } = problem
  const others = errors.filter((e) => e.pointer === '/')
  return others.length > 0 ? { ...rest, errors: others } : rest
}

/** Title, and who was first or which field: everything the person needs to go on. */
export function problemWords(problem: Problem, t: Translate, language: Language): string {
  const { by, unit, at } = problem.facts as { by?: unknown; unit?: { name?: string }; at?: string }
  const who = typeof by === 'string' ? by : unit?.name
  const first = who && at ? `（${t('ui.problem.first', { unit: who, at: formatClock(at) })}）` : ''
  const fields = (problem.errors ?? []).map((e) =>
    t('ui.problem.field', { field: e.pointer.replace(/^\//, ''), message: e.message }),
  )
  return [`${problemTitle(problem, t, language)}${first}`, ...fields].join('\n')
}
