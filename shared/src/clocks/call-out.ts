import type { IncidentState } from '../cases/incident/state.ts'
import type { DecidedEvent } from '../wire/log-event.ts'
import { isOpen } from './clock.ts'
import { channelsOf, type Call, type Channel, type Ladder } from './ladder.ts'

/** A call that an event asks for: about which order, to which unit, at which step. */
export type AskedCall = { dispatchId: string; unitId: string; call: Call; ladderVersion: number }

/** Somebody who can be called: an account, and whether it is on duty (one without a unit goes by the rota of nobody). */
export type Person = { accountId: string; role: string; unitId: string | null; onDuty: boolean }
export type CalledUnit = { id: string; onDuty: boolean; hasPhone: boolean }

/** One recipient on one channel. */
export type PlannedCall = { channel: Channel; recipient: string }

/** Why nobody is called. The step is passed over at once, and said. */
export type SkippedWhy = 'offDuty' | 'nobodyOnCall' | 'noChannel' | 'nobodyFree'

/** `askedCalls` reads from what happened which calls go out: an order, and the steps of its K3. */
export function askedCalls(events: readonly DecidedEvent[], after: IncidentState): AskedCall[] {
  return events.flatMap((event): AskedCall[] => {
    const call = callOf(event)
    if (call === undefined) return []
    const id = (event.type === 'incident.dispatched' ? event.data.dispatchId : event.data.subject) as string
    const dispatch = after.dispatches.find((d) => d.id === id)
    const clock = after.clocks.find((c) => c.clock === 'K3' && c.subject === id)
    // one that was taken in the same breath needs nobody called
    if (!dispatch || !clock || !isOpen(clock)) return []
    return [{ dispatchId: id, unitId: dispatch.unit.id, call, ladderVersion: clock.ladderVersion ?? 0 }]
  })
}

function callOf({ type, data }: DecidedEvent): Call | undefined {
  if (type === 'incident.dispatched') return 'order'
  if (data.clock !== 'K3') return undefined
  if (type === 'clock.breached') return 'red'
  return type === 'clock.warned' && (data.step === 'remind' || data.step === 'leader') ? data.step : undefined
}

/** `answeredOrders` are the orders that somebody has taken, or that have ended: every channel stops for them. */
export const answeredOrders = (before: IncidentState, after: IncidentState): string[] =>
  before.clocks
    .filter((clock) => clock.clock === 'K3' && isOpen(clock))
    .flatMap((clock) => {
      const now = after.clocks.find((c) => c.id === clock.id)
      return clock.subject !== null && now && !isOpen(now) ? [clock.subject] : []
    })

/** `offeredBackups` are the orders for which a backup is to be offered now: K3's last step calls nobody by itself. */
export function offeredBackups(
  events: readonly DecidedEvent[],
  after: IncidentState,
): { dispatchId: string; unitId: string }[] {
  return events
    .filter(({ type, data }) => type === 'clock.warned' && data.clock === 'K3' && data.step === 'backup')
    .flatMap(({ data }) => {
      const order = after.dispatches.find((d) => d.id === data.subject)
      const clock = after.clocks.find((c) => c.clock === 'K3' && c.subject === data.subject)
      return order && clock && isOpen(clock) ? [{ dispatchId: order.id, unitId: order.unit.id }] : []
    })
}

/** Whoever has declined this case is not offered it again. */
export const canOfferBackup = (
  { dispatches }: Pick<IncidentState, 'dispatches'>,
  free: readonly { id: string }[],
): boolean => free.some(({ id }) => !dispatches.some((d) => d.unit.id === id && d.stage === 'declined'))

/**
 * `planCall` says who is called on what. Off duty means silent, on every channel; a step for the shift leader goes to
 * leaders who are on duty. `ready` are the channels that are set up.
 */
export function planCall(
  asked: AskedCall,
  world: { ladder: Ladder; ready: readonly Channel[]; unit: CalledUnit | undefined; people: readonly Person[] },
): { calls: PlannedCall[] } | { skipped: SkippedWhy } {
  const channels = channelsOf(world.ladder, asked.call).filter((channel) => world.ready.includes(channel))
  const isForLeader = asked.call === 'leader'
  const people = world.people.filter((p) =>
    isForLeader ? p.role === 'leader' && p.onDuty : p.unitId === asked.unitId && p.role === 'responder',
  )
  if (isForLeader && people.length === 0) return { skipped: 'nobodyOnCall' }
  if (!isForLeader && !world.unit?.onDuty) return { skipped: 'offDuty' }
  const accounts = people.map((p) => `account:${p.accountId}`)
  const phones = isForLeader
    ? people.flatMap((p) => (p.unitId === null ? [] : [`unit:${p.unitId}`]))
    : world.unit?.hasPhone
      ? [`unit:${world.unit.id}`]
      : []
  const of: Record<Channel, string[]> = {
    socket: isForLeader ? accounts : [`unit:${asked.unitId}`],
    webPush: accounts,
    robot: ['group'],
    sms: phones,
  }
  const calls = channels.flatMap((channel) => [...new Set(of[channel])].map((recipient) => ({ channel, recipient })))
  return calls.length === 0 ? { skipped: 'noChannel' } : { calls }
}
