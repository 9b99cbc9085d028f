import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SignedIn } from '../../identity/identity.ts'
import { takeAlert } from '../../intake/intake.ts'
import { admitQuarantined, findQuarantined, listQuarantined } from '../../intake/quarantine.ts'
import { maskBody, maskedField, mendBody, readForForm } from '../../intake/mend.ts'
import { appendAudit } from '../../log/audit.ts'
import { isId } from '../../platform/ids.ts'
import type { Database } from '../../store/database.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import { acceptedSchema, alertSchema } from '../schemas.ts'
import type { Services } from '../services.ts'

const id = z.object({ id: z.string() })

/** Bodies that came with a valid key and could not be alerts: seen, mended and admitted by people (待核区). */
export function quarantineRoutes(app: FastifyInstance, services: Services): void {
  const { clock } = services

  const find = async ({ db }: Database, me: SignedIn, rowId: string) => {
    const row = isId(rowId) ? await findQuarantined(db, me.subdistrictId, rowId) : undefined
    if (!row) throw problem('notFound')
    return row
  }

  const admit = async (database: Database, me: SignedIn, row: Awaited<ReturnType<typeof find>>, alert: unknown) => {
    if (row.admittedAt) throw new ProblemError({ code: 'alreadyDone', facts: { alertId: row.alertId } })
    const from = await services.sourceKeys.byId(row.sourceId)
    if (!from) throw problem('notFound')
    const taken = await takeAlert(services, from, Buffer.from(JSON.stringify(alert)), me.user.id, { keep: false })
    if (!taken.ok) throw new ProblemError({ code: 'invalidBody', errors: taken.errors })
    const now = clock.now()
    await database.db.transaction(async (tx) => {
      await admitQuarantined(tx, row.id, me.user.id, now, taken.alertId)
      const event = { type: 'quarantine.admitted', data: { alertId: taken.alertId, sourceId: row.sourceId } }
      await appendAudit(tx, me.subdistrictId, row.id, event, { actor: me.actor, now })
    })
    services.handler.committed(me.subdistrictId, [])
    return { alertId: taken.alertId, duplicate: taken.duplicate, warnings: taken.warnings }
  }

  route(app, {
    method: 'GET',
    url: '/quarantine',
    tag: 'operations',
    summary: 'Bodies that could not be alerts, newest first',
    access: 'quarantine.mend',
    query: z.strictObject(pageQuery),
    handler: async ({ query, me, database }) => {
      const rows = await listQuarantined(database.db, me.subdistrictId, query.limit + 1, decodeCursor(query.cursor))
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.receivedAt, row.id))
      return {
        items: page.items.map((row) => ({
          id: row.id,
          sourceId: row.sourceId,
          code: row.code,
          errors: row.errors,
          bodyBytes: row.bodyBytes,
          receivedAt: row.receivedAt.toISOString(),
        })),
        nextCursor: page.nextCursor,
      }
    },
  })

  route(app, {
    method: 'GET',
    url: '/quarantine/:id',
    tag: 'operations',
    summary: 'The body as it came, numbers masked; opening it is a line in the log',
    access: 'quarantine.mend',
    params: id,
    handler: async ({ params, me, database }) => {
      const row = await find(database, me, params.id)
      const now = clock.now()
      await database.db.transaction((tx) => {
        const event = { type: 'quarantine.opened', data: { sourceId: row.sourceId } }
        return appendAudit(tx, me.subdistrictId, row.id, event, { actor: me.actor, now })
      })
      services.handler.committed(me.subdistrictId, [])
      return { id: row.id, code: row.code, errors: row.errors, body: maskBody(row.body), fields: readForForm(row.body) }
    },
  })

  route(app, {
    method: 'POST',
    url: '/quarantine/:id/mend',
    tag: 'operations',
    summary: 'Admit it with these fields said anew; what is left out stays as it came',
    access: 'quarantine.mend',
    params: id,
    body: z.strictObject({
      externalNo: z.string().trim().min(1).max(64).optional(),
      narrative: z.string().trim().min(1).max(20_000).optional(),
      address: z.string().trim().min(1).max(200).optional(),
      severity: z.int().min(1).max(4).optional(),
    }),
    response: { 200: acceptedSchema },
    handler: async ({ params, body, me, database }) => {
      const row = await find(database, me, params.id)
      const masked = maskedField(body as Record<string, string>)
      if (masked !== undefined) {
        const message = 'holds a number that is masked on screen: leave the field alone, or write the whole number'
        const messageZh = '含有屏幕上遮蔽的号码：请保留原文不改，或写出完整号码'
        throw new ProblemError({ code: 'invalidBody', errors: [{ pointer: `/${masked}`, message, messageZh }] })
      }
      return admit(database, me, row, mendBody(row.body, body as Record<string, string>))
    },
  })

  route(app, {
    method: 'POST',
    url: '/quarantine/:id/admit',
    tag: 'operations',
    summary: 'Admit a mended body as an alert of its source',
    access: 'quarantine.mend',
    params: id,
    body: alertSchema,
    response: { 200: acceptedSchema },
    handler: async ({ params, body, me, database }) => admit(database, me, await find(database, me, params.id), body),
  })
}
