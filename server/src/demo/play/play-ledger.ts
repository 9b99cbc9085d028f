import { and, eq, like } from 'drizzle-orm'
import type { Actor } from '@liandong/shared/access/actor.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { readCase } from '../../log/read.ts'
import type { Database } from '../../store/database.ts'
import { account, alert, incident } from '../../store/schema.ts'
import { PLAY_PREFIX } from './compose-alert.ts'

const REFRESH_MS = 60_000
/** Touched or not is asked of the log again only when the case has moved on. */
type Asked = { version: number; touched: boolean }

/** What the play knows of who is real: the units and incidents of persons, and which alerts are its own. */
export class PlayLedger {
  readonly #database: Database
  readonly #subdistrictId: string
  readonly #alertIds = new Set<string>()
  readonly #asked = new Map<string, Asked>()
  #personsUnits = new Set<string>()
  #police: Actor | undefined
  #refreshedAt = Number.NEGATIVE_INFINITY

  constructor(database: Database, subdistrictId: string) {
    this.#database = database
    this.#subdistrictId = subdistrictId
  }

  /** Reads who has an account, at the start and then now and then; the first time also which live alerts are the play's. */
  async refresh(now: number): Promise<void> {
    if (now - this.#refreshedAt < REFRESH_MS) return
    const { db } = this.#database
    const { id, role, organisationId, unitId, demo } = account
    const accounts = await db
      .select({ id, role, organisationId, unitId, demo })
      .from(account)
      .where(eq(account.subdistrictId, this.#subdistrictId))
    this.#personsUnits = new Set(accounts.flatMap((a) => (a.unitId === null ? [] : [a.unitId])))
    const station = accounts.find((a) => a.role === 'police' && a.demo)
    this.#police = station && {
      kind: 'user',
      id: station.id,
      role: 'police',
      organisationId: station.organisationId,
      unitId: null,
    }
    if (this.#refreshedAt === Number.NEGATIVE_INFINITY) {
      const rows = await db
        .select({ id: alert.id })
        .from(incident)
        .innerJoin(alert, eq(alert.incidentId, incident.id))
        .where(
          and(
            eq(incident.subdistrictId, this.#subdistrictId),
            eq(incident.live, true),
            like(alert.externalNo, `${PLAY_PREFIX}%`),
          ),
        )
      for (const { id } of rows) this.#alertIds.add(id)
    }
    this.#refreshedAt = now
  }

  note(alertId: string): void {
    this.#alertIds.add(alertId)
  }

  /** An alert that somebody else posted is theirs to handle, and so is one that was joined to the play's. */
  isOwn(incident: Pick<IncidentState, 'alertIds'>): boolean {
    return incident.alertIds.every((id) => this.#alertIds.has(id))
  }

  /** A unit that somebody signs in for; the play never acts for it and never sends it. */
  isPersons(unitId: string): boolean {
    return this.#personsUnits.has(unitId)
  }

  police(): Actor | undefined {
    return this.#police
  }

  /** Whether a person of the room or of the field has done anything to it; the station's answers are part of the play. */
  async isTouched({ id, version }: IncidentState): Promise<boolean> {
    const asked = this.#asked.get(id)
    if (asked && (asked.touched || asked.version === version)) return asked.touched
    const events = await readCase(this.#database.db, this.#subdistrictId, id)
    const touched = events.some(({ actor }) => actor.kind === 'user' && (actor as { role?: string }).role !== 'police')
    if (this.#asked.size > 5_000) this.#asked.clear()
    this.#asked.set(id, { version, touched })
    return touched
  }
}
