import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { idField, nameField, organisationForm, phoneField, versionField } from '@liandong/shared/people/forms.ts'
import {
  closeOrganisation,
  createOrganisation,
  editOrganisation,
  moveOrganisation,
} from '../../people/organisations.ts'
import { listPopulations, setPopulation } from '../../people/population.ts'
import { findOrganisation, listOrganisations } from '../../people/read.ts'
import type { SignedIn } from '../../identity/identity.ts'
import type { Database } from '../../store/database.ts'
import { changing } from '../changing.ts'
import { decodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { byId, idCursor } from './people.ts'

const instantField = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** The tree of organisations, with its history: a move opens a new row and leaves the old one as it was (A2). */
export function organisationRoutes(app: FastifyInstance, services: Services): void {
  const { clock } = services

  const readOne = async (database: Database, me: SignedIn, id: string) => {
    const found = await findOrganisation(database.db, me.subdistrictId, id)
    if (!found) throw problem('notFound')
    return found
  }

  route(app, {
    method: 'GET',
    url: '/organisations',
    tag: 'people',
    summary: 'The organisations of this subdistrict as they stood at an instant',
    access: 'organisation.read',
    query: z.strictObject({ ...pageQuery, at: instantField.optional() }),
    handler: async ({ query: { cursor, limit, at = clock.now() }, me, database }) => {
      const after = decodeCursor(cursor)?.id
      const rows = await listOrganisations(database.db, { subdistrictId: me.subdistrictId, after, limit, at })
      return toPage(rows, limit, idCursor)
    },
  })

  route(app, {
    method: 'GET',
    url: '/organisations/:id',
    tag: 'people',
    summary: 'One organisation with all its places through the years',
    access: 'organisation.read',
    params: byId,
    handler: async ({ params, me, database }) => readOne(database, me, params.id),
  })

  route(app, {
    method: 'POST',
    url: '/organisations',
    tag: 'people',
    summary: 'Make an organisation under another',
    access: 'organisation.write',
    body: organisationForm,
    handler: async ({ body, me, reply, database }) => {
      const id = await changing(services, me, (change) => createOrganisation(change, body))
      return reply.code(201).send(await readOne(database, me, id))
    },
  })

  route(app, {
    method: 'PUT',
    url: '/organisations/:id',
    tag: 'people',
    summary: 'Change its name or telephone; the old name stays with the old days',
    access: 'organisation.write',
    params: byId,
    body: z.strictObject({ version: versionField, name: nameField, phone: phoneField.nullable() }),
    handler: async ({ body, params, me, database }) => {
      await changing(services, me, (change) => editOrganisation(change, params.id, body))
      return readOne(database, me, params.id)
    },
  })

  route(app, {
    method: 'POST',
    url: '/organisations/:id/move',
    tag: 'people',
    summary: 'Hang it under another from an instant on; what was before stays as it was',
    access: 'organisation.write',
    params: byId,
    body: z.strictObject({ version: versionField, parentId: idField, at: instantField.optional() }),
    handler: async ({ body: { at = clock.now(), ...body }, params, me, database }) => {
      await changing(services, me, (change) => moveOrganisation(change, params.id, { ...body, at }))
      return readOne(database, me, params.id)
    },
  })

  route(app, {
    method: 'POST',
    url: '/organisations/:id/close',
    tag: 'people',
    summary: 'End it, once nothing hangs on it any more',
    access: 'organisation.write',
    params: byId,
    body: z.strictObject({ version: versionField }),
    handler: async ({ body, params, me, database }) => {
      await changing(services, me, (change) => closeOrganisation(change, params.id, body.version))
      return readOne(database, me, params.id)
    },
  })

  route(app, {
    method: 'GET',
    url: '/populations',
    tag: 'people',
    summary: 'How many people each year is reckoned with (A8)',
    access: 'organisation.read',
    handler: async ({ me, database }) => ({ items: await listPopulations(database.db, me.subdistrictId) }),
  })

  route(app, {
    method: 'PUT',
    url: '/populations/:year',
    tag: 'people',
    summary: 'Set how many people a year is reckoned with; version is null for a year of which nothing was said',
    access: 'organisation.write',
    params: z.object({ year: z.coerce.number().int().min(1949).max(2200) }),
    body: z.strictObject({ people: z.int().min(1).max(100_000_000), version: versionField.nullable() }),
    handler: async ({ body, params, me }) =>
      changing(services, me, (change) => setPopulation(change, { ...body, year: params.year })),
  })
}
