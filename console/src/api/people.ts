import type { Role } from '@liandong/shared/access/actor.ts'
import type { AccountForm, OrganisationForm, UnitForm } from '@liandong/shared/people/forms.ts'
import type { OrganisationKind } from '@liandong/shared/organisation/kind.ts'
import type { ImportKind } from '@liandong/shared/people/import/columns.ts'
import type { Page } from './client.ts'
import { query, request } from './request.ts'

export type AccountRow = AccountForm & {
  id: string
  username: string
  role: Role
  version: number
  disabledAt: string | null
}
export type UnitRow = UnitForm & {
  callSign: string
  id: string
  version: number
  retiredAt: string | null
}
export type PlaceRow = { parentId: string | null; name: string; from: string; until: string | null }
export type OrganisationRow = {
  id: string
  kind: OrganisationKind
  name: string
  phone: string | null
  version: number
  closedAt: string | null
  place: PlaceRow | null
  planned: PlaceRow | null
  people: number
  units: number
}
export type OrganisationDetail = Omit<OrganisationRow, 'place' | 'planned' | 'people' | 'units'> & {
  places: (PlaceRow & { parentName: string | null })[]
}
export type PopulationRow = { year: number; people: number; version: number }
export type Hanging = {
  what: 'organisations' | 'people' | 'units' | 'tickets' | 'incidents' | 'orders'
  count: number
  first: string[]
}
export type ListState = 'active' | 'ended' | 'all'
export type ImportLine = {
  row: number
  name: string
  outcome: 'create' | 'change' | 'same' | 'problem'
  fields: string[]
  problems: { column: string; message: string }[]
}
export type ImportCounts = Record<ImportLine['outcome'], number>
export type ImportCheck = { kind: ImportKind; digest: string; counts: ImportCounts; lines: ImportLine[] }
export type OneTimePassword = { username: string; name: string; password: string }

const at = encodeURIComponent
/** Hundreds of passwords take their time: the server reckons each slowly on purpose. */
const IMPORT_MS = 120_000

type Filter = { cursor?: string | undefined; q?: string; state?: ListState; organisationId?: string }

/** A device that sends the positions of a unit; its key is known to nobody any more. */
export type TrackerRow = {
  id: string
  unitId: string
  name: string
  createdAt: string
  revokedAt: string | null
  version: number
}

export const peopleApi = {
  accounts: (filter: Filter & { role?: string }) => request<Page<AccountRow>>('GET', `/accounts${query(filter)}`),
  createAccount: (form: AccountForm & { username: string }) =>
    request<{ account: AccountRow; password: string }>('POST', '/accounts', { body: form }),
  editAccount: (id: string, form: AccountForm & { version: number }) =>
    request<{ account: AccountRow }>('PUT', `/accounts/${at(id)}`, { body: form }),
  disableAccount: (id: string) => request<{ account: AccountRow }>('POST', `/accounts/${at(id)}/disable`),
  enableAccount: (id: string) => request<{ account: AccountRow }>('POST', `/accounts/${at(id)}/enable`),
  resetPassword: (id: string) =>
    request<{ account: AccountRow; password: string }>('POST', `/accounts/${at(id)}/reset-password`),

  units: (filter: Filter & { force?: string; employment?: string; skill?: string }) =>
    request<Page<UnitRow>>('GET', `/units${query(filter)}`),
  createUnit: (form: UnitForm) => request<{ unit: UnitRow }>('POST', '/units', { body: form }),
  editUnit: (id: string, form: UnitForm & { version: number }) =>
    request<{ unit: UnitRow }>('PUT', `/units/${at(id)}`, { body: form }),
  retireUnit: (id: string, version: number) =>
    request<{ unit: UnitRow }>('POST', `/units/${at(id)}/retire`, { body: { version } }),

  trackers: (unitId: string, cursor?: string) =>
    request<Page<TrackerRow>>('GET', `/units/${at(unitId)}/trackers${query({ cursor })}`),
  addTracker: (unitId: string, name: string) =>
    request<{ tracker: TrackerRow; key: string }>('POST', `/units/${at(unitId)}/trackers`, { body: { name } }),
  revokeTracker: (id: string, version: number) =>
    request<{ tracker: TrackerRow }>('POST', `/trackers/${at(id)}/revoke`, { body: { version } }),

  organisations: (filter: { cursor?: string | undefined; at?: string | undefined }) =>
    request<Page<OrganisationRow>>('GET', `/organisations${query({ ...filter, limit: 200 })}`),
  organisation: (id: string) => request<OrganisationDetail>('GET', `/organisations/${at(id)}`),
  createOrganisation: (form: OrganisationForm) => request<OrganisationDetail>('POST', '/organisations', { body: form }),
  editOrganisation: (id: string, form: { version: number; name: string; phone: string | null }) =>
    request<OrganisationDetail>('PUT', `/organisations/${at(id)}`, { body: form }),
  moveOrganisation: (id: string, move: { version: number; parentId: string; at?: string }) =>
    request<OrganisationDetail>('POST', `/organisations/${at(id)}/move`, { body: move }),
  closeOrganisation: (id: string, version: number) =>
    request<OrganisationDetail>('POST', `/organisations/${at(id)}/close`, { body: { version } }),
  populations: () => request<{ items: PopulationRow[] }>('GET', '/populations'),
  setPopulation: (year: number, people: number, version: number | null) =>
    request<PopulationRow>('PUT', `/populations/${year}`, { body: { people, version } }),

  templateHref: (kind: ImportKind, format: 'xlsx' | 'csv') => `/api/v1/imports/template${query({ kind, format })}`,
  checkImport: (kind: ImportKind, file: Blob) =>
    request<ImportCheck>('POST', `/imports/check${query({ kind })}`, { raw: file, timeoutMs: IMPORT_MS }),
  applyImport: (kind: ImportKind, digest: string, file: Blob) =>
    request<{ counts: ImportCounts; passwords: OneTimePassword[] }>(
      'POST',
      `/imports/apply${query({ kind, digest })}`,
      {
        raw: file,
        timeoutMs: IMPORT_MS,
      },
    ),
}
