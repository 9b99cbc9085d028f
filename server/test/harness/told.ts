import type { Role } from '@liandong/shared/access/actor.ts'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import type { StoredEvent } from '../../src/log/read.ts'

/**
 * Who is told what on the live feed (domain.md §3.8 "See", §2.5), written down beside the rule book and not made from it.
 * `station` is a case while it is police-class or handed over, `order` one while the own unit has an order on it.
 */
type Told = {
  incident: 'all' | 'station' | 'order' | 'none'
  unit: 'all' | 'own' | 'none'
  source: boolean
  ticket: boolean
  /** Gaps of the rota, a shift that nobody took over, roll-calls; a unit is told its own part of a roll-call. */
  duty: boolean | 'own'
  pace: boolean
  /** `masked`: everything said, numbers and names masked. `wall`: where and of what class, and nothing anybody said. */
  words: 'masked' | 'wall'
  /** Positions and the day's counts. */
  figures: boolean
}

const ROOM: Told = {
  incident: 'all',
  unit: 'all',
  source: true,
  ticket: true,
  duty: true,
  pace: true,
  words: 'masked',
  figures: true,
}
const NOTHING: Told = {
  incident: 'none',
  unit: 'none',
  source: false,
  ticket: false,
  duty: false,
  pace: false,
  words: 'masked',
  figures: false,
}

export const TOLD: Record<Role, Told> = {
  operator: ROOM,
  leader: ROOM,
  supervisor: ROOM,
  wall: { ...ROOM, ticket: false, pace: false, words: 'wall' },
  police: { ...ROOM, incident: 'station', ticket: false, duty: false, pace: false },
  responder: { ...NOTHING, incident: 'order', unit: 'own', duty: 'own' },
  department: NOTHING,
  mediator: NOTHING,
  petition: NOTHING,
  admin: NOTHING,
  security: NOTHING,
  auditor: NOTHING,
}

/** Shown whole, for it says where and who is sent; on a wall a person is a call sign. */
const WHOLE = ['location', 'place', 'unitName']
const ON_A_WALL = [...WHOLE, 'classification']

/** Of each case, whether it is the station's and which orders the unit has, as told by the log itself. */
class Cases {
  readonly #unitId: string
  readonly #handed = new Set<string>()
  readonly #police = new Set<string>()
  readonly #orders = new Map<string, Set<string>>()

  constructor(unitId: string) {
    this.#unitId = unitId
  }

  isStations = (id: string): boolean => this.#handed.has(id) || this.#police.has(id)
  hasOrder = (id: string): boolean => (this.#orders.get(id)?.size ?? 0) > 0

  fold({ type, caseId, data, personal }: StoredEvent): void {
    const said = personal?.classification as { police?: string } | undefined
    if (said) this.#police[said.police === 'police' ? 'add' : 'delete'](caseId)
    if (type === 'incident.transferredToPolice') this.#handed.add(caseId)
    if (type === 'incident.reopened') this.#handed.delete(caseId)
    const orders = this.#orders.get(caseId) ?? new Set()
    this.#orders.set(caseId, orders)
    if (type === 'incident.dispatched' && data.unitId === this.#unitId) orders.add(data.dispatchId as string)
    if (['declined', 'stoodDown', 'handedBack'].some((what) => type === `incident.${what}`))
      orders.delete(data.dispatchId as string)
    if (
      ['settled', 'ticketIssued', 'merged', 'cancelled', 'closed', 'policeLinkEnded'].some(
        (what) => type === `incident.${what}`,
      )
    )
      orders.clear()
  }
}

/** Of a roll-call a unit hears that it is asked, that it has answered, and that it is over. */
const isAskedOf = ({ type, data }: StoredEvent, unitId: string): boolean =>
  type === 'rollCall.answered'
    ? data.unitId === unitId
    : type.startsWith('rollCall.') && (data.asked as string[]).includes(unitId)

/** The events of the log that this role is to be told, in their order. The log is read from its beginning. */
export function toBeTold(role: Role, unitId: string, log: readonly StoredEvent[]): StoredEvent[] {
  const told = TOLD[role]
  const cases = new Cases(unitId)
  const isTheirs = (id: string): boolean =>
    told.incident === 'all' ||
    (told.incident === 'station' && cases.isStations(id)) ||
    (told.incident === 'order' && cases.hasOrder(id))
  return log.filter((event) => {
    const { kind, caseId } = event
    if (kind === 'incident') {
      // told too when it begins to be theirs, and when it ceases
      const before = isTheirs(caseId)
      cases.fold(event)
      return before || isTheirs(caseId)
    }
    if (kind === 'unit') return told.unit === 'all' || (told.unit === 'own' && caseId === unitId)
    if (kind === 'audit') return told.pace && event.type === 'personal.paceExceeded'
    if (kind === 'duty' && told.duty === 'own') return isAskedOf(event, unitId)
    return told[kind] === true
  })
}

/** A mobile number in plain; masked it has stars. */
const PLAIN_NUMBER = /1[3-9]\d{9}/

/** What is wrong with the fields of one event as this role was told it. */
export function fieldFaults(role: Role, unitId: string, shown: LogEvent, stored: StoredEvent): string[] {
  const faults: string[] = []
  const fault = (what: string) => faults.push(`${role} ${stored.type}: ${what}`)
  if (TOLD[role].duty === 'own' && stored.kind === 'duty')
    for (const list of ['asked', 'missing'])
      if (((shown.data[list] as string[] | undefined) ?? []).some((id) => id !== unitId)) fault(`${list} names others`)
  const isWall = TOLD[role].words === 'wall'
  const personal = stored.personal ?? {}
  for (const field of Object.keys(shown.data)) {
    if (field in stored.data && !(field in personal)) continue
    if (!(field in personal)) fault(`${field} is not in the log`)
    else if (isWall && !ON_A_WALL.includes(field)) fault(`${field} is shown`)
  }
  for (const [field, value] of Object.entries(personal)) {
    const told = shown.data[field]
    if (isWall) {
      if (field === 'unitName' && /^\p{Script=Han}{2,3}$/u.test(String(value)) && told === value)
        fault('names a person')
      continue
    }
    if (!(field in shown.data)) fault(`${field} is missing`)
    if (WHOLE.includes(field) && JSON.stringify(told) !== JSON.stringify(value)) fault(`${field} is cut`)
    if (!WHOLE.includes(field) && PLAIN_NUMBER.test(JSON.stringify(told))) fault(`${field} holds a plain number`)
  }
  if (!isWall) return faults
  const words = shown.data.classification as { reasons?: unknown[] } | undefined
  if ((words?.reasons ?? []).length > 0) fault('classification.reasons are shown')
  for (const list of ['flags', 'warnings'])
    if (((shown.data[list] as unknown[] | undefined) ?? []).length > 0) fault(`${list} are shown`)
  if (shown.actor.name !== undefined) fault('names who acted')
  return faults
}

/** A log cut where a socket began to listen, where it is known to have heard all, and where it was closed. */
export type Heard = { [part in 'before' | 'during' | 'after']: readonly StoredEvent[] }

/**
 * All that is wrong with what one socket was told of a log. A clock may warn while the socket is opened or closed:
 * of what is `before` and `after`, it may have been told or not.
 */
export function faultsOf(role: Role, unitId: string, told: readonly LogEvent[], log: Heard): string[] {
  const [from, to] = [log.during[0]?.seq ?? Infinity, log.during.at(-1)?.seq ?? -1]
  const all = [...log.before, ...log.during, ...log.after]
  const wanted = toBeTold(role, unitId, all)
  const stored = new Map(all.map((event) => [event.id, event]))
  const got = new Set(told.map((event) => event.id))
  const meant = new Set(wanted.map((event) => event.id))
  return [
    ...wanted
      .filter(({ id, seq }) => seq >= from && seq <= to && !got.has(id))
      .map(({ type }) => `${role} is not told of ${type}`),
    ...told.flatMap((event) => {
      const known = stored.get(event.id)
      if (!known) return [`${role} is told ${event.type} of another log`]
      return meant.has(event.id) ? fieldFaults(role, unitId, event, known) : [`${role} is told of ${event.type}`]
    }),
    ...(told.some((event, i) => event.seq <= (told[i - 1]?.seq ?? -1)) ? [`${role} is told out of order`] : []),
  ]
}
