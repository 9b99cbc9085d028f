import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { FieldError } from '@liandong/shared/problems/refusal.ts'
import type { Settings, Subject } from '@liandong/shared/settings/subjects.ts'
import { checkBeginning, VERSION_NOTICE_MS, versionAt, type Version } from '@liandong/shared/settings/version.ts'
import type { Permission } from '@liandong/shared/access/permissions.ts'
import { appendAudit } from '../log/audit.ts'
import {
  decideVersion,
  findVersion,
  insertProposal,
  listVersions,
  lockVersions,
  namesOf,
  toVersionView,
} from '../settings/versions.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from './paging.ts'
import { problem, ProblemError } from './problem.ts'
import { route } from './route.ts'
import type { Services } from './services.ts'

/** One subject that is set by versions: where it is read, and what may stand in it. */
export type VersionedSubject<S extends Subject> = {
  subject: S
  url: string
  /** Ends the sentences of the reference: “the targets of the clocks”. */
  what: string
  content: z.ZodType<Settings[S]>
  /** What is wrong with a proposed content, field by field; pointers begin with /content. */
  check: (content: Settings[S], inForce: Settings[S]) => FieldError[]
  delivered: Version<Settings[S]>
  read: Permission
  /** What the line in the log says of a proposal; both contents whole unless it says otherwise. */
  told?: (before: Settings[S], after: Settings[S]) => Record<string, unknown>
}

/**
 * Three routes of a subject set by versions: read, propose, decide. One proposes and another decides, a decided version
 * is never edited, and of two who propose at once one is told of the other (A11).
 */
export function versionRoutes<S extends Subject>(
  app: FastifyInstance,
  services: Services,
  spec: VersionedSubject<S>,
): void {
  const { clock, settings } = services
  const { subject, url } = spec
  const inForce = (subdistrictId: string, at: number) =>
    versionAt(settings.of(subdistrictId, subject), at, spec.delivered)

  route(app, {
    method: 'GET',
    url,
    tag: 'settings',
    summary: `Versions of ${spec.what}, newest first, and which is in force`,
    access: spec.read,
    query: z.strictObject(pageQuery),
    handler: async ({ query, me, database }) => {
      const cursor = decodeCursor(query.cursor)
      const below = cursor && /^\d{1,9}$/.test(cursor.id) ? Number(cursor.id) : undefined
      const of = { subdistrictId: me.subdistrictId, subject }
      const rows = await listVersions(database.db, of, query.limit + 1, below)
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.createdAt, String(row.version)))
      const names = await namesOf(database.db, me.subdistrictId)
      const { version, content } = inForce(me.subdistrictId, clock.now())
      return {
        current: { version, content },
        items: page.items.map((row) => toVersionView(row, names)),
        nextCursor: page.nextCursor,
      }
    },
  })

  route(app, {
    method: 'POST',
    url,
    tag: 'settings',
    summary: `Propose a new version of ${spec.what}; it holds only once somebody else has approved it`,
    access: 'setting.propose',
    body: z.strictObject({
      /** The last version the proposer has seen: whoever was quicker is told of. */
      basedOn: z.int().min(0),
      document: z.string().trim().min(2).max(200),
      effectiveFrom: z.iso.datetime({ offset: true }),
      content: spec.content,
    }),
    handler: async ({ body, me, reply, database }) => {
      const now = clock.now()
      const effectiveFrom = Date.parse(body.effectiveFrom)
      const content = body.content as Settings[S]
      const of = { subdistrictId: me.subdistrictId, subject }
      const made = await database.db.transaction(async (tx) => {
        const known = await lockVersions(tx, of)
        if (known.version !== body.basedOn)
          throw new ProblemError({ code: 'versionConflict', facts: { version: known.version } })
        const last = await findVersion(tx, of, known.version)
        // one question at a time: whoever decides does so on what is in sight
        if (last?.state === 'proposed')
          throw new ProblemError({ code: 'versionConflict', facts: { version: known.version, state: last.state } })
        const before = inForce(me.subdistrictId, effectiveFrom).content
        const errors = [
          ...spec.check(content, before),
          ...checkBeginning(effectiveFrom, { now, lastEffectiveFrom: known.lastEffectiveFrom }),
        ]
        if (errors.length > 0) throw new ProblemError({ code: 'invalidBody', errors })
        const row = await insertProposal(tx, {
          ...of,
          version: known.version + 1,
          document: body.document,
          effectiveFrom: new Date(effectiveFrom),
          content,
          createdBy: me.user.id,
          createdAt: new Date(now),
        })
        const told = spec.told?.(before, content) ?? { before, after: content }
        const data = { version: row.version, effectiveFrom: row.effectiveFrom.toISOString(), ...told }
        const event = { type: `${subject}.proposed`, data, personal: { document: body.document } }
        await appendAudit(tx, me.subdistrictId, `${subject}-${row.version}`, event, { actor: me.actor, now })
        return row
      })
      services.handler.committed(me.subdistrictId, [])
      reply.code(201)
      return toVersionView(made, await namesOf(database.db, me.subdistrictId))
    },
  })

  route(app, {
    method: 'POST',
    url: `${url}/:version/decide`,
    tag: 'settings',
    summary: `Approve or reject a proposed version of ${spec.what}; never one’s own`,
    access: 'setting.decide',
    params: z.object({ version: z.coerce.number().int().min(1).max(999_999_999) }),
    body: z.strictObject({ approve: z.boolean() }),
    handler: async ({ params, body, me, database }) => {
      const now = clock.now()
      const of = { subdistrictId: me.subdistrictId, subject }
      const decided = await database.db.transaction(async (tx) => {
        await lockVersions(tx, of)
        const row = await findVersion(tx, of, params.version)
        if (!row) throw problem('notFound')
        if (row.state !== 'proposed') throw new ProblemError({ code: 'alreadyDone', facts: { state: row.state } })
        if (row.createdBy === me.user.id) throw problem('secondPersonRequired')
        if (body.approve && row.effectiveFrom.getTime() < now + VERSION_NOTICE_MS)
          throw new ProblemError({ code: 'versionTooLate', facts: { effectiveFrom: row.effectiveFrom.toISOString() } })
        const state = body.approve ? ('approved' as const) : ('rejected' as const)
        const written = await decideVersion(tx, row, { state, decidedBy: me.user.id, decidedAt: new Date(now) })
        const data = { version: row.version, effectiveFrom: row.effectiveFrom.toISOString() }
        const event = { type: `${subject}.${state}`, data }
        await appendAudit(tx, me.subdistrictId, `${subject}-${row.version}`, event, { actor: me.actor, now })
        return written
      })
      services.handler.committed(me.subdistrictId, [])
      await settings.load()
      return toVersionView(decided, await namesOf(database.db, me.subdistrictId))
    },
  })
}
