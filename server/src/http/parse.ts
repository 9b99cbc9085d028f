import type { z } from 'zod'
import type { ProblemCode } from '@liandong/shared/problems/registry.ts'
import { ProblemError } from './problem.ts'

/** `parse` reads a body or a query strictly; the problem names every field that is wrong, unknown ones by name. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, code: ProblemCode = 'invalidBody'): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.flatMap((issue) => {
    const at = issue.path.map((part) => `/${String(part)}`).join('')
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ pointer: `${at}/${key}`, message: 'unknown field' }))
    return [{ pointer: at || '/', message: issue.message }]
  })
  throw new ProblemError({ code, errors })
}
