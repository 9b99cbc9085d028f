import { and, eq } from 'drizzle-orm'
import { evolve } from '@liandong/shared/cases/incident/evolve.ts'
import { openIncident } from '@liandong/shared/cases/incident/open.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { readHead, type StoredEvent } from '../log/read.ts'
import type { Database } from '../store/database.ts'
import { incident } from '../store/schema.ts'

/** An incident event with the state before and after it, for whoever has to judge who may see it. */
export type Witnessed = { event: StoredEvent; before: IncidentState | undefined; after: IncidentState | undefined }

/**
 * The live work of a subdistrict in memory, folded from the log with the rule book's own `evolve`. It is as true as
 * the log: reading the board costs the same with ten thousand stored incidents and with five million.
 */
export class BoardCache {
  readonly #live = new Map<string, Map<string, IncidentState>>()

  /** Reads the live incidents and the `seq` they are true at, in one snapshot. */
  async load(database: Database, subdistrictId: string): Promise<number> {
    return database.db.transaction(
      async (tx) => {
        const seq = await readHead(tx, subdistrictId)
        const rows = await tx
          .select({ state: incident.state })
          .from(incident)
          .where(and(eq(incident.subdistrictId, subdistrictId), eq(incident.live, true)))
        this.#live.set(subdistrictId, new Map(rows.map(({ state }) => [state.id, state])))
        return seq
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
  }

  incidents(subdistrictId: string): IterableIterator<IncidentState> {
    return this.#of(subdistrictId).values()
  }

  find(subdistrictId: string, id: string): IncidentState | undefined {
    return this.#of(subdistrictId).get(id)
  }

  count(subdistrictId: string): number {
    return this.#of(subdistrictId).size
  }

  /** Folds events in and says what each of them changed. */
  fold(subdistrictId: string, events: readonly StoredEvent[]): Witnessed[] {
    const live = this.#of(subdistrictId)
    return events.map((event) => {
      if (event.kind !== 'incident') return { event, before: undefined, after: undefined }
      const before = live.get(event.caseId)
      const after = fold(before, event)
      if (after?.live) live.set(event.caseId, after)
      else live.delete(event.caseId)
      return { event, before, after }
    })
  }

  /** An ended incident that was reopened comes back from the database. */
  restore(subdistrictId: string, state: IncidentState): void {
    const known = this.#of(subdistrictId).get(state.id)
    if (state.live && (known === undefined || known.version < state.version))
      this.#of(subdistrictId).set(state.id, state)
  }

  #of(subdistrictId: string): Map<string, IncidentState> {
    let live = this.#live.get(subdistrictId)
    if (!live) this.#live.set(subdistrictId, (live = new Map()))
    return live
  }
}

function fold(before: IncidentState | undefined, event: StoredEvent): IncidentState | undefined {
  const folded = { ...event, data: { ...event.data, ...event.personal } }
  if (before) return event.version > before.version ? evolve(before, folded) : before
  return event.type === 'incident.opened' ? openIncident(event.caseId, folded) : undefined
}
