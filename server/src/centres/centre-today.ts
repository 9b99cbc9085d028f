import { and, count, desc, eq, gte, sql } from 'drizzle-orm'
import { audienceOf, maySee, showIncident } from '@liandong/shared/access/audience.ts'
import type { BoardUnit } from '@liandong/shared/board/board.ts'
import { isFull } from '@liandong/shared/centres/queue.ts'
import type { Centre, CentreMediator, CentreToday } from '@liandong/shared/wire/centre.ts'
import { dayOf } from '../cases/day-number.ts'
import { idsOfSubtree } from '../cases/subtree.ts'
import type { SignedIn } from '../identity/identity.ts'
import { startOfDay } from '../insight/today.ts'
import type { Db } from '../store/database.ts'
import { incident } from '../store/schema.ts'
import { readQueue, toVisit } from './visit-queue.ts'

/** The latest of the day; how many there are is counted. */
const MOST_CASES = 50

type Asked = {
  me: SignedIn
  centre: Centre
  units: readonly BoardUnit[]
  phoneOf: (unitId: string) => string | null
  now: number
}

/** What a centre works on today, as the caller may see it. */
export async function readToday(db: Db, { me, centre, units, phoneOf, now }: Asked): Promise<CentreToday> {
  const visits = await readQueue(db, me.subdistrictId, centre.id, dayOf(now))
  const [cases, members] = await Promise.all([readCases(db, me, centre, now), readMembers(db, centre, now)])
  return {
    cases,
    mediators: units
      .filter((unit) => unit.onDuty && mediates(unit) && members.has(unit.organisationId))
      .map(toMediator),
    visits: visits.filter((visit) => visit.state !== 'served' && visit.state !== 'left').map(toVisit),
    served: visits.filter((visit) => visit.state === 'served').length,
    left: visits.filter((visit) => visit.state === 'left').length,
    isFull: isFull(visits, centre.capacity),
  }

  function toMediator({ id, name, state }: BoardUnit): CentreMediator {
    return { id, name, state, phone: phoneOf(id) }
  }
}

/** A mediator by trade, or a person who has learnt it; a squad that can calm people is no mediator. */
const mediates = (unit: BoardUnit): boolean =>
  unit.force === 'mediation' || (unit.kind === 'person' && unit.skills.includes('调解'))

/** Of the day: in the village, or for the street's own centre in the whole street. */
async function readCases(db: Db, me: SignedIn, centre: Centre, now: number): Promise<CentreToday['cases']> {
  const audience = audienceOf(me.user.role)
  if (audience === 'none') return null
  const ofToday = and(
    eq(incident.subdistrictId, me.subdistrictId),
    gte(incident.receivedAt, new Date(startOfDay(now))),
    centre.level === 'village' ? eq(incident.centreId, centre.id) : undefined,
  )
  const [rows, [all]] = await Promise.all([
    db
      .select({ state: incident.state })
      .from(incident)
      .where(ofToday)
      .orderBy(desc(incident.receivedAt), desc(incident.id))
      .limit(MOST_CASES),
    db.select({ n: count() }).from(incident).where(ofToday),
  ])
  const seen = rows.map((row) => row.state).filter((state) => maySee(state, me.actor))
  return { items: seen.map((state) => showIncident(audience, state)), total: all?.n ?? 0 }
}

/** Whose people are the centre's: a village's own and its grids'; the street's are those of its offices. */
async function readMembers(db: Db, centre: Centre, now: number): Promise<Set<string>> {
  const below = idsOfSubtree(centre.id, new Date(now))
  const { rows } = await db.execute<{ id: string }>(
    centre.level === 'village'
      ? sql`SELECT id FROM organisation WHERE id IN ${below}`
      : sql`SELECT id FROM organisation WHERE id IN ${below} AND kind NOT IN ('village', 'grid')`,
  )
  return new Set(rows.map((row) => row.id))
}
