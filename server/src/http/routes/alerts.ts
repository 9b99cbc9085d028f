import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { COMMAND_ROOM } from '@liandong/shared/access/actor.ts'
import { audienceOf, maySee } from '@liandong/shared/access/audience.ts'
import { may } from '@liandong/shared/access/permissions.ts'
import { splitLines, takeAlert, takeBatch, type Taken } from '../../intake/intake.ts'
import type { KnownSource } from '../../intake/source-keys.ts'
import { findAlert, toAlertView } from '../../cases/alert-view.ts'
import { findIncident } from '../../cases/incident-read.ts'
import { isId } from '../../platform/ids.ts'
import type { Services } from '../services.ts'
import { languageOf, problem, ProblemError, sendProblem } from '../problem.ts'
import { route } from '../route.ts'
import { acceptedSchema, alertSchema, batchSchema } from '../schemas.ts'

/** Read in full up to here so that it can be kept; beyond it the connection is closed. */
const MOST_READ_BYTES = 16 * 1_048_576
const MOST_LINES = 1_000

const SIGNATURE_WORDS = {
  missing: {
    zh: '此密钥要求签名：请带上 X-Liandong-Timestamp 与 X-Liandong-Signature',
    en: 'this key asks for a signature: send X-Liandong-Timestamp and X-Liandong-Signature',
  },
  time: {
    zh: '时间戳与服务器时间相差超过 5 分钟，或不是以秒计的时间',
    en: 'the timestamp is not in seconds, or more than 5 minutes from the time of the server',
  },
  wrong: { zh: '签名与内容不符', en: 'the signature does not fit the body' },
  replayed: {
    zh: '此签名已使用过；重发请用新的时间重新签名',
    en: 'this signature has been used: sign with a new time to send again',
  },
} as const

/** The intake: it reads bodies itself, since what cannot be an alert must still be kept. */
export async function alertRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { sourceKeys, metrics } = services

  type Sender = { source: KnownSource; useUp: () => Promise<void> }

  /** The source of a request, by its key and, where the key asks for one, its signature, which is good once. */
  const sourceOf = async (request: FastifyRequest): Promise<Sender | undefined> => {
    const [, bearer] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    const key = bearer === undefined ? undefined : await sourceKeys.find(bearer)
    if (key === undefined) return undefined
    if (key.secret === undefined) return { source: key, useUp: async () => undefined }
    const header = (name: string) => (typeof request.headers[name] === 'string' ? request.headers[name] : undefined)
    const checked = await sourceKeys.checkSignature(key, {
      timestamp: header('x-liandong-timestamp'),
      signature: header('x-liandong-signature'),
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    })
    if (typeof checked === 'string') throw problem('badSignature', SIGNATURE_WORDS[checked][languageOf(request)])
    return { source: key, useUp: () => sourceKeys.useUp(checked) }
  }

  /** A source by its key, or an operator at the desk, whose alerts are the station's hand-overs (D26). */
  const whoPosts = async (request: FastifyRequest): Promise<Sender & { postedBy: string | null }> => {
    const sender = await sourceOf(request)
    if (sender) return { ...sender, postedBy: null }
    const me = request.headers.authorization === undefined ? request.signedIn : undefined
    if (!me) throw problem('badSourceKey')
    if (!may(me.user.role, 'alert.write')) {
      await services.trace.noteRefusal(me, me.user.id, { permission: 'alert.write', code: 'notYours' })
      throw problem('notYours')
    }
    const offline = await sourceKeys.ofKind(me.subdistrictId, 'offline')
    if (!offline) throw problem('notFound', 'this subdistrict has no offline source')
    return { source: offline, postedBy: me.user.id, useUp: async () => undefined }
  }

  const note = (source: KnownSource, taken: Taken) =>
    metrics.alerts.inc({
      source: source.id,
      outcome: taken.ok ? (taken.duplicate ? 'duplicate' : 'accepted') : taken.code,
    })

  await app.register(async (raw) => {
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_READ_BYTES }, (_request, body, done) =>
      done(null, body),
    )

    route(raw, {
      method: 'POST',
      url: '/alerts',
      tag: 'alerts',
      summary: 'One alert; 202 only after it is durable',
      access: 'anyone',
      body: alertSchema,
      rawBody: true,
      response: { 200: acceptedSchema, 202: acceptedSchema },
      // headers for browsers and a look whether sixty bytes should be compressed cost more than taking the alert
      options: { bodyLimit: MOST_READ_BYTES, helmet: false, compress: false },
      handler: async ({ request, reply }) => {
        void reply.header('x-content-type-options', 'nosniff')
        const { source, postedBy, useUp } = await whoPosts(request)
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const taken = await takeAlert(services, source, body, postedBy)
        await useUp()
        note(source, taken)
        if (!taken.ok) return sendProblem(reply, { code: taken.code, errors: taken.errors }, { kept: true })
        const { alertId, duplicate, warnings } = taken
        reply.code(duplicate ? 200 : 202)
        return warnings.length > 0 ? { alertId, duplicate, warnings } : { alertId, duplicate }
      },
    })

    route(raw, {
      method: 'POST',
      url: '/alerts/batch',
      tag: 'alerts',
      summary: 'At most 1,000 alerts as NDJSON; a bad line never spoils the others',
      access: 'anyone',
      response: { 200: batchSchema },
      options: { bodyLimit: MOST_READ_BYTES },
      handler: async ({ request }) => {
        const sender = await sourceOf(request)
        if (!sender) throw problem('badSourceKey')
        if (!/^application\/(x-)?ndjson\b/i.test(request.headers['content-type'] ?? ''))
          throw problem('unsupportedMediaType')
        const lines = splitLines(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
        if (lines.length > MOST_LINES) throw new ProblemError({ code: 'tooManyLines', facts: { lines: lines.length } })
        const taken = await takeBatch(services, sender.source, lines)
        await sender.useUp()
        return taken
      },
    })
  })

  route(app, {
    method: 'GET',
    url: '/alerts/:id',
    tag: 'alerts',
    summary: 'The alert as handed over',
    access: 'anyone',
    params: z.object({ id: z.string() }),
    handler: async ({ params, request, database }) => {
      const sender = await sourceOf(request)
      await sender?.useUp()
      const source = sender?.source
      const me = request.signedIn
      if (!source && !me) throw problem(request.headers.authorization === undefined ? 'notSignedIn' : 'badSourceKey')
      if (source) {
        const { db } = services.scoped.of(source.subdistrictId, 'work')
        const row = isId(params.id) ? await findAlert(db, params.id) : undefined
        if (row?.sourceId !== source.id) throw problem('notFound')
        return { ...toAlertView(row, 'source'), body: row.body.toString('utf8') }
      }
      // who sees no case at all has no way to the table of alerts either
      if (!me || !isId(params.id) || audienceOf(me.user.role) === 'none') throw problem('notFound')
      const row = await findAlert(database.db, params.id)
      if (!row || row.subdistrictId !== me.subdistrictId) throw problem('notFound')
      const of = row.incidentId ? await findIncident(database.db, me.subdistrictId, row.incidentId) : undefined
      const allowed = of ? maySee(of, me.actor) : COMMAND_ROOM.includes(me.user.role)
      if (!allowed || me.user.role === 'wall') throw problem('notFound')
      await services.trace.noteRead(me, row.id, { type: 'alert.read', data: { incidentId: row.incidentId } })
      return toAlertView(row, { audience: audienceOf(me.user.role), of })
    },
  })
}
