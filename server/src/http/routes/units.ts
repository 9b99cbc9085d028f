import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { EMPLOYMENTS, SKILLS } from '@liandong/shared/duty/skill.ts'
import { FORCES } from '@liandong/shared/duty/force.ts'
import { idField, unitForm, versionField } from '@liandong/shared/people/forms.ts'
import { listUnits } from '../../people/read.ts'
import { createUnit, editUnit, retireUnit, toUnit } from '../../people/units.ts'
import { changing } from '../changing.ts'
import { decodeCursor, pageQuery, toPage } from '../paging.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { byId, idCursor, listState, search } from './people.ts'

/** Whoever can be sent: the roster as administrators keep it. What a unit is doing now is on the board. */
export function unitRoutes(app: FastifyInstance, services: Services): void {
  route(app, {
    method: 'GET',
    url: '/units',
    tag: 'people',
    summary: 'The roster, by force, employment, skill or organisation (D2, D3)',
    access: 'unit.read',
    query: z.strictObject({
      ...pageQuery,
      q: search,
      force: z.enum(FORCES.map((force) => force.id)).optional(),
      employment: z.enum(EMPLOYMENTS.map((employment) => employment.id)).optional(),
      skill: z.enum(SKILLS).optional(),
      organisationId: idField.optional(),
      state: listState,
    }),
    handler: async ({ query: { cursor, ...query }, me, database }) => {
      const after = decodeCursor(cursor)?.id
      const rows = await listUnits(database.db, { ...query, subdistrictId: me.subdistrictId, after })
      const page = toPage(rows, query.limit, idCursor)
      return { items: page.items.map(toUnit), nextCursor: page.nextCursor }
    },
  })

  route(app, {
    method: 'POST',
    url: '/units',
    tag: 'people',
    summary: 'Put a unit on the roster',
    access: 'unit.write',
    body: unitForm,
    handler: async ({ body, me, reply }) => {
      const row = await changing(services, me, (change) => createUnit(change, body))
      return reply.code(201).send({ unit: toUnit(row) })
    },
  })

  route(app, {
    method: 'PUT',
    url: '/units/:id',
    tag: 'people',
    summary: 'Change a unit; every screen is told',
    access: 'unit.write',
    params: byId,
    body: unitForm.extend({ version: versionField }),
    handler: async ({ body, params, me }) => ({
      unit: toUnit(await changing(services, me, (change) => editUnit(change, params.id, body))),
    }),
  })

  route(app, {
    method: 'POST',
    url: '/units/:id/retire',
    tag: 'people',
    summary: 'Take a unit off the roster, once it has no order and nobody signs in for it',
    access: 'unit.write',
    params: byId,
    body: z.strictObject({ version: versionField }),
    handler: async ({ body, params, me }) => ({
      unit: toUnit(await changing(services, me, (change) => retireUnit(change, params.id, body.version))),
    }),
  })
}
