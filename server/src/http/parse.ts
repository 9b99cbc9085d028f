import type { z } from 'zod'
import type { ProblemCode } from '@liandong/shared/problems/registry.ts'
import { ProblemError } from './problem.ts'

/** `parse` reads a body or a query strictly; the problem names every field that is wrong, unknown ones by name. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, code: ProblemCode = 'invalidBody'): z.output<S> {
  const unkeepable = findUnkeepable(value, '')
  if (unkeepable !== undefined)
    throw new ProblemError({
      code,
      errors: [{ pointer: unkeepable || '/', message: 'holds a NUL or half a character' }],
    })
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.flatMap((issue) => {
    const at = issue.path.map((part) => `/${String(part)}`).join('')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ pointer: `${at}/${key}`, message: 'unknown field' }))
    return [{ pointer: at || '/', message: issue.message }]
  })
  throw new ProblemError({ code, errors })
}

/** Where a text is that no database keeps: with NUL in it, or with half of a surrogate pair. Alerts are cleaned instead. */
function findUnkeepable(value: unknown, pointer: string): string | undefined {
  // a list, not a recursion: a body may be nested deeper than the stack is
  const left: [unknown, string][] = [[value, pointer]]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [part, at] = next
    if (typeof part === 'string' && (part.includes('\u0000') || !part.isWellFormed())) return at
    if (typeof part !== 'object' || part === null) continue
    for (const [key, inner] of Object.entries(part)) left.push([inner, at.length > 500 ? at : `${at}/${key}`])
  }
  return undefined
}
