import { and, eq } from 'drizzle-orm'
import type { Actor } from '@liandong/shared/access/actor.ts'
import { maySee } from '@liandong/shared/access/audience.ts'
import { advance, andThen } from '@liandong/shared/cases/incident/advance.ts'
import type { IncidentCommand } from '@liandong/shared/cases/incident/commands.ts'
import { decide } from '@liandong/shared/cases/incident/decide.ts'
import { MOVES } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { ticketDue } from '@liandong/shared/clocks/ticket-due.ts'
import type { Refusal } from '@liandong/shared/problems/refusal.ts'
import { toIso } from '@liandong/shared/time.ts'
import type { SettingBooks } from '../settings/setting-books.ts'
import { callOut } from '../notify/call-out.ts'
import { append, type CaseEvents } from '../log/append.ts'
import { canonical, sha256 } from '../log/hash.ts'
import type { ServerClock } from '../platform/clock.ts'
import { isId } from '../platform/ids.ts'
import type { Database, Tx } from '../store/database.ts'
import { idempotency } from '../store/schema.ts'
import { withRetry } from '../store/retry.ts'
import { findFacts, nameRefusal, refuseUnknownOrganisation } from './facts.ts'
import { keepNotices } from './department-notices.ts'
import { lockIncidents, updateIncidents } from './incident-store.ts'
import { joinTarget } from './merge-target.ts'
import { story } from './story.ts'
import { calendarAt } from './ticket-dues.ts'
import { issueTickets } from './ticket-store.ts'

export type HandlerDeps = {
  database: Database
  clock: ServerClock
  settings: SettingBooks
  /** How near to the scene counts as there, metres. */
  arrivalRadiusM: number
  /** Told after each commit, so that the log is read and the timers are set without waiting for a poll. */
  committed: (subdistrictId: string, changed: readonly IncidentState[]) => void
  /** Told after a commit which calls are to be sent. */
  called?: (ids: readonly string[]) => void
}

export type CommandRequest = {
  subdistrictId: string
  incidentId: string
  command: IncidentCommand
  actor: Actor
  idempotencyKey?: string
}

export type CommandResult =
  | { ok: true; incident: IncidentState; seq: number }
  | { ok: false; refusal: Refusal; incident?: IncidentState }

/**
 * The one handler: in one transaction it locks the case, checks access, decides, appends the events, stores the new
 * state with its orders and clocks. A refusal is a value and leaves nothing behind; a fault is thrown.
 */
export async function handleIncident(deps: HandlerDeps, request: CommandRequest): Promise<CommandResult> {
  const outcome = await withRetry(() => deps.database.db.transaction((tx) => inTransaction(tx, deps, request)))
  if (outcome.ok) deps.committed(request.subdistrictId, outcome.changed)
  if (outcome.calls && outcome.calls.length > 0) deps.called?.(outcome.calls)
  return outcome
}

type Outcome = CommandResult & { changed: IncidentState[]; calls?: string[] }

async function inTransaction(tx: Tx, deps: HandlerDeps, request: CommandRequest): Promise<Outcome> {
  const { actor, command, incidentId } = request
  // whose role never gives this command is told so before anything is said of the case (D4: a department cannot dispatch)
  if (actor.kind === 'user' && !MOVES[command.name].who.some((role) => role === actor.role)) {
    return refused({ code: 'notYours', facts: { command: command.name, role: actor.role } })
  }
  const others = command.name === 'merge' && isId(command.body.intoId) ? [command.body.intoId] : []
  const rows = await lockIncidents(tx, [incidentId, ...others])
  const row = rows.find((r) => r.state.id === incidentId && r.subdistrictId === request.subdistrictId)
  if (!row) return refused({ code: 'notFound' })
  const replay = await findReplay(tx, request)
  if (replay) return replay
  if (actor.kind === 'user' && !maySee(row.state, actor) && !wasOn(row.state, actor) && !isTold(row.state, actor))
    return refused({ code: 'notFound' })

  const now = deps.clock.now()
  const context = await findFacts(tx, {
    ...request,
    now,
    state: row.state,
    others: rows,
    settings: deps.settings,
    arrivalRadiusM: deps.arrivalRadiusM,
  })
  const decision = decide(row.state, command, context)
  if (!decision.ok) return refused(await nameRefusal(tx, decision.refusal), row.state)
  const unknown = await refuseUnknownOrganisation(tx, row.subdistrictId, command)
  if (unknown) return refused(unknown, row.state)

  const by = { actor, now }
  const sla = deps.settings.of(row.subdistrictId, 'sla')
  const ladder = deps.settings.of(row.subdistrictId, 'ladder')
  const decided = advance(row.state, decision.events, { at: toIso(now), actorId: actor.id, sla, ladder })
  const change = { before: row.state, after: decided.state, events: decided.events }
  const calls = await callOut(tx, row.subdistrictId, [change], { now, ladder })
  const told = await keepNotices(tx, row.subdistrictId, decided.state, decision.events, by)
  const after = andThen(decided, calls.skipped.get(row.state.id) ?? [], { at: toIso(now), actorId: actor.id, sla })
  await updateIncidents(tx, row.subdistrictId, [{ before: row.state, after: after.state }])
  const stories: CaseEvents[] = [story(row, after.events)]
  const changed = [after.state]
  if (command.name === 'merge') {
    const joined = await joinTarget(tx, rows, command.body.intoId, row.state, { ...by, sla })
    stories.push(joined.story)
    changed.push(joined.state)
  }
  const due = ticketDue(calendarAt(deps.settings, row.subdistrictId, now), now)
  stories.push(...(await issueTickets(tx, row.subdistrictId, after.state, decision.events, { ...by, due })))
  const seq = await append(tx, row.subdistrictId, stories, by)
  await keepReplay(tx, request, now, { incident: after.state, seq })
  return { ok: true, incident: after.state, seq, changed, calls: [...calls.ids, ...told] }
}

const refused = (refusal: Refusal, incident?: IncidentState): Outcome =>
  incident ? { ok: false, refusal, incident, changed: [] } : { ok: false, refusal, changed: [] }

/** A responder whose order has ended is told so ("too late") rather than that there is no such incident. */
const wasOn = (state: IncidentState, actor: Actor): boolean =>
  actor.kind === 'user' && actor.unitId !== null && state.dispatches.some((d) => d.unit.id === actor.unitId)

/** A department sees no case; of one it was told of it may say that it knows. */
const isTold = ({ notices }: IncidentState, actor: Actor): boolean =>
  actor.kind === 'user' &&
  actor.role === 'department' &&
  (notices?.some((one) => one.organisationId === actor.organisationId) ?? false)

/** `sentAt` is new at each try of the same act: it measures the phone's clock and is no part of what is asked. */
const requestHash = ({ incidentId, command: { name, body } }: CommandRequest): Buffer =>
  sha256(canonical({ incidentId, name, body: { ...body, sentAt: undefined } }))

/** A repeated `Idempotency-Key` is answered as the first time; for another request it is refused. */
async function findReplay(tx: Tx, request: CommandRequest): Promise<Outcome | undefined> {
  if (request.idempotencyKey === undefined) return undefined
  const [kept] = await tx
    .select()
    .from(idempotency)
    .where(and(eq(idempotency.actorId, request.actor.id), eq(idempotency.key, request.idempotencyKey)))
  if (!kept) return undefined
  if (!kept.requestHash.equals(requestHash(request))) return refused({ code: 'idempotencyMismatch' })
  const { incident, seq } = kept.response as { incident: IncidentState; seq: number }
  return { ok: true, incident, seq, changed: [] }
}

async function keepReplay(
  tx: Tx,
  request: CommandRequest,
  now: number,
  response: { incident: IncidentState; seq: number },
) {
  if (request.idempotencyKey === undefined) return
  await tx.insert(idempotency).values({
    actorId: request.actor.id,
    key: request.idempotencyKey,
    requestHash: requestHash(request),
    status: 200,
    response,
    createdAt: new Date(now),
  })
}
