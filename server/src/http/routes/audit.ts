import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { maskFields } from '@liandong/shared/access/mask-field.ts'
import type { AuditDetail, AuditRow } from '@liandong/shared/wire/audit.ts'
import type { SignedIn } from '../../identity/identity.ts'
import { toCsv, toNdjson } from '../../log/export.ts'
import { genesis } from '../../log/hash.ts'
import { readHeads } from '../../log/heads.ts'
import { readHead } from '../../log/read.ts'
import * as search from '../../log/search.ts'
import { isId } from '../../platform/ids.ts'
import type { Db } from '../../store/database.ts'
import { decodeCursor, encodeCursor, instantQuery, pageQuery } from '../paging.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { verifyRoute } from './audit-verify.ts'

/** More would be a copy of the log, not an answer to a question: the filter has to be narrower. */
const MOST_EXPORTED = 100_000
const NEIGHBOURS = 10

const filterQuery = {
  from: instantQuery.optional(),
  to: instantQuery.optional(),
  /** A part of a name, a user name, or an id. */
  actor: z.string().max(100).optional(),
  type: z.string().max(80).optional(),
  kind: z.enum(['incident', 'ticket', 'unit', 'source', 'duty', 'audit']).optional(),
  caseNo: z.string().max(64).optional(),
  q: z.string().max(100).optional(),
}
type FilterQuery = { [K in keyof typeof filterQuery]?: z.output<(typeof filterQuery)[K]> }

const given = (text: string | undefined): string | undefined => (text?.trim() ? text.trim() : undefined)

/** For the auditor: what everybody did, in the chain's own words, and whether the chain is whole. */
export function auditRoutes(app: FastifyInstance, services: Services): void {
  const { identity, trace } = services

  const toRow = (row: search.EventRow, numbers: Map<string, string>): AuditRow => {
    const name = identity.nameOf(row.actor.id)
    const { seq, id, type, kind, caseId, version, data } = row
    const actor = { ...row.actor, ...(name ? { name } : {}) }
    return {
      seq,
      id,
      type,
      at: row.at.toISOString(),
      actor,
      kind,
      caseId,
      caseNo: numbers.get(caseId) ?? null,
      version,
      data,
    }
  }
  const toRows = async (db: Db, rows: readonly search.EventRow[]): Promise<AuditRow[]> => {
    const numbers = await search.numbersOf(
      db,
      rows.map((row) => row.caseId),
    )
    return rows.map((row) => toRow(row, numbers))
  }

  const toFilter = async (db: Db, me: SignedIn, query: FilterQuery): Promise<search.AuditFilter> => {
    const no = given(query.caseNo)
    const actor = given(query.actor)
    return {
      subdistrictId: me.subdistrictId,
      from: query.from === undefined ? undefined : new Date(query.from),
      to: query.to === undefined ? undefined : new Date(query.to),
      actorIds: actor === undefined ? undefined : await search.findActors(db, me.subdistrictId, actor),
      type: given(query.type),
      kind: query.kind,
      // a number that nothing has finds nothing
      caseId: no === undefined || isId(no) ? no : ((await search.caseOf(db, me.subdistrictId, no)) ?? '-'),
      text: given(query.q),
    }
  }
  /** The words of a search may be somebody's name: they lie beside the chain, as any personal data. */
  const toTold = ({ q, actor, ...rest }: FilterQuery) => ({
    data: { filter: rest },
    ...(q || actor ? { personal: { ...(q ? { q } : {}), ...(actor ? { actorName: actor } : {}) } } : {}),
  })

  route(app, {
    method: 'GET',
    url: '/audit',
    tag: 'audit',
    summary: 'Search the log, newest first; nothing personal is in it',
    access: 'audit.read',
    query: z.strictObject({ ...pageQuery, ...filterQuery }),
    handler: async ({ query, me, database: { db } }) => {
      const { cursor, limit, ...asked } = query
      const from = decodeCursor(cursor)
      const before = from && { at: from.at, seq: Number(from.id) }
      if (before && !Number.isSafeInteger(before.seq))
        throw problem('invalidQuery', 'this cursor is not one of this list')
      const { rows, next } = await search.searchLog(db, await toFilter(db, me, asked), limit, before)
      if (before === undefined) await trace.noteRead(me, me.user.id, { type: 'audit.read', ...toTold(asked) })
      return {
        items: await toRows(db, rows),
        nextCursor: next ? encodeCursor(next.at, String(next.seq)) : null,
        /** Where words are searched only a stretch is looked at: how far back it went. */
        searchedTo: next ? next.at.toISOString() : null,
      }
    },
  })

  route(app, {
    method: 'GET',
    url: '/audit/export',
    tag: 'audit',
    summary: 'What a search finds, oldest first, as CSV for people or NDJSON that can be verified off-line',
    access: 'audit.read',
    query: z.strictObject({ ...filterQuery, format: z.enum(['csv', 'ndjson']).default('csv') }),
    handler: async ({ query, me, reply, database: { db } }) => {
      const { format, ...asked } = query
      const filter = await toFilter(db, me, asked)
      const upTo = await readHead(db, me.subdistrictId)
      const count = await search.countLog(db, filter, upTo, MOST_EXPORTED)
      if (count > MOST_EXPORTED) throw new ProblemError({ code: 'exportTooLarge', facts: { most: MOST_EXPORTED } })
      const told = toTold(asked)
      await trace.note(me, me.user.id, { type: 'audit.exported', ...told, data: { ...told.data, format, count, upTo } })
      const names = { actor: (id: string) => identity.nameOf(id), role: (role: string) => role }
      const lines = format === 'csv' ? toCsv(db, filter, upTo, names) : toNdjson(db, filter, upTo)
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson')
        .header('content-disposition', `attachment; filename="audit-${me.subdistrictId}-${upTo}.${format}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(lines))
    },
  })

  route(app, {
    method: 'GET',
    url: '/audit/heads',
    tag: 'audit',
    summary: 'The signed heads of the chain, newest first, and how long the log is kept',
    access: 'audit.read',
    handler: async ({ me, database: { db } }) => ({
      items: (await readHeads(db, me.subdistrictId)).toReversed(),
      keepDays: services.config.AUDIT_KEEP_DAYS,
      /** Where heads go besides the database. */
      isFiled: services.config.AUDIT_DIR !== undefined,
      isPosted: services.config.AUDIT_WEBHOOK !== undefined,
    }),
  })

  route(app, {
    method: 'GET',
    url: '/audit/:seq',
    tag: 'audit',
    summary: 'One event with its place in the chain and what else happened in its case',
    access: 'audit.read',
    params: z.object({ seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
    handler: async ({ params, me, database: { db } }): Promise<AuditDetail> => {
      const row = await search.findEvent(db, me.subdistrictId, params.seq)
      if (!row) throw problem('notFound')
      const [previous, neighbours] = await Promise.all([
        search.hashesOf(db, me.subdistrictId, [row.seq - 1]),
        search.findNeighbours(db, row, NEIGHBOURS),
      ])
      await trace.noteRead(me, me.user.id, { type: 'audit.read', data: { seq: row.seq } })
      const [one, ...others] = await toRows(db, [row, ...neighbours])
      return {
        ...(one as AuditRow),
        hash: row.hash.toString('hex'),
        previousHash: (previous.get(row.seq - 1) ?? genesis(me.subdistrictId)).toString('hex'),
        personal: row.personal ? maskFields(row.personal.fields) : row.personalDigest ? 'erased' : null,
        neighbours: others,
      }
    },
  })

  verifyRoute(app, services)
}
