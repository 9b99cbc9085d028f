import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { DELIVERED, SLA_NOTICE_MS, slaAt } from '@liandong/shared/clocks/sla.ts'
import { checkSlaProposal } from '@liandong/shared/clocks/sla-proposal.ts'
import { appendAudit } from '../../log/audit.ts'
import {
  decideSla,
  findSlaVersion,
  insertProposal,
  listSlaVersions,
  lockSla,
  namesOf,
  toSlaView,
} from '../../settings/sla-versions.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const seconds = z.int().min(1).max(86_400)
const proposal = z.strictObject({
  /** The last version the proposer has seen: whoever was quicker is told of. */
  basedOn: z.int().min(0),
  document: z.string().trim().min(2).max(200),
  effectiveFrom: z.iso.datetime({ offset: true }),
  targets: z.strictObject({
    K1: seconds,
    K1Severity1: seconds,
    K2: seconds,
    K3: seconds,
    K4: seconds,
    K5: seconds,
  }),
})

/** How long the clocks run: versions, proposed by one and decided by another, never edited (A11). */
export function slaRoutes(app: FastifyInstance, services: Services): void {
  const { clock, sla } = services

  route(app, {
    method: 'GET',
    url: '/sla',
    tag: 'settings',
    summary: 'The targets of the clocks by version, newest first, and which is in force',
    access: 'sla.read',
    query: z.strictObject(pageQuery),
    handler: async ({ query, me, database }) => {
      const cursor = decodeCursor(query.cursor)
      const below = cursor && /^\d{1,9}$/.test(cursor.id) ? Number(cursor.id) : undefined
      const rows = await listSlaVersions(database.db, me.subdistrictId, query.limit + 1, below)
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.createdAt, String(row.version)))
      const names = await namesOf(database.db, me.subdistrictId)
      const current = slaAt(sla.of(me.subdistrictId), clock.now())
      return {
        current: { version: current.version, targets: current.targets },
        delivered: DELIVERED.targets,
        items: page.items.map((row) => toSlaView(row, names)),
        nextCursor: page.nextCursor,
      }
    },
  })

  route(app, {
    method: 'POST',
    url: '/sla',
    tag: 'settings',
    summary: 'Propose a new version; it holds only once somebody else has approved it',
    access: 'sla.propose',
    body: proposal,
    handler: async ({ body, me, reply, database }) => {
      const now = clock.now()
      const effectiveFrom = Date.parse(body.effectiveFrom)
      const made = await database.db.transaction(async (tx) => {
        const known = await lockSla(tx, me.subdistrictId)
        if (known.version !== body.basedOn)
          throw new ProblemError({ code: 'versionConflict', facts: { version: known.version } })
        const last = await findSlaVersion(tx, me.subdistrictId, known.version)
        // one question at a time: the supervisor decides on what is in sight
        if (last?.state === 'proposed')
          throw new ProblemError({ code: 'versionConflict', facts: { version: known.version, state: last.state } })
        const errors = checkSlaProposal(
          { effectiveFrom, targets: body.targets },
          { now, lastEffectiveFrom: known.lastEffectiveFrom },
        )
        if (errors.length > 0) throw new ProblemError({ code: 'invalidBody', errors })
        const row = await insertProposal(tx, {
          subdistrictId: me.subdistrictId,
          version: known.version + 1,
          document: body.document,
          effectiveFrom: new Date(effectiveFrom),
          targets: body.targets,
          createdBy: me.user.id,
          createdAt: new Date(now),
        })
        const before = slaAt(sla.of(me.subdistrictId), effectiveFrom)
        const data = {
          version: row.version,
          effectiveFrom: row.effectiveFrom.toISOString(),
          before: before.targets,
          after: body.targets,
        }
        const event = { type: 'sla.proposed', data, personal: { document: body.document } }
        await appendAudit(tx, me.subdistrictId, `sla-${row.version}`, event, { actor: me.actor, now })
        return row
      })
      services.handler.committed(me.subdistrictId, [])
      reply.code(201)
      return toSlaView(made, await namesOf(database.db, me.subdistrictId))
    },
  })

  route(app, {
    method: 'POST',
    url: '/sla/:version/decide',
    tag: 'settings',
    summary: 'Approve or reject a proposed version; never one’s own',
    access: 'sla.decide',
    params: z.object({ version: z.coerce.number().int().min(1).max(999_999_999) }),
    body: z.strictObject({ approve: z.boolean() }),
    handler: async ({ params, body, me, database }) => {
      const now = clock.now()
      const decided = await database.db.transaction(async (tx) => {
        await lockSla(tx, me.subdistrictId)
        const row = await findSlaVersion(tx, me.subdistrictId, params.version)
        if (!row) throw problem('notFound')
        if (row.state !== 'proposed') throw new ProblemError({ code: 'alreadyDone', facts: { state: row.state } })
        if (row.createdBy === me.user.id) throw problem('secondPersonRequired')
        if (body.approve && row.effectiveFrom.getTime() < now + SLA_NOTICE_MS)
          throw new ProblemError({ code: 'slaTooLate', facts: { effectiveFrom: row.effectiveFrom.toISOString() } })
        const state = body.approve ? ('approved' as const) : ('rejected' as const)
        const written = await decideSla(tx, row, { state, decidedBy: me.user.id, decidedAt: new Date(now) })
        const data = { version: row.version, effectiveFrom: row.effectiveFrom.toISOString() }
        const event = { type: `sla.${state}`, data }
        await appendAudit(tx, me.subdistrictId, `sla-${row.version}`, event, { actor: me.actor, now })
        return written
      })
      services.handler.committed(me.subdistrictId, [])
      await sla.load()
      return toSlaView(decided, await namesOf(database.db, me.subdistrictId))
    },
  })
}
