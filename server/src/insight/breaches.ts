import { and, desc, eq, gte, isNotNull, lt, or, sql } from 'drizzle-orm'
import { hideReporter } from '@liandong/shared/access/protection.ts'
import type { Db } from '../store/database.ts'
import { clock, incident } from '../store/schema.ts'

type BreachQuery = {
  subdistrictId: string
  from: Date
  to: Date
  before?: { at: Date; id: string } | undefined
  limit: number
}

/** Every clock has a name of its own within the subdistrict, for the cursor. */
const key = sql<string>`${clock.incidentId}::text || '_' || replace(${clock.clockId}, '.', '-')`

/** Clocks that ran out, newest first, with the case each belongs to. */
export const listBreaches = (db: Db, { subdistrictId, from, to, before, limit }: BreachQuery) =>
  db
    .select({ key, clock, state: incident.state })
    .from(clock)
    .innerJoin(incident, eq(incident.id, clock.incidentId))
    .where(
      and(
        eq(clock.subdistrictId, subdistrictId),
        isNotNull(clock.breachedAt),
        gte(clock.breachedAt, from),
        lt(clock.breachedAt, to),
        before && or(lt(clock.breachedAt, before.at), and(eq(clock.breachedAt, before.at), lt(key, before.id))),
      ),
    )
    .orderBy(desc(clock.breachedAt), desc(key))
    .limit(limit + 1)

export function toBreachView({ clock: c, state }: Awaited<ReturnType<typeof listBreaches>>[number]) {
  return {
    incidentId: state.id,
    no: state.no,
    summary: hideReporter('room', state).summary,
    placeName: state.place?.name ?? null,
    severity: state.severity,
    stage: state.stage,
    clock: c.clock,
    clockId: c.clockId,
    subject: c.subject,
    unitName: state.dispatches.find((d) => d.id === c.subject)?.unit.name ?? null,
    dueAt: c.dueAt.toISOString(),
    breachedAt: c.breachedAt?.toISOString() ?? null,
    endedAt: c.endedAt?.toISOString() ?? null,
    exercise: c.exercise,
    /** The version of the targets it was judged by (A11). */
    slaVersion: c.slaVersion,
  }
}
