import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { routeTicket, type Route } from '@liandong/shared/cases/routing.ts'
import type { Db, Tx } from '../store/database.ts'
import { alert, organisation } from '../store/schema.ts'

/** Who a ticket may go to: stations, departments, communities and villages. */
const KINDS = ['department', 'station', 'village'] as const

/** `findRoute` asks the routing table who handles what this incident has become (D14); undefined where it does not know. */
export async function findRoute(db: Db | Tx, state: IncidentState): Promise<Route | undefined> {
  const [first] = await db
    .select({ narrative: alert.narrative })
    .from(alert)
    .where(eq(alert.incidentId, state.id))
    .limit(1)
  return routeTicket({
    category: state.classification?.category ?? null,
    subtype: state.classification?.subtype ?? null,
    centreId: state.place?.centreId ?? null,
    narrative: first?.narrative ?? null,
  })
}

export const listResponsible = (db: Db, subdistrictId: string) =>
  db
    .select({ id: organisation.id, name: organisation.name, kind: organisation.kind })
    .from(organisation)
    .where(
      and(
        eq(organisation.subdistrictId, subdistrictId),
        inArray(organisation.kind, [...KINDS]),
        isNull(organisation.closedAt),
      ),
    )
    .orderBy(asc(organisation.kind), asc(organisation.id))
