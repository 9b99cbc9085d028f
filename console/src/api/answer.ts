import type { ProblemBody } from '@liandong/shared/wire/incident-detail.ts'
import type { ProblemCode } from '@liandong/shared/problems/registry.ts'

/** What the wire itself does wrong, beside the problems of the server. */
export type WireFault = 'offline' | 'timeout' | 'unreadable'

/** A problem as a value: what the server said (RFC 9457), or what became of the attempt to ask it. */
export type Problem = {
  code: ProblemCode | WireFault
  status: number
  detail?: string
  errors?: { pointer: string; message: string }[]
  /** The rest of the answer: who was first, the present state, and so on. */
  facts: Record<string, unknown>
}

export type Answer<T> = { ok: true; value: T; status: number } | { ok: false; problem: Problem }

export const isWireFault = (problem: Problem): boolean => ['offline', 'timeout', 'unreadable'].includes(problem.code)

/** Worth asking again with the same Idempotency-Key: nobody has said no yet. */
export const isWorthRetrying = (problem: Problem): boolean =>
  isWireFault(problem) || [429, 502, 503, 504].includes(problem.status)

export const wireFault = (code: WireFault, status = 0): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { code, status, facts: {} },
})

/** `toProblem` reads a problem answer; a body that is none (a proxy's page) becomes `unreadable`. */
export function toProblem(status: number, body: unknown): { ok: false; problem: Problem } {
  if (typeof body !== 'object' || body === null || typeof (body as ProblemBody).code !== 'string')
    return wireFault('unreadable', status)
  const {
    type: _type,
    title: _title,
    status: _status,
    code,
    detail,
    instance: _instance,
    errors,
    ...facts
  } = body as ProblemBody
  return {
    ok: false,
    problem: {
      code: code as ProblemCode,
      status,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
      facts,
    },
  }
}
