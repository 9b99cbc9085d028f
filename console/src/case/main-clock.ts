import type { Clock } from '@liandong/shared/clocks/clock.ts'
import { isOpen } from '@liandong/shared/clocks/clock.ts'
import { POLICE_LINK } from '@liandong/shared/clocks/policies/police-link.ts'

/** The one clock a row shows: what has run out comes first, the oldest breach of all; else what runs out next. */
export function mainClock(clocks: readonly Clock[]): Clock | undefined {
  const open = clocks.filter((clock) => isOpen(clock) && clock.endedAt === null && clock.clock !== POLICE_LINK.id)
  const breached = open.filter((clock) => clock.state === 'breached')
  const from = breached.length > 0 ? breached : open
  return from.reduce<Clock | undefined>(
    (first, clock) => (first === undefined || clock.dueAt < first.dueAt ? clock : first),
    undefined,
  )
}

const ORDER = ['K1', 'K2', 'K3', 'K4', 'K5'] as const

/** The newest clock of each kind, in the order of the work: the row of rings of the incident pane. */
export function clockRow(clocks: readonly Clock[]): { clock: (typeof ORDER)[number]; shown: Clock | null }[] {
  return ORDER.map((id) => {
    const all = clocks.filter((c) => c.clock === id)
    return {
      clock: id,
      shown: all.find((c) => isOpen(c) && c.state === 'breached') ?? all.find(isOpen) ?? all.at(-1) ?? null,
    }
  })
}
