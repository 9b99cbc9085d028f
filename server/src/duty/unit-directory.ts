import { and, eq, gt, inArray, isNull, ne } from 'drizzle-orm'
import type { BoardUnit, UnitPosition } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { foldSos, openSos, SOS_EVENTS } from '@liandong/shared/duty/sos.ts'
import { unitStates, type UnitState } from '@liandong/shared/duty/unit-state.ts'
import type { StoredEvent } from '../log/read.ts'
import type { Database } from '../store/database.ts'
import { unit } from '../store/schema.ts'

type UnitRow = typeof unit.$inferSelect
type UnitWord = Pick<StoredEvent, 'at' | 'actor' | 'type' | 'caseId' | 'version' | 'data' | 'personal'> & {
  subdistrictId: string
}

const byId = (a: UnitRow, b: UnitRow): number => (a.id < b.id ? -1 : 1)

/** Who can be sent: a seat is on the rota, and nobody is sent who sits there. */
const canBeSent = and(isNull(unit.retiredAt), ne(unit.kind, 'seat'))

/** A unit of which nothing is known but that it is there. */
const STRANGER: Omit<UnitRow, 'id' | 'subdistrictId'> = {
  organisationId: '',
  name: '',
  kind: 'person',
  force: '',
  tier: 1,
  skills: [],
  phone: null,
  duty: [],
  cycle: null,
  onDuty: false,
  ownState: 'standby',
  lat: null,
  lon: null,
  locatedAt: null,
  lastContactAt: null,
  version: 1,
  employment: 'full',
  members: [],
  equipment: [],
  callSign: '',
  retiredAt: null,
  sos: null,
}

const later = (a: Date | null, b: Date | null): Date | null => (a && (!b || b <= a) ? a : b)

/** The units of the subdistricts this process serves: who they are from the database, what they do from the board. */
export class UnitDirectory {
  readonly #database: Database
  #rows = new Map<string, UnitRow>()
  /** The version of each unit that the log has told of last. */
  readonly #told = new Map<string, number>()
  /** Of what instants the position and the contact were that the screens were sent last of each unit: a look may see one twice. */
  readonly #positionTold = new Map<string, string>()

  constructor(database: Database) {
    this.#database = database
  }

  async load(): Promise<void> {
    const rows = await this.#database.db.select().from(unit).where(canBeSent).orderBy(unit.id)
    const known = this.#rows
    this.#rows = new Map()
    for (const row of rows) this.#admit(row, known.get(row.id))
    // read before the log told of it: it is there all the same
    for (const [id, row] of known) if (this.#told.has(id) && !this.#rows.has(id)) this.#rows.set(id, row)
  }

  /** A row as it was read just now, which may be older or newer than what the log has told. */
  #admit(row: UnitRow, known: UnitRow | undefined): void {
    const isOlder = row.version < (this.#told.get(row.id) ?? 0)
    if (isOlder && known === undefined) return
    const { lat, lon, locatedAt, lastContactAt } = row
    this.#rows.set(
      row.id,
      isOlder && known
        ? { ...known, lat, lon, locatedAt, lastContactAt }
        : { ...row, onDuty: known?.onDuty ?? row.onDuty, sos: known ? known.sos : row.sos },
    )
  }

  /**
   * What the log tells of a unit: a turn of the rota, or what an administrator changed. So the board is true at the
   * `seq` it names; what no screen is shown (telephone, pattern) comes with the next `load`.
   */
  fold(event: UnitWord): void {
    const { type, caseId, subdistrictId, version, data, personal } = event
    if (type === 'unit.wentOnDuty' || type === 'unit.wentOffDuty') return this.turn(caseId, type === 'unit.wentOnDuty')
    if (SOS_EVENTS.includes(type)) {
      const called = this.#rows.get(caseId)
      if (called) this.#rows.set(caseId, { ...called, sos: foldSos(called.sos, event) })
      return
    }
    this.#told.set(caseId, version)
    if (type === 'unit.retired' || data.kind === 'seat') this.#rows.delete(caseId)
    if (data.kind === 'seat') return
    if (type !== 'unit.created' && type !== 'unit.changed') return
    const row = this.#rows.get(caseId) ?? { ...STRANGER, id: caseId, subdistrictId }
    const { kind, force, employment, tier, skills, organisationId, callSign, onDuty } = data as UnitRow
    const name = typeof personal?.unitName === 'string' ? personal.unitName : row.name
    const told = {
      kind,
      force,
      employment,
      tier,
      skills,
      organisationId,
      onDuty,
      name,
      version,
      callSign: callSign ?? row.callSign,
    }
    this.#rows.set(caseId, { ...row, ...told })
  }

  find(id: string): UnitRow | undefined {
    return this.#rows.get(id)
  }

  of(subdistrictId: string): UnitRow[] {
    return [...this.#rows.values()].filter((row) => row.subdistrictId === subdistrictId).toSorted(byId)
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

  /**
   * This process knows it at once, also while no screen is watching; position-writer.ts keeps it. Positions are not events:
   * they move too often, and a track is personal (domain.md §2.5).
   */
  moved(unitId: string, { lat, lon }: { lat: number; lon: number }, at: number, heardAt: number): void {
    const row = this.#rows.get(unitId)
    if (!row) return
    const isNewer = row.locatedAt === null || row.locatedAt.getTime() < at
    const lastContactAt = new Date(heardAt)
    this.#rows.set(
      unitId,
      isNewer ? { ...row, lat, lon, locatedAt: new Date(at), lastContactAt } : { ...row, lastContactAt },
    )
  }

  /** What another process has kept; what this one has heard since is newer. */
  #admitPosition({ lat, lon, locatedAt, lastContactAt, ...row }: UnitRow): void {
    const known = this.#rows.get(row.id)
    if (!known) return this.#admit({ ...row, lat, lon, locatedAt, lastContactAt }, undefined)
    const contact = { lastContactAt: later(known.lastContactAt, lastContactAt) }
    const moved = later(known.locatedAt, locatedAt) === known.locatedAt ? {} : { lat, lon, locatedAt }
    this.#rows.set(row.id, { ...known, ...contact, ...moved })
  }

  /** Units that were heard of: an open screen, a command, a receipt. */
  async noteContact(unitIds: readonly string[], at: Date): Promise<void> {
    if (unitIds.length === 0) return
    await this.#database.db
      .update(unit)
      .set({ lastContactAt: at })
      .where(inArray(unit.id, [...unitIds]))
    for (const id of unitIds) {
      const row = this.#rows.get(id)
      if (row) this.#rows.set(id, { ...row, lastContactAt: at })
    }
  }

  /** Positions and contacts since an instant that were not told before, from whichever process took them. */
  async newPositions(subdistrictId: string, since: Date): Promise<UnitPosition[]> {
    const rows = await this.#database.db
      .select()
      .from(unit)
      .where(and(eq(unit.subdistrictId, subdistrictId), gt(unit.lastContactAt, since), canBeSent))
    // whether a unit is on duty is told by the log alone, in its order
    for (const row of rows) this.#admitPosition(row)
    return rows.flatMap((row) => {
      const position = toPosition(row)
      const told = `${position.locationAt} ${position.lastContactAt}`
      if (this.#positionTold.get(row.id) === told) return []
      this.#positionTold.set(row.id, told)
      return [position]
    })
  }
}

const toPosition = (row: UnitRow): UnitPosition => ({
  id: row.id,
  location: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
  locationAt: row.locatedAt?.toISOString() ?? null,
  lastContactAt: (row.lastContactAt ?? row.locatedAt)?.toISOString() ?? null,
})

function toBoardUnit(row: UnitRow): BoardUnit {
  const { onDuty } = row
  const kind = row.kind as BoardUnit['kind']
  return {
    id: row.id,
    name: row.name,
    callSign: row.callSign,
    kind,
    force: row.force,
    tier: row.tier,
    skills: row.skills,
    organisationId: row.organisationId,
    state: onDuty ? (row.ownState as UnitState) : 'offDuty',
    onDuty,
    location: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    locationAt: row.locatedAt?.toISOString() ?? null,
    lastContactAt: (row.lastContactAt ?? row.locatedAt)?.toISOString() ?? null,
    incidentId: null,
    sos: openSos(row.sos),
  }
}
