import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { maySee } from '@liandong/shared/access/audience.ts'
import { kindOf } from '@liandong/shared/wire/attachment.ts'
import { attach, readAttachment } from '../../cases/attachments.ts'
import { findIncident } from '../../cases/incident-read.ts'
import { isId } from '../../platform/ids.ts'
import { handleError } from '../error-handler.ts'
import { parse } from '../parse.ts'
import { problem, ProblemError, sendProblem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { sniff } from '../sniff.ts'

const params = z.object({ id: z.string(), attachmentId: z.string() })
const MIB = 1_048_576
const instant = z.iso.datetime({ offset: true }).optional()
const captionSchema = z.string().max(200)

/** Pictures and voice notes (ADR 0030). The body is the file; what its bytes are decides, whatever it is called. */
export async function attachmentRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { clock, config, handler, identity, metrics, trace, units } = services
  const mostBytes = config.ATTACHMENT_MB * MIB

  route(app, {
    method: 'GET',
    url: '/incidents/:id/attachments/:attachmentId',
    tag: 'incidents',
    summary: 'The file itself; each look leaves a line',
    access: 'attachment.read',
    params,
    handler: async ({ params: { id, attachmentId }, me, database, reply }) => {
      if (!isId(id) || !isId(attachmentId)) throw problem('notFound')
      const state = await findIncident(database.db, me.subdistrictId, id)
      if (!state || !maySee(state, me.actor)) throw problem('notFound')
      const file = await readAttachment(database.db, me.subdistrictId, state.id, attachmentId)
      if (!file) throw problem('notFound')
      const data = { no: state.no, attachmentId: file.id, kind: kindOf(file.mediaType) }
      await trace.noteRead(me, state.id, { type: 'attachment.read', data })
      return asFile(reply, file.mediaType).send(file.bytes)
    },
  })

  await app.register(async (raw) => {
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) =>
      done(null, body),
    )
    // nobody who has not signed in fills the memory
    raw.addHook('onRequest', async (request) => {
      if (!request.session) throw problem('notSignedIn')
    })
    raw.setErrorHandler((error: FastifyError, request, reply) =>
      error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
        ? sendProblem(reply, { code: 'attachmentTooLarge', facts: { mostBytes } })
        : handleError(error, request, reply),
    )

    route(raw, {
      method: 'PUT',
      url: '/incidents/:id/attachments/:attachmentId',
      tag: 'incidents',
      summary:
        'A photo or a voice note as the body; the id is the sender’s own, and the same file again is the same one',
      access: 'attachment.send',
      params,
      query: z.strictObject({ occurredAt: instant, sentAt: instant, dispatchId: z.string().max(64).optional() }),
      handler: async ({ params: { id, attachmentId }, query, me, database, request, reply }) => {
        if (!isId(id) || !isId(attachmentId)) throw problem('notFound')
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const mediaType = await sniff(bytes, request.headers['content-type'])
        const result = await attach(
          { ...handler, database },
          {
            subdistrictId: me.subdistrictId,
            incidentId: id,
            actor: me.actor,
            file: { id: attachmentId.toLowerCase(), bytes, mediaType, caption: captionOf(request) },
            said: query,
          },
        )
        metrics.commands.inc({ command: 'attach', outcome: result.ok ? 'done' : result.refusal.code })
        if (me.user.unitId !== null) await units.noteContact([me.user.unitId], new Date(clock.now()))
        if (!result.ok) throw new ProblemError(result.refusal)
        reply.code(result.isNew ? 201 : 200)
        return { attachment: { ...result.attachment, byName: identity.nameOf(result.attachment.by) ?? '' } }
      },
    })
  })
}

/** Words about a picture name people: they go in a header, which no proxy writes into its log, percent-encoded. */
function captionOf(request: FastifyRequest): string | null {
  const given = request.headers['x-caption']
  if (typeof given !== 'string' || given === '') return null
  let text = given
  try {
    text = decodeURIComponent(given)
  } catch {
    // somebody sent it plain
  }
  return parse(captionSchema, text).trim() || null
}

/** Shown where it is asked for and never run: whatever the bytes hold, a page made of them may do nothing. */
const asFile = (reply: FastifyReply, mediaType: string): FastifyReply =>
  reply
    .type(mediaType)
    .header('content-disposition', 'inline')
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .header('content-security-policy', "default-src 'none'; sandbox")
