import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { COMMAND_ROOM } from '@liandong/shared/access/actor.ts'
import { audienceOf, maySee, showIncident } from '@liandong/shared/access/audience.ts'
import { proposeNotice } from '@liandong/shared/cases/co-dispatch.ts'
import { COMMAND_BODIES, type IncidentCommand } from '@liandong/shared/cases/incident/commands.ts'
import { categoriesAt } from '@liandong/shared/classify/delivered-categories.ts'
import { COMMANDS, MOVES, STAGES } from '@liandong/shared/cases/incident/lifecycle.ts'
import { may } from '@liandong/shared/access/permissions.ts'
import { readPhone } from '@liandong/shared/access/spoken-numbers.ts'
import { mayDo } from '@liandong/shared/cases/incident/may.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Refusal } from '@liandong/shared/problems/refusal.ts'
import { PROBLEMS } from '@liandong/shared/problems/registry.ts'
import { ticketDue } from '@liandong/shared/clocks/ticket-due.ts'
import { DAY_MS, toIso } from '@liandong/shared/time.ts'
import { kindShown, showEvent } from '../../board/show-event.ts'
import { listAttachments } from '../../cases/attachments.ts'
import { findAlertsOf, toAlertView } from '../../cases/alert-view.ts'
import { handleIncident } from '../../cases/handler.ts'
import { findMapped } from '../../cases/mapped-category.ts'
import { findEarlier, findIncident, searchIncidents } from '../../cases/incident-read.ts'
import { findRoute, listResponsible } from '../../cases/responsible.ts'
import { calendarAt } from '../../cases/ticket-dues.ts'
import { listTicketsOf } from '../../cases/ticket-read.ts'
import { readTracks } from '../../duty/track.ts'
import { countOrders, suggestUnits } from '../../duty/suggest.ts'
import { listCalls } from '../../notify/notifications.ts'
import type { SignedIn } from '../../identity/identity.ts'
import { readCase } from '../../log/read.ts'
import { isId } from '../../platform/ids.ts'
import type { Database } from '../../store/database.ts'
import { toWgs84 } from '../../sources/to-wgs84.ts'
import { decodeCursor, encodeCursor, instantQuery, pageQuery, toPage } from '../paging.ts'
import { parse } from '../parse.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const idParams = z.object({ id: z.string() })
const EARLIER_MS = 30 * DAY_MS

export function incidentRoutes(app: FastifyInstance, services: Services): void {
  const { clock, metrics, settings } = services

  route(app, {
    method: 'GET',
    url: '/incidents',
    tag: 'incidents',
    summary: 'Search incidents, newest first',
    access: 'work.read',
    query: z.strictObject({
      ...pageQuery,
      q: z.string().max(100).optional(),
      stage: z.enum(STAGES).optional(),
      police: z.enum(['police', 'nonPolice', 'undecided']).optional(),
      category: z.string().max(40).optional(),
      live: z.enum(['true', 'false']).optional(),
      from: instantQuery.optional(),
      to: instantQuery.optional(),
    }),
    handler: async ({ query, me, database }) => {
      const audience = audienceOf(me.user.role)
      if (audience === 'none') return { items: [], nextCursor: null }
      const { cursor, live, from, to, ...rest } = query
      const rows = await searchIncidents(database.db, {
        ...rest,
        subdistrictId: me.subdistrictId,
        live: live === undefined ? undefined : live === 'true',
        from: from === undefined ? undefined : new Date(from),
        to: to === undefined ? undefined : new Date(to),
        before: decodeCursor(cursor),
        phone: may(me.user.role, 'personal.reveal') && audience !== 'unit' ? readPhone(rest.q ?? '') : undefined,
        // who is hidden is not found by the number either, but by those who may know it
        hidesReporter: audience !== 'police',
      })
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.receivedAt, row.id))
      // the words of a search may be a name: they lie beside the chain
      if (query.q !== undefined && cursor === undefined)
        await services.trace.noteRead(me, me.user.id, { type: 'incident.searched', data: {}, personal: { q: query.q } })
      const seen = page.items
        .filter(({ state }) => maySee(state, me.actor))
        .map(({ state }) => showIncident(audience, state))
      return { items: seen, nextCursor: page.nextCursor }
    },
  })

  route(app, {
    method: 'GET',
    url: '/incidents/:id',
    tag: 'incidents',
    summary: 'One incident with alerts, events and the commands of the caller',
    access: 'work.read',
    params: idParams,
    handler: async ({ params, me, database }) => {
      const state = await findVisible(services, database, params.id, me)
      const audience = audienceOf(me.user.role)
      // a wall is shown nothing of anybody
      if (audience !== 'wall')
        await services.trace.noteRead(me, state.id, { type: 'incident.read', data: { no: state.no } })
      const [alerts, events, earlier] = await Promise.all([
        audience === 'wall' ? [] : findAlertsOf(database.db, state.id),
        readCase(database.db, me.subdistrictId, state.id),
        // other cases: whoever is shown a part of them is not told of the rest here
        audience === 'room' ? findEarlier(database.db, me.subdistrictId, state, EARLIER_MS) : [],
      ])
      const tree = categoriesAt(settings.of(me.subdistrictId, 'categories'), clock.now()).content
      const mapped = audience === 'room' ? await findMapped(database.db, tree, alerts) : new Map<string, string>()
      const offers = COMMANDS.map((name) => {
        const refusal = mayDo(state, name, me.actor)
        if (!refusal) return { name, allowed: true }
        return { name, allowed: false, refusal: { code: refusal.code, title: PROBLEMS[refusal.code].title } }
      })
      const rooms = COMMAND_ROOM.includes(me.user.role)
      const ticket = rooms && state.stage === 'handedBack' ? await ticketChoice(services, database, me, state) : {}
      const tickets = rooms && state.ticketIds.length > 0 ? { tickets: await listTicketsOf(database.db, state.id) } : {}
      return {
        ...showIncident(audience, state),
        alerts: alerts.map((row) => {
          const view = toAlertView(row, { audience, of: state })
          return mapped.has(row.id) ? { ...view, mappedCategory: mapped.get(row.id) } : view
        }),
        events: events
          .filter((event) => kindShown(audience, event.kind))
          .map((event) => showEvent(audience, event, (id) => services.identity.nameOf(id))),
        commands: offers,
        ...(rooms && state.live ? await suggest(services, database, me, state) : { suggestions: [] }),
        earlier,
        ...(rooms ? { notifications: await listCalls(database.db, state.id) } : {}),
        ...(may(me.user.role, 'attachment.read')
          ? { attachments: await listAttachments(database.db, me.subdistrictId, 'incident', state.id) }
          : {}),
        ...ticket,
        ...tickets,
      }
    },
  })

  route(app, {
    method: 'GET',
    url: '/incidents/:id/track',
    tag: 'incidents',
    summary: 'Where the units of a case were while they were on it; each look leaves a line',
    access: 'track.read',
    params: idParams,
    handler: async ({ params, me, database }) => {
      const state = await findVisible(services, database, params.id, me)
      await services.trace.noteRead(me, state.id, { type: 'track.read', data: { no: state.no } })
      return { units: await readTracks(database.db, me.subdistrictId, state, clock.now()) }
    },
  })

  for (const name of COMMANDS) {
    route(app, {
      method: 'POST',
      url: `/incidents/:id/commands/${name}`,
      tag: 'incident commands',
      summary: `${name}: from ${MOVES[name].from.join(', ')}; by ${MOVES[name].who.join(', ')}`,
      access: 'work.command',
      params: idParams,
      body: COMMAND_BODIES[name],
      handler: async ({ params, body, me, request, database }) => {
        const idempotencyKey = readKey(request.headers['idempotency-key'])
        const command = { name, body: inWgs84(body) } as IncidentCommand
        const incidentId = isId(params.id) ? params.id : undefined
        if (!incidentId) throw problem('notFound')
        const asked = { subdistrictId: me.subdistrictId, incidentId, command, actor: me.actor }
        const deps = { ...services.handler, database }
        const result = await handleIncident(deps, idempotencyKey ? { ...asked, idempotencyKey } : asked)
        metrics.commands.inc({ command: name, outcome: result.ok ? 'done' : result.refusal.code })
        if (me.user.unitId !== null) await services.units.noteContact([me.user.unitId], new Date(clock.now()))
        if (result.ok) return { incident: shownTo(me, result.incident), seq: result.seq }
        if (PROBLEMS[result.refusal.code].status === 403)
          await services.trace.noteRefusal(me, incidentId, { command: name, code: result.refusal.code })
        // too late: who was first, and what it is now
        throw new ProblemError(result.refusal, presentState(result, me))
      },
    })
  }

  route(app, {
    method: 'POST',
    url: '/incidents/:id/commands/:command',
    tag: 'incident commands',
    summary: 'Any other name is no command',
    access: 'work.command',
    params: z.object({ id: z.string(), command: z.string() }),
    handler: async ({ params }) => {
      throw new ProblemError({
        code: 'unknownCommand',
        facts: { command: params.command.slice(0, 64), commands: COMMANDS },
      })
    },
  })
}

/** Positions in commands become WGS-84 at the edge, as in alerts. */
function inWgs84(body: unknown): unknown {
  const { location } = body as { location?: { lat: number; lon: number; crs: 'wgs84'; accuracyM?: number } }
  if (!location) return body
  return { ...(body as object), location: { ...location, ...toWgs84(location, location.crs), crs: 'wgs84' } }
}

async function suggest(services: Services, database: Database, { subdistrictId }: SignedIn, state: IncidentState) {
  const now = services.clock.now()
  const notify = {
    proposed: proposeNotice(state.classification, await findRoute(database.db, state), state.notices ?? []),
    departments: (await listResponsible(database.db, subdistrictId)).filter(({ kind }) => kind !== 'village'),
  }
  const orders = await countOrders(database.db, subdistrictId, now)
  const world = { units: services.board.units(subdistrictId), directory: services.units, orders, now }
  return { ...suggestUnits(state, world), notify }
}

/** Where a ticket would go, why, where else it could, and when it would be due. */
async function ticketChoice(services: Services, database: Database, { subdistrictId }: SignedIn, state: IncidentState) {
  const [route, responsible] = await Promise.all([
    findRoute(database.db, state),
    listResponsible(database.db, subdistrictId),
  ])
  const now = services.clock.now()
  const due = ticketDue(calendarAt(services.settings, subdistrictId, now), now)
  return {
    ticketRoute: route ? { organisationId: route.organisationId, reason: route.reason } : null,
    responsible,
    ticketDue: { dueAt: toIso(due.dueAt), provisional: due.provisional },
  }
}

/** Whoever sees no case is told that it was done, and nothing of what is in it. */
function shownTo(me: SignedIn, incident: IncidentState) {
  const audience = audienceOf(me.user.role)
  const { id, no, version } = incident
  return audience === 'none' ? { id, no, version } : showIncident(audience, incident)
}

/** The present state goes with a 409, as far as the caller may see it (contract.md). */
function presentState(
  { refusal, incident: present }: { refusal: Refusal; incident?: IncidentState },
  me: SignedIn,
): Record<string, unknown> {
  if (!present || PROBLEMS[refusal.code].status !== 409) return {}
  return maySee(present, me.actor) ? { incident: showIncident(audienceOf(me.user.role), present) } : {}
}

const keySchema = z.string().min(1).max(128)
const readKey = (header: string | string[] | undefined): string | undefined =>
  header === undefined ? undefined : parse(keySchema, Array.isArray(header) ? header[0] : header)

async function findVisible({ board }: Services, database: Database, id: string, me: SignedIn): Promise<IncidentState> {
  // who sees no case at all has no way to the table of cases either
  const stored =
    isId(id) && audienceOf(me.user.role) !== 'none' ? await findIncident(database.db, me.subdistrictId, id) : undefined
  if (!stored || !maySee(stored, me.actor)) throw problem('notFound')
  const folded = board.cache.find(me.subdistrictId, id)
  return folded && folded.version > stored.version ? folded : stored
}
