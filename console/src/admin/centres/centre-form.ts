import type { CentreForm } from '@liandong/shared/centres/forms.ts'
import type { Purpose, RoomPurpose } from '@liandong/shared/centres/purpose.ts'
import { readDuty, writeDuty } from '@liandong/shared/people/import/cells.ts'
import type { Centre } from '@liandong/shared/wire/centre.ts'

export type AgentRow = { name: string; phone: string; gridId: string }
export type RoomRow = { id: string; name: string; purpose: string; seats: string }
export type WindowRow = { id: string; number: string; name: string; purpose: string; accountId: string }

/** As it is typed: everything is text until it is sent. */
export type TypedCentre = {
  organisationId: string
  address: string
  phones: { number: string }[]
  capacity: string
  hours: string
  hasCourt: 'court' | 'none'
  courtName: string
  judge: string
  courtPhone: string
  agents: AgentRow[]
  rooms: RoomRow[]
  windows: WindowRow[]
}

export const NEW_CENTRE: TypedCentre = {
  organisationId: '',
  address: '',
  phones: [{ number: '' }],
  capacity: '12',
  hours: '08:30-17:30',
  hasCourt: 'none',
  courtName: '',
  judge: '',
  courtPhone: '',
  agents: [{ name: '', phone: '', gridId: '' }],
  rooms: [],
  windows: [],
}

export function toTyped(centre: Centre): TypedCentre {
  const court = centre.microCourt.kind === 'court' ? centre.microCourt : null
  return {
    organisationId: centre.id,
    address: centre.address,
    phones: centre.phones.map((number) => ({ number })),
    capacity: String(centre.capacity),
    hours: writeDuty(centre.hours),
    hasCourt: centre.microCourt.kind,
    courtName: court?.name ?? '',
    judge: court?.judge ?? '',
    courtPhone: court?.phone ?? '',
    agents: centre.agents.map((agent) => ({ ...agent, gridId: agent.gridId ?? '' })),
    rooms: centre.rooms.map((room) => ({ ...room, seats: String(room.seats) })),
    windows: centre.windows.map(({ id, number, name, purpose, accountId }) => ({
      id,
      number: String(number),
      name,
      purpose,
      accountId: accountId ?? '',
    })),
  }
}

const orNull = (text: string): string | null => (text === '' ? null : text)
/** What is no number is sent as 0, and the server says what it has to be. */
const toNumber = (text: string): number => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : 0)

/** What is sent; undefined while the hours cannot be read. */
export function toForm(typed: TypedCentre): CentreForm | undefined {
  const hours = readDuty(typed.hours.trim())
  if (!hours) return undefined
  return {
    address: typed.address,
    phones: typed.phones.map((row) => row.number),
    capacity: toNumber(typed.capacity),
    hours,
    microCourt:
      typed.hasCourt === 'none'
        ? { kind: 'none' }
        : { kind: 'court', name: typed.courtName, judge: typed.judge, phone: typed.courtPhone },
    agents: typed.agents.map((row) => ({ ...row, gridId: orNull(row.gridId) })),
    rooms: typed.rooms.map((row) => ({
      id: orNull(row.id),
      name: row.name,
      purpose: row.purpose as RoomPurpose,
      seats: toNumber(row.seats),
    })),
    windows: typed.windows.map((row) => ({
      id: orNull(row.id),
      number: toNumber(row.number),
      name: row.name,
      purpose: row.purpose as Purpose,
      accountId: orNull(row.accountId),
    })),
  }
}
