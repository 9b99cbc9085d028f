/** A clock: an SLA on a case as the case's state and the wire carry it. Instants are ISO strings. */
export type ClockState = 'running' | 'paused' | 'met' | 'breached' | 'stopped'

export type Clock = {
  /** Unique within its case: `<clock>.<subject or 'case'>.<n>`. */
  id: string
  /** The row of domain.md §3.6: K1…K5. */
  clock: string
  name: string
  /** The dispatch it runs on; null where it runs on the case. */
  subject: string | null
  startedAt: string
  dueAt: string
  /** The version of the targets it is judged by: the one in force when it started; none is version 0. */
  slaVersion?: number
  /** K3: the version of the order ladder it climbs, and its steps in seconds from the start. */
  ladderVersion?: number
  stepSeconds?: Record<string, number>
  state: ClockState
  /** Warning steps passed so far, by name. */
  warned: string[]
  breachedAt: string | null
  /** When what it waited for came; a breached clock counts up until then. */
  endedAt: string | null
}

export const isOpen = (clock: Clock): boolean =>
  clock.endedAt === null && clock.state !== 'met' && clock.state !== 'stopped'
