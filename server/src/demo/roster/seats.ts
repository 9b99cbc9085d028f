import type { Role } from '@liandong/shared/access/actor.ts'
import type { DutyPattern } from '@liandong/shared/duty/on-duty.ts'
import { loadPlace } from '../place/place.ts'
import { COMMAND_ROOM_ID, demoOrganisations, SQUAD_ID } from './organisations.ts'
import { personName } from './people.ts'
import { DAY_SHIFT, NIGHT_SHIFT, ROUND_THE_CLOCK } from './units.ts'

/** A seat is on the rota and never sent: whoever sits in the command room, or answers the telephone of a station (D5). */
export interface Seat {
  readonly id: string
  readonly name: string
  readonly organisationId: string
  readonly duty: DutyPattern
  /** The account that signs in for it; that of a station has none. */
  readonly account: { readonly username: string; readonly role: Extract<Role, 'leader' | 'operator'> } | null
}

/** The demo's own leader and operator are there at every hour; beside them a day and a night shift relieve each other. */
const ROOM: readonly (readonly [
  id: string,
  name: string,
  role: 'leader' | 'operator',
  username: string,
  DutyPattern,
])[] = [
  ['seat-leader', '周正', 'leader', 'leader', ROUND_THE_CLOCK],
  ['seat-leader-day', '韩立', 'leader', 'leader.day', DAY_SHIFT],
  ['seat-leader-night', '郭敏', 'leader', 'leader.night', NIGHT_SHIFT],
  ['seat-operator', '林晓', 'operator', 'operator', ROUND_THE_CLOCK],
  ['seat-operator-day', '罗洁', 'operator', 'operator.day', DAY_SHIFT],
  ['seat-operator-night', '邓川', 'operator', 'operator.night', NIGHT_SHIFT],
]

export function demoSeats(): Seat[] {
  const stations = demoOrganisations().filter((one) => one.kind === 'station')
  return [
    ...ROOM.map(([id, name, role, username, duty]): Seat => ({
      id,
      name,
      organisationId: COMMAND_ROOM_ID,
      duty,
      account: { username, role },
    })),
    ...stations.flatMap((station, k) =>
      ([DAY_SHIFT, NIGHT_SHIFT] as const).map((duty, n): Seat => ({
        id: `seat-${station.id}-${n === 0 ? 'day' : 'night'}`,
        name: personName(130 + k * 2 + n),
        organisationId: station.id,
        duty,
        account: null,
      })),
    ),
  ]
}

/** 综合信息指挥室和各站所、村社实行24小时值班制度 (D5), and the squad. */
export function demoNeeds() {
  const whole = { atLeast: 1, fromMinute: 0, toMinute: 1_440 }
  const stations = demoOrganisations().filter((one) => one.kind === 'station')
  return [
    { ...whole, organisationId: COMMAND_ROOM_ID, post: 'leader' },
    { ...whole, organisationId: COMMAND_ROOM_ID, post: 'operator' },
    ...[SQUAD_ID, ...stations.map((one) => one.id), ...loadPlace().centres.map((one) => one.id)].map(
      (organisationId) => ({ ...whole, organisationId, post: null }),
    ),
  ]
}
