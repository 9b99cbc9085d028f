import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dataClassOf } from '@liandong/shared/access/data-class.ts'
import { centreForm, visitForm } from '@liandong/shared/centres/forms.ts'
import { VISIT_STEP_NAMES } from '@liandong/shared/centres/queue.ts'
import { idField, versionField } from '@liandong/shared/people/forms.ts'
import type { CentreDetail } from '@liandong/shared/wire/centre.ts'
import { dayOf } from '../../cases/day-number.ts'
import { findCentre, listCentres, type CentreScope } from '../../centres/centre-read.ts'
import { readToday } from '../../centres/centre-today.ts'
import { createCentre, editCentre } from '../../centres/keep-centre.ts'
import { callToWindow, moveVisit, takeNumber, turnWindow } from '../../centres/visit-queue.ts'
import type { SignedIn } from '../../identity/identity.ts'
import { changing } from '../changing.ts'
import { decodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { byId, idCursor, search } from './people.ts'

const byWindow = byId.extend({ windowId: z.uuid() })
const byVisit = byId.extend({ visitId: z.uuid() })

/** The centres of a street (A5, A6): what they have, what they do today, and the queue at their windows. */
export function centreRoutes(app: FastifyInstance, services: Services): void {
  const { clock, board, units } = services
  const scopeOf = (me: SignedIn): CentreScope | undefined =>
    me.user.role === 'department' ? { organisationId: me.user.organisationId, at: new Date(clock.now()) } : undefined
  /** Administrators keep the centres and see nothing of what happens there. */
  const works = (me: SignedIn): boolean => dataClassOf(me.user.role) === 'work'

  route(app, {
    method: 'GET',
    url: '/centres',
    tag: 'centres',
    summary: 'The centres of the street and its villages (A5, A6); a department reads those it belongs to',
    access: 'centre.read',
    query: z.strictObject({ ...pageQuery, q: search }),
    handler: async ({ query: { cursor, limit, q }, me, database }) => {
      const after = decodeCursor(cursor)?.id
      const query = { subdistrictId: me.subdistrictId, scope: scopeOf(me), after, limit, q }
      const rows = await listCentres(database.db, query, works(me) ? dayOf(clock.now()) : undefined)
      return toPage(rows, limit, idCursor)
    },
  })

  route(app, {
    method: 'GET',
    url: '/centres/:id',
    tag: 'centres',
    summary: 'One centre: rooms, windows, agents, micro-court; and today’s cases, mediators and queue',
    access: 'centre.read',
    params: byId,
    handler: async ({ params, me, database }): Promise<CentreDetail> => {
      const centre = await findCentre(database.db, me.subdistrictId, params.id, scopeOf(me))
      if (!centre) throw problem('notFound')
      const now = clock.now()
      const phoneOf = (id: string) => units.find(id)?.phone ?? null
      const today = works(me)
        ? await readToday(database.db, { me, centre, units: board.units(me.subdistrictId), phoneOf, now })
        : null
      return { centre, today }
    },
  })

  route(app, {
    method: 'POST',
    url: '/centres',
    tag: 'centres',
    summary: 'Give a village, a community or the street its centre',
    access: 'centre.manage',
    body: centreForm.extend({ organisationId: idField }),
    handler: async ({ body: { organisationId, ...form }, me, reply }) => {
      const centre = await changing(services, me, (change) => createCentre(change, organisationId, form))
      return reply.code(201).send({ centre })
    },
  })

  route(app, {
    method: 'PUT',
    url: '/centres/:id',
    tag: 'centres',
    summary: 'Change a centre with its rooms and windows; what is left out is retired',
    access: 'centre.manage',
    params: byId,
    body: centreForm.extend({ version: versionField }),
    handler: async ({ body, params, me }) => ({
      centre: await changing(services, me, (change) => editCentre(change, params.id, body)),
    }),
  })

  route(app, {
    method: 'POST',
    url: '/centres/:id/visits',
    tag: 'centres',
    summary: 'Take a number; a full centre warns and gives one all the same',
    access: 'visit.serve',
    params: byId,
    body: visitForm,
    handler: async ({ body, params, me, reply }) =>
      reply.code(201).send(await changing(services, me, (change) => takeNumber(change, params.id, body))),
  })

  route(app, {
    method: 'POST',
    url: '/centres/:id/windows/:windowId/call',
    tag: 'centres',
    summary: 'Call the next number to a window',
    access: 'visit.serve',
    params: byWindow,
    handler: async ({ params, me }) => ({
      visit: await changing(services, me, (change) => callToWindow(change, params.id, params.windowId)),
    }),
  })

  for (const verb of ['open', 'close'] as const) {
    route(app, {
      method: 'POST',
      url: `/centres/:id/windows/:windowId/${verb}`,
      tag: 'centres',
      summary: verb === 'open' ? 'Open a window' : 'Close a window nobody is at',
      access: 'visit.serve',
      params: byWindow,
      handler: async ({ params, me, reply }) => {
        await changing(services, me, (change) => turnWindow(change, params.id, params.windowId, verb === 'open'))
        return reply.code(204).send()
      },
    })
  }

  for (const step of VISIT_STEP_NAMES) {
    route(app, {
      method: 'POST',
      url: `/centres/:id/visits/:visitId/${step}`,
      tag: 'centres',
      summary: STEP_SUMMARY[step],
      access: 'visit.serve',
      params: byVisit,
      handler: async ({ params, me }) => ({
        visit: await changing(services, me, (change) => moveVisit(change, params.id, params.visitId, step)),
      }),
    })
  }
}

const STEP_SUMMARY = {
  serve: 'The called visitor is at the window',
  finish: 'The visitor has been served',
  leave: 'The visitor went away, or did not come when called',
} as const
