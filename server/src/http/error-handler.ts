import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ProblemCode } from '@liandong/shared/problems/registry.ts'
import { isAway } from '../store/retry.ts'
import { ProblemError, sendProblem } from './problem.ts'

const BY_CODE: Record<string, ProblemCode> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformedJson',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformedJson',
  FST_ERR_CTP_BODY_TOO_LARGE: 'bodyTooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupportedMediaType',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformedJson',
  FST_ERR_RATE_LIMIT: 'tooFast',
  FST_ERR_NOT_FOUND: 'notFound',
  FST_ERR_BAD_URL: 'notFound',
  FST_ERR_MAX_PARAM_LENGTH: 'notFound',
}

/** One mapping for every stray error: what is not known is a fault, recorded whole and shown without its inside. */
export function handleError(
  error: FastifyError | ProblemError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof ProblemError) return sendProblem(reply, error.refusal, error.extra)
  if ('validation' in error && error.validation) {
    const errors = error.validation.map((issue) => ({
      pointer: issue.instancePath || '/',
      message: issue.message ?? 'not valid',
    }))
    return sendProblem(reply, { code: error.validationContext === 'body' ? 'invalidBody' : 'invalidQuery', errors })
  }
  const code = 'code' in error ? BY_CODE[String(error.code)] : undefined
  if (code) return sendProblem(reply, { code })
  if ('statusCode' in error && error.statusCode === 429) return sendProblem(reply, { code: 'tooFast' })
  if ('statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) {
    return sendProblem(reply, { code: 'malformedJson' }, { detail: error.message })
  }
  if (isAway(error)) {
    request.log.warn({ error: String(error) }, 'the database is away')
    return sendProblem(reply.header('retry-after', '1'), { code: 'busy' })
  }
  request.log.error({ err: error }, 'fault')
  return sendProblem(reply, { code: 'internal' })
}
