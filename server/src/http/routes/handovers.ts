import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { SIGN_EARLY_MS } from '@liandong/shared/duty/duty-rules.ts'
import { versionField } from '@liandong/shared/people/forms.ts'
import type { HandoverView } from '@liandong/shared/wire/duty.ts'
import { signHandover } from '../../duty/handover.ts'
import { fillSheet } from '../../duty/handover-sheet.ts'
import { findCurrent, findHandover, listHandovers, type HandoverRow } from '../../duty/handover-turns.ts'
import { isId } from '../../platform/ids.ts'
import type { Database } from '../../store/database.ts'
import { changing } from '../changing.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { byId } from './people.ts'

/** The handover of the shift (domain.md §3.9): a sheet that fills itself, signed by two. */
export function handoverRoutes(app: FastifyInstance, services: Services): void {
  const { clock, identity, units, countLetters } = services
  const fill = (database: Database, subdistrictId: string) =>
    fillSheet({ database, units, countLetters }, subdistrictId, clock.now())

  /** Until the outgoing leader has signed, the sheet is what is true now. */
  const view = async (database: Database, row: HandoverRow): Promise<HandoverView> => {
    const named = (id: string | null) => (id === null ? null : (identity.nameOf(id) ?? id))
    return {
      id: row.id,
      turnAt: row.turnAt.toISOString(),
      sheet: row.sheet ?? (await fill(database, row.subdistrictId)),
      notes: row.notes ?? '',
      outBy: named(row.outBy),
      outAt: row.outAt?.toISOString() ?? null,
      inBy: named(row.inBy),
      inAt: row.inAt?.toISOString() ?? null,
      unsignedAt: row.unsignedAt?.toISOString() ?? null,
      version: row.version,
    }
  }

  route(app, {
    method: 'GET',
    url: '/handovers',
    tag: 'duty',
    summary: 'Turns of the shift, newest first, with who signed',
    access: 'handover.read',
    query: z.strictObject(pageQuery),
    handler: async ({ query: { cursor, limit }, me, database }) => {
      const before = decodeCursor(cursor)?.at ?? new Date(clock.now() + SIGN_EARLY_MS)
      const rows = await listHandovers(database.db, me.subdistrictId, limit, before)
      const page = toPage(rows, limit, (row) => encodeCursor(row.turnAt, row.id))
      return {
        items: page.items.map((row) => ({
          id: row.id,
          turnAt: row.turnAt.toISOString(),
          outBy: row.outBy && (identity.nameOf(row.outBy) ?? row.outBy),
          inBy: row.inBy && (identity.nameOf(row.inBy) ?? row.inBy),
          unsignedAt: row.unsignedAt?.toISOString() ?? null,
        })),
        nextCursor: page.nextCursor,
      }
    },
  })

  route(app, {
    method: 'GET',
    url: '/handovers/current',
    tag: 'duty',
    summary: 'The sheet of the turn that is open to be signed, or the one before it; null before the first',
    access: 'handover.read',
    handler: async ({ me, database }) => {
      const row = await findCurrent(database.db, me.subdistrictId, clock.now(), SIGN_EARLY_MS)
      return { handover: row ? await view(database, row) : null }
    },
  })

  route(app, {
    method: 'GET',
    url: '/handovers/:id',
    tag: 'duty',
    summary: 'One sheet, as it was signed',
    access: 'handover.read',
    params: byId,
    handler: async ({ params, me, database }) => {
      const row = await findHandover(database.db, me.subdistrictId, params.id)
      if (!row) throw problem('notFound')
      return { handover: await view(database, row) }
    },
  })

  route(app, {
    method: 'POST',
    url: '/handovers/:id/sign',
    tag: 'duty',
    summary: 'Sign as the outgoing leader, which freezes the sheet, or as the incoming one, who is somebody else',
    access: 'handover.sign',
    params: byId,
    body: z.strictObject({
      as: z.enum(['out', 'in']),
      version: versionField,
      notes: z.string().trim().max(2_000).nullable().default(null),
    }),
    handler: async ({ params, body, me, database }) => {
      if (!isId(params.id)) throw problem('notFound')
      const row = await changing(services, me, (change) =>
        signHandover(change, params.id, body, () => fill(database, me.subdistrictId)),
      )
      return { handover: await view(database, row) }
    },
  })
}
