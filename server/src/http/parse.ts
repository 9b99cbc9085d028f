import { z } from 'zod'
import type { ProblemCode } from '@liandong/shared/problems/registry.ts'
import { ProblemError } from './problem.ts'

const UNKEEPABLE = { message: 'holds a NUL or half a character', messageZh: '含有无法保存的字符' }
const UNKNOWN = { message: 'unknown field', messageZh: '未知字段' }
const chinese = z.locales.zhCN().localeError

/** The library's own sentence in Chinese; a rule of ours brings its sentence as `params: { zh }`. */
function inChinese(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && typeof issue.params?.zh === 'string') return issue.params.zh
  const said = chinese(issue as z.core.$ZodRawIssue)
  return typeof said === 'string' ? said : (said?.message ?? issue.message)
}

/** `parse` reads a body or a query strictly; the problem names every field that is wrong, unknown ones by name. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, code: ProblemCode = 'invalidBody'): z.output<S> {
  const unkeepable = findUnkeepable(value, '')
  if (unkeepable !== undefined)
    throw new ProblemError({
      code,
      errors: [{ pointer: unkeepable || '/', ...UNKEEPABLE }],
    })
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.flatMap((issue) => {
    const at = issue.path.map((part) => `/${String(part)}`).join('')
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ pointer: `${at}/${key}`, ...UNKNOWN }))
    return [{ pointer: at || '/', message: issue.message, messageZh: inChinese(issue) }]
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
