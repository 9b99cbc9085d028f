import { and, eq, gt } from 'drizzle-orm'
import type { BoardUnit, UnitPosition } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { unitStates, type UnitState } from '@liandong/shared/duty/unit-state.ts'
import type { Database } from '../store/database.ts'
import { unit } from '../store/schema.ts'

type UnitRow = typeof unit.$inferSelect

/** The units of the subdistricts this process serves: who they are from the database, what they do from the board. */
export class UnitDirectory {
  readonly #database: Database
  #rows = new Map<string, UnitRow>()

  constructor(database: Database) {
    this.#database = database
  }

  async load(): Promise<void> {
    const rows = await this.#database.db.select().from(unit).orderBy(unit.id)
    const known = this.#rows
    this.#rows = new Map(rows.map((row) => [row.id, { ...row, onDuty: known.get(row.id)?.onDuty ?? row.onDuty }]))
  }

  find(id: string): UnitRow | undefined {
    return this.#rows.get(id)
  }

  of(subdistrictId: string): UnitRow[] {
    return [...this.#rows.values()].filter((row) => row.subdistrictId === subdistrictId)
  }

  /** A turn of the rota, as the log tells it: the board is true at the `seq` it names. */
  turn(unitId: string, onDuty: boolean): void {
    const row = this.#rows.get(unitId)
    if (row) this.#rows.set(unitId, { ...row, onDuty })
  }

  /** The units as a board shows them, given the live incidents. */
  board(subdistrictId: string, live: readonly IncidentState[]): BoardUnit[] {
    return unitStates(this.of(subdistrictId).map(toBoardUnit), live)
  }

  /** Positions are not events: they move too often, and a track is personal (domain.md §2.5). */
  async keepPosition(unitId: string, location: { lat: number; lon: number }, at: Date): Promise<void> {
    await this.#database.db
      .update(unit)
      .set({ lat: location.lat, lon: location.lon, locatedAt: at, lastContactAt: at })
      .where(eq(unit.id, unitId))
    // this process knows it at once, also while no screen is watching
    const row = this.#rows.get(unitId)
    if (row) this.#rows.set(unitId, { ...row, lat: location.lat, lon: location.lon, locatedAt: at, lastContactAt: at })
  }

  /** Positions newer than the last look, from whichever process took them. */
  async newPositions(subdistrictId: string, since: Date): Promise<UnitPosition[]> {
    const rows = await this.#database.db
      .select()
      .from(unit)
      .where(and(eq(unit.subdistrictId, subdistrictId), gt(unit.locatedAt, since)))
    // whether a unit is on duty is told by the log alone, in its order
    for (const row of rows) this.#rows.set(row.id, { ...row, onDuty: this.#rows.get(row.id)?.onDuty ?? row.onDuty })
    return rows.flatMap((row) => (row.lat === null || row.lon === null || !row.locatedAt ? [] : [toPosition(row)]))
  }
}

const toPosition = (row: UnitRow): UnitPosition => ({
  id: row.id,
  location: { lat: row.lat as number, lon: row.lon as number },
  locationAt: (row.locatedAt as Date).toISOString(),
})

function toBoardUnit(row: UnitRow): BoardUnit {
  const { onDuty } = row
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    force: row.force,
    tier: row.tier,
    skills: row.skills,
    organisationId: row.organisationId,
    state: onDuty ? (row.ownState as UnitState) : 'offDuty',
    onDuty,
    location: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    locationAt: row.locatedAt?.toISOString() ?? null,
    incidentId: null,
  }
}
