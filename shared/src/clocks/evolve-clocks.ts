import type { Clock } from './clock.ts'

/** `evolveClocks` folds a `clock.*` event into the clocks of a case. */
export function evolveClocks(
  clocks: Clock[],
  event: { type: string; at: string; data: Record<string, unknown> },
): Clock[] {
  const d = event.data
  if (event.type === 'clock.started') {
    return [
      ...clocks,
      {
        id: d.clockId as string,
        clock: d.clock as string,
        name: d.name as string,
        subject: (d.subject as string | null) ?? null,
        startedAt: d.startedAt as string,
        dueAt: d.dueAt as string,
        slaVersion: (d.slaVersion as number | undefined) ?? 0,
        ...(d.stepSeconds
          ? { ladderVersion: d.ladderVersion as number, stepSeconds: d.stepSeconds as Record<string, number> }
          : {}),
        state: 'running',
        warned: [],
        breachedAt: null,
        endedAt: null,
      },
    ]
  }
  return clocks.map((clock) => (clock.id === d.clockId ? change(clock, event.type, d, event.at) : clock))
}

function change(clock: Clock, type: string, d: Record<string, unknown>, at: string): Clock {
  switch (type) {
    case 'clock.warned':
      return { ...clock, warned: [...clock.warned, d.step as string] }
    case 'clock.breached':
      return { ...clock, state: 'breached', breachedAt: at }
    case 'clock.met':
      return { ...clock, state: 'met', endedAt: d.endedAt as string }
    case 'clock.stopped':
      // a breach stays on record whatever comes after it
      return { ...clock, state: clock.state === 'breached' ? 'breached' : 'stopped', endedAt: d.endedAt as string }
    case 'clock.resumed':
      return { ...clock, state: clock.breachedAt === null ? 'running' : 'breached', endedAt: null }
    case 'clock.retargeted':
      return { ...clock, dueAt: d.dueAt as string }
    default:
      return clock
  }
}
