import { and, asc, count, eq, isNull, isNotNull, notInArray, sql } from 'drizzle-orm'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import { isOpen } from '@liandong/shared/clocks/clock.ts'
import type { HandoverSheet } from '@liandong/shared/wire/duty.ts'
import { listEquipment, namesOf, type Item } from '../equipment/ledger.ts'
import { readOutages } from '../equipment/vehicles.ts'
import { TICKET_DONE } from '../people/hanging-on.ts'
import type { Database } from '../store/database.ts'
import { incident, organisation, quarantine, source, ticket } from '../store/schema.ts'
import { readOpenGaps } from './gap-watch.ts'
import type { UnitDirectory } from './unit-directory.ts'

/** Dead letters are the installation's, and no class of the room may read them: how many there are is handed in. */
type Parts = { database: Database; units: UnitDirectory; countLetters: () => Promise<number> }

/** A sheet is read by people: more tickets than this are a list of their own. */
const MOST_TICKETS = 100
const MOST_ITEMS = 1_000
/** D18: what the next shift must know of before all else. */
const SUPERVISED = ['major', 'difficult', 'sensitive']

/** `fillSheet` writes what one shift leaves the next (domain.md §3.9): nobody copies it by hand, and nothing is left out. */
export async function fillSheet(
  { database, units, countLetters }: Parts,
  subdistrictId: string,
  now: number,
): Promise<HandoverSheet> {
  const { db } = database
  const rows = await db
    .select({ state: incident.state })
    .from(incident)
    .where(and(eq(incident.subdistrictId, subdistrictId), eq(incident.live, true), eq(incident.exercise, false)))
    .orderBy(asc(incident.receivedAt), asc(incident.id))
  const states = rows.map((row) => row.state)
  const tickets = await db
    .select({ ticket, name: organisation.name })
    .from(ticket)
    .innerJoin(organisation, eq(organisation.id, ticket.organisationId))
    .where(
      and(eq(ticket.subdistrictId, subdistrictId), notInArray(ticket.stage, TICKET_DONE), eq(ticket.exercise, false)),
    )
    // what is overdue, then what is due today; one from before there were due dates comes last
    .orderBy(sql`${ticket.dueAt} ASC NULLS LAST`, asc(ticket.issuedAt), asc(ticket.id))
    .limit(MOST_TICKETS)
  const silent = await db
    .select()
    .from(source)
    .where(and(eq(source.subdistrictId, subdistrictId), isNotNull(source.silentSince)))
    .orderBy(asc(source.id))
  const [held] = await db
    .select({ n: count() })
    .from(quarantine)
    .where(and(eq(quarantine.subdistrictId, subdistrictId), isNull(quarantine.admittedAt)))
  const outages = await readOutages(db, subdistrictId)
  const items = await listEquipment(db, subdistrictId, { limit: MOST_ITEMS })
  const nameOf = await namesOf(db, items)
  const open = states.filter((one) => one.outcome === null)
  return {
    filledAt: new Date(now).toISOString(),
    openByStage: Object.fromEntries(
      [...Map.groupBy(open, (one) => one.stage)].map(([stage, of]) => [stage, of.length]),
    ),
    incidents: open.map(({ id, no, stage, severity, flags, place }) => ({
      id,
      no,
      stage,
      severity,
      flags: flags.filter((flag) => SUPERVISED.includes(flag)),
      place: place?.name ?? null,
    })),
    clocks: states.flatMap((one) =>
      one.clocks
        .filter(isOpen)
        .map(({ clock, state, dueAt }) => ({ incidentId: one.id, incidentNo: one.no, clock, state, dueAt })),
    ),
    ticketsDue: tickets.map(({ ticket: row, name }) => ({
      id: row.id,
      no: row.no,
      organisation: name,
      stage: row.stage,
      issuedAt: row.issuedAt.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
    })),
    orders: states.flatMap((one) =>
      one.dispatches.filter(isActiveDispatch).map((order) => ({
        incidentNo: one.no,
        unit: order.unit.name,
        stage: order.stage,
        issuedAt: order.issuedAt,
      })),
    ),
    vehicles: units
      .board(subdistrictId, states)
      .filter((one) => one.kind === 'vehicle')
      .map(({ id, name, state, onDuty }) => {
        const out = outages.get(id)
        const equipment = units.find(id)?.equipment ?? []
        return { id, name, state, onDuty, equipment, ...(out ? { outOfService: out.reason } : {}) }
      }),
    equipment: outOf(items, nameOf),
    silentSources: silent.map((row) => ({
      id: row.id,
      name: row.labelZh,
      since: (row.silentSince as Date).toISOString(),
    })),
    // of the whole installation: a class that works on cases reads their number alone
    deadLetters: await countLetters(),
    quarantined: held?.n ?? 0,
    callBacks: states.flatMap((one) =>
      one.outcome !== null && one.outcomeAt !== null && one.stage !== 'visited'
        ? [{ incidentId: one.id, incidentNo: one.no, since: one.outcomeAt }]
        : [],
    ),
    gaps: (await readOpenGaps(db, subdistrictId)).map(({ organisation: name, post, fromAt, untilAt, missing }) => ({
      organisation: name,
      post,
      fromAt,
      untilAt,
      missing,
    })),
  }
}

/** What the next shift must ask for: out with whom, and what is broken. */
const outOf = (
  items: readonly Item[],
  nameOf: (unitId: string) => string | undefined,
): NonNullable<HandoverSheet['equipment']> =>
  items.flatMap(({ category, name, serial, quantity, uses, outOfService }) => [
    ...uses.map((use) => ({
      category,
      name,
      serial,
      quantity: use.quantity,
      unit: nameOf(use.unitId) ?? use.unitId,
      outOfService: null,
      since: use.takenAt,
    })),
    ...(outOfService
      ? [{ category, name, serial, quantity, unit: null, outOfService: outOfService.reason, since: outOfService.since }]
      : []),
  ])
