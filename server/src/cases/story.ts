import type { CaseEvents } from '../log/append.ts'
import type { IncidentRow } from './incident-store.ts'

/** The next events of an incident, numbered on from the version its row has. */
export const story = (row: IncidentRow, events: CaseEvents['events']): CaseEvents => ({
  kind: 'incident',
  caseId: row.state.id,
  firstVersion: row.state.version + 1,
  events,
})
