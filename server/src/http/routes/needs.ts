import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { checkDutyRules, DELIVERED_DUTY } from '@liandong/shared/duty/duty-rules.ts'
import { needForm } from '@liandong/shared/duty/rota-forms.ts'
import { versionField } from '@liandong/shared/people/forms.ts'
import { listNeeds, removeNeed, setNeed } from '../../duty/needs.ts'
import { toNeedView } from '../../duty/rota-view.ts'
import { readPlacements } from '../../people/placements.ts'
import type { Database } from '../../store/database.ts'
import { changing } from '../changing.ts'
import { decodeCursor, pageQuery, toPage } from '../paging.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { versionRoutes } from '../version-routes.ts'
import { byId, idCursor } from './people.ts'

/** Who must be covered, by how many (D5, D33), and what the duty is run by. */
export function needRoutes(app: FastifyInstance, services: Services): void {
  const { clock } = services
  const view = async ({ db }: Database, subdistrictId: string, row: Parameters<typeof toNeedView>[0]) => ({
    need: toNeedView(row, await readPlacements(db, subdistrictId), clock.now()),
  })
  const turned = () => services.dutyWatch.lookAgain()

  route(app, {
    method: 'GET',
    url: '/duty/needs',
    tag: 'duty',
    summary: 'Who must be there: of which organisation, how many, at which hours',
    access: 'need.read',
    query: z.strictObject(pageQuery),
    handler: async ({ query: { cursor, limit }, me, database }) => {
      const rows = await listNeeds(database.db, me.subdistrictId, limit, decodeCursor(cursor)?.id)
      const placements = await readPlacements(database.db, me.subdistrictId)
      const page = toPage(rows, limit, idCursor)
      return { items: page.items.map((row) => toNeedView(row, placements, clock.now())), nextCursor: page.nextCursor }
    },
  })

  route(app, {
    method: 'POST',
    url: '/duty/needs',
    tag: 'duty',
    summary: 'Ask for cover of an organisation',
    access: 'need.write',
    body: needForm,
    handler: async ({ body, me, reply, database }) => {
      const row = await changing(services, me, (change) => setNeed(change, body))
      await turned()
      return reply.code(201).send(await view(database, me.subdistrictId, row))
    },
  })

  route(app, {
    method: 'PUT',
    url: '/duty/needs/:id',
    tag: 'duty',
    summary: 'Change what is asked for',
    access: 'need.write',
    params: byId,
    body: needForm.extend({ version: versionField }),
    handler: async ({ body: { version, ...form }, params, me, database }) => {
      const row = await changing(services, me, (change) => setNeed(change, form, { id: params.id, version }))
      await turned()
      return view(database, me.subdistrictId, row)
    },
  })

  route(app, {
    method: 'POST',
    url: '/duty/needs/:id/remove',
    tag: 'duty',
    summary: 'Ask for it no more',
    access: 'need.write',
    params: byId,
    body: z.strictObject({ version: versionField }),
    handler: async ({ body, params, me, reply }) => {
      await changing(services, me, (change) => removeNeed(change, params.id, body.version))
      await turned()
      return reply.code(204).send()
    },
  })

  const hours = z.int().min(1).max(72)
  versionRoutes(app, services, {
    subject: 'dutyRules',
    url: '/duty-rules',
    what: 'the rules of duty and handover',
    read: 'setting.read',
    content: z.strictObject({
      turns: z.array(z.int().min(0).max(1_439)).min(1).max(6),
      gapAheadHours: hours,
      unsignedMinutes: z.int().min(1).max(240),
      longestHours: hours,
      rollCallMinutes: z.int().min(1).max(60).optional(),
    }),
    check: checkDutyRules,
    delivered: DELIVERED_DUTY,
  })
}
