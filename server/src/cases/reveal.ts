import { sql } from 'drizzle-orm'
import type { Actor } from '@liandong/shared/access/actor.ts'
import { maySee } from '@liandong/shared/access/audience.ts'
import type { RevealRequest } from '@liandong/shared/access/reveal-body.ts'
import {
  isPaceExceeded,
  mayReveal,
  PACE,
  REVEALED_FOR_MS,
  type Revealed,
  type RevealField,
} from '@liandong/shared/access/reveal.ts'
import type { Refusal } from '@liandong/shared/problems/refusal.ts'
import { toIso } from '@liandong/shared/time.ts'
import { appendAudit } from '../log/audit.ts'
import { withRetry } from '../store/retry.ts'
import type { Tx } from '../store/database.ts'
import { findAlertsOf, type AlertRow } from './alert-view.ts'
import type { HandlerDeps } from './handler.ts'
import { lockIncidents } from './incident-store.ts'

type Person = Extract<Actor, { kind: 'user' }>
type Asked = { subdistrictId: string; incidentId: string; actor: Person; request: RevealRequest }
type Outcome = { ok: true; revealed: Revealed } | { ok: false; refusal: Refusal; isNoted?: true }

/**
 * `reveal` gives the plain values once, after the line that says so is durable. The case is locked meanwhile: no reveal
 * slips through while it is being closed.
 */
export async function reveal(deps: HandlerDeps, asked: Asked): Promise<Outcome> {
  const outcome = await withRetry(() => deps.database.db.transaction((tx) => inTransaction(tx, deps, asked)))
  if (outcome.ok || outcome.isNoted) deps.committed(asked.subdistrictId, [])
  return outcome
}

async function inTransaction(tx: Tx, deps: HandlerDeps, asked: Asked): Promise<Outcome> {
  const { subdistrictId, incidentId, actor, request } = asked
  const [row] = await lockIncidents(tx, [incidentId])
  const state = row?.subdistrictId === subdistrictId ? row.state : undefined
  // who cannot see the case is not told that there is one; a responder whose order has ended was on it
  if (!state || (!maySee(state, actor) && !state.dispatches.some((d) => d.unit.id === actor.unitId)))
    return { ok: false, refusal: { code: 'notFound' } }
  const by = { actor, now: deps.clock.now() }
  const refusal = request.fields.map((field) => mayReveal(state, actor, field)).find((no) => no !== undefined)
  if (refusal) {
    const data = { act: 'reveal', code: refusal.code, fields: request.fields }
    await appendAudit(tx, subdistrictId, incidentId, { type: 'access.refused', data }, by)
    return { ok: false, refusal, isNoted: true }
  }
  const alerts = await findAlertsOf(tx, incidentId)
  const meant = request.alertId === undefined ? alerts[0] : alerts.find((alert) => alert.id === request.alertId)
  if (!meant) return { ok: false, refusal: { code: 'notFound' } }

  const pace = await readPace(tx, actor.id, by.now)
  if (isPaceExceeded(pace.revealed) && request.again !== true) {
    const data = { accountId: actor.id, count: pace.revealed, withinMs: PACE.withinMs }
    if (!pace.isTold) await appendAudit(tx, subdistrictId, actor.id, { type: 'personal.paceExceeded', data }, by)
    return { ok: false, refusal: { code: 'revealPace', facts: { count: pace.revealed } }, isNoted: true }
  }
  const event = {
    type: 'personal.revealed',
    data: { alertId: meant.id, fields: request.fields, ...(request.again ? { again: true } : {}) },
    personal: { reason: request.reason },
  }
  await appendAudit(tx, subdistrictId, incidentId, event, by)
  const values = Object.fromEntries(request.fields.map((field) => [field, PLAIN[field](meant)]))
  return { ok: true, revealed: { alertId: meant.id, values, until: toIso(by.now + REVEALED_FOR_MS) } }
}

const PLAIN: Record<RevealField, (alert: AlertRow) => string | null> = {
  'caller.phone': (alert) => alert.caller?.phone ?? null,
  'caller.name': (alert) => alert.caller?.name ?? null,
  narrative: (alert) => alert.narrative,
  address: (alert) => alert.address,
}

/** Counted under a lock of the person's own, so that a hundred at once are counted too. */
async function readPace(tx: Tx, accountId: string, now: number): Promise<{ revealed: number; isTold: boolean }> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(330113016, hashtext(${accountId}))`)
  const { rows } = await tx.execute<{ revealed: string; told: string }>(sql`
    SELECT count(*) FILTER (WHERE type = 'personal.revealed') AS revealed,
      count(*) FILTER (WHERE type = 'personal.paceExceeded') AS told
    FROM event WHERE type IN ('personal.revealed', 'personal.paceExceeded')
      AND actor ->> 'id' = ${accountId} AND at > ${toIso(now - PACE.withinMs)}::timestamptz`)
  return { revealed: Number(rows[0]?.revealed), isTold: Number(rows[0]?.told) > 0 }
}
