import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import type { Actor } from '@liandong/shared/access/actor.ts'
import type { Refusal } from '@liandong/shared/problems/refusal.ts'
import type { ErasureCounts, ErasurePreview } from '@liandong/shared/wire/erasure.ts'
import type { HandlerDeps } from '../cases/handler.ts'
import { appendAudit } from '../log/audit.ts'
import { newId } from '../platform/ids.ts'
import type { Db, Tx } from '../store/database.ts'
import { erasure } from '../store/schema.ts'
import { countQuarantine, emptyQuarantine, findCasesOf, type Person } from './find-person.ts'
import { eraseCases } from './erase-cases.ts'

type Asked = { subdistrictId: string; actor: Actor; person: Person }
type Outcome = { ok: true; counts: ErasureCounts } | { ok: false; refusal: Refusal }

const keyOf = (person: Person): 'phone' | 'case' => ('phone' in person ? 'phone' : 'case')

/** What would go: which cases, and how much hangs on them. The asking itself leaves a line, without the number. */
export async function previewErasure(deps: HandlerDeps, asked: Asked): Promise<ErasurePreview> {
  const { subdistrictId, actor, person } = asked
  const preview = await deps.database.db.transaction(async (tx) => {
    const found = await readPreview(tx, subdistrictId, person)
    const data = { by: keyOf(person), cases: found.cases.length }
    await appendAudit(tx, subdistrictId, actor.id, { type: 'personal.erasurePreviewed', data }, by(deps, actor))
    return found
  })
  deps.committed(subdistrictId, [])
  return preview
}

/** Erases what was previewed, or nothing where it has changed since: what goes is what was read and agreed to. */
export async function erasePerson(
  deps: HandlerDeps,
  asked: Asked & { caseIds: readonly string[]; reason: string },
): Promise<Outcome> {
  const { subdistrictId, actor, person, reason } = asked
  const outcome = await deps.database.db.transaction(async (tx): Promise<Outcome> => {
    const now = await readPreview(tx, subdistrictId, person)
    const ended = now.cases.filter((one) => !one.isOpen).map((one) => one.id)
    if (new Set([...ended, ...asked.caseIds]).size !== ended.length || ended.length !== asked.caseIds.length)
      return { ok: false, refusal: { code: 'versionConflict', facts: { preview: now } } }
    const quarantined = 'phone' in person ? await emptyQuarantine(tx, subdistrictId, person.phone) : 0
    if (ended.length === 0 && quarantined === 0)
      return { ok: false, refusal: { code: now.cases.length > 0 ? 'caseStillOpen' : 'notFound' } }
    const at = new Date(deps.clock.now())
    const { caseIds, counts } = await eraseCases(tx, subdistrictId, ended, at)
    const all = { ...counts, quarantined: counts.quarantined + quarantined }
    await noteErasure(tx, subdistrictId, { cause: 'request', caseIds, counts: all, reason }, by(deps, actor))
    return { ok: true, counts: all }
  })
  if (outcome.ok) deps.committed(subdistrictId, [])
  return outcome
}

const by = (deps: HandlerDeps, actor: Actor) => ({ actor, now: deps.clock.now() })

type Done = { cause: 'request' | 'retention'; caseIds: readonly string[]; counts: ErasureCounts; reason?: string }

/** The line in the log and the row in the list: how much and why, never whose it was. */
export async function noteErasure(tx: Tx, subdistrictId: string, done: Done, by: { actor: Actor; now: number }) {
  const { cause, caseIds, counts, reason } = done
  const id = newId(by.now)
  await tx.insert(erasure).values({ id, subdistrictId, at: new Date(by.now), cause, by: by.actor.id, counts })
  const event = {
    type: 'personal.erased',
    data: { cause, caseIds, counts },
    ...(reason ? { personal: { reason } } : {}),
  }
  await appendAudit(tx, subdistrictId, id, event, by)
}

async function readPreview(tx: Tx, subdistrictId: string, person: Person): Promise<ErasurePreview> {
  const cases = await findCasesOf(tx, subdistrictId, person)
  const ids = cases.filter((one) => !one.isOpen).map((one) => one.id)
  const { rows } = await tx.execute<{ alerts: string; tickets: string; attachments: string; events: string }>(sql`
    WITH ids AS (SELECT unnest(${sql.param(ids)}::text[]) AS id)
    SELECT (SELECT count(*) FROM alert WHERE incident_id::text IN (SELECT id FROM ids)) AS alerts,
      (SELECT count(*) FROM ticket WHERE incident_id::text IN (SELECT id FROM ids)) AS tickets,
      (SELECT count(*) FROM attachment WHERE bytes IS NOT NULL AND case_id IN (
        SELECT id FROM ids UNION SELECT id::text FROM ticket WHERE incident_id::text IN (SELECT id FROM ids))) AS attachments,
      (SELECT count(*) FROM event WHERE personal IS NOT NULL AND case_id IN (
        SELECT id FROM ids UNION SELECT id::text FROM ticket WHERE incident_id::text IN (SELECT id FROM ids))) AS events`)
  const [n] = rows
  const counts = {
    cases: ids.length,
    alerts: Number(n?.alerts),
    tickets: Number(n?.tickets),
    attachments: Number(n?.attachments),
    events: Number(n?.events),
  }
  const quarantined = 'phone' in person ? await countQuarantine(tx, subdistrictId, person.phone) : 0
  return { cases, counts: { ...counts, quarantined } }
}

/** What has been erased so far, newest first. */
export const listErasures = (db: Db, subdistrictId: string, limit: number, before?: { at: Date; id: string }) =>
  db
    .select()
    .from(erasure)
    .where(
      and(
        eq(erasure.subdistrictId, subdistrictId),
        before && or(lt(erasure.at, before.at), and(eq(erasure.at, before.at), lt(erasure.id, before.id))),
      ),
    )
    .orderBy(desc(erasure.at), desc(erasure.id))
    .limit(limit + 1)
