import type { FastifyReply, FastifyRequest } from 'fastify'
import { PROBLEMS, type ProblemCode } from '@liandong/shared/problems/registry.ts'
import type { FieldError, Refusal } from '@liandong/shared/problems/refusal.ts'

/** A problem on its way out of a route: thrown or returned, it is answered as RFC 9457 says. */
export class ProblemError extends Error {
  readonly refusal: Refusal
  readonly extra: Record<string, unknown>
  constructor(refusal: Refusal, extra: Record<string, unknown> = {}) {
    super(refusal.code)
    this.refusal = refusal
    this.extra = extra
  }
}

export const problem = (code: ProblemCode, detail?: string): ProblemError =>
  new ProblemError({ code }, detail ? { detail } : {})

export const languageOf = (request: FastifyRequest): 'zh' | 'en' =>
  /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'

/** The body of a problem. `type` is a page of docs/problems, served with the product. */
export function toProblemBody(refusal: Refusal, request: FastifyRequest, extra: Record<string, unknown> = {}) {
  const { status, title } = PROBLEMS[refusal.code]
  const language = languageOf(request)
  return {
    ...refusal.facts,
    ...extra,
    type: `/problems/${kebab(refusal.code)}`,
    title: title[language],
    status,
    code: refusal.code,
    instance: request.id,
    ...(refusal.errors ? { errors: refusal.errors.map((error) => sayField(error, language)) } : {}),
  }
}

const sayField = ({ pointer, message, messageZh }: FieldError, language: 'zh' | 'en') => ({
  pointer,
  message: language === 'zh' ? (messageZh ?? message) : message,
})

export const kebab = (code: string): string => code.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export function sendProblem(reply: FastifyReply, refusal: Refusal, extra?: Record<string, unknown>): FastifyReply {
  const body = toProblemBody(refusal, reply.request, extra)
  // bytes, so that no charset is put behind the media type: RFC 9457 knows none
  return reply
    .code(body.status)
    .header('content-type', 'application/problem+json')
    .send(Buffer.from(JSON.stringify(body)))
}
