import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { listNotices, toNotice } from '../../cases/department-notices.ts'
import { isId } from '../../platform/ids.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

/** What a department was told of; that it knows, it says by the command `acknowledgeNotice`. */
export function noticeRoutes(app: FastifyInstance, _services: Services): void {
  route(app, {
    method: 'GET',
    url: '/notices',
    tag: 'incidents',
    summary: 'Dangers the own department was told of, newest first: number, kind and place',
    access: 'notice.read',
    query: z.strictObject(pageQuery),
    handler: async ({ query: { cursor, limit }, me, database }) => {
      const { organisationId } = me.user
      if (organisationId === null) return { items: [], nextCursor: null }
      const before = decodeCursor(cursor)
      if (before && !isId(before.id)) throw problem('invalidQuery', 'this cursor is not one of this list')
      const rows = await listNotices(database.db, me.subdistrictId, organisationId, { limit, before })
      const page = toPage(rows, limit, (row) => encodeCursor(row.notifiedAt, row.id))
      return { items: page.items.map(toNotice), nextCursor: page.nextCursor }
    },
  })
}
