import type { DutyStretch } from '../../duty/on-duty.ts'

/** What stands in a cell, as people write it. Full-width signs and stray blanks mean what they look like. */

export const listOf = (text: string): string[] =>
  text
    .split(/[、,，;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const toMinute = (hour: string, minute: string): number | undefined => {
  const total = Number(hour) * 60 + Number(minute)
  return Number(minute) < 60 && total <= 1_440 ? total : undefined
}

/** `readDuty('08:00-20:00；22:00-06:00')`; 全天 is the whole day. Undefined where it says no time of day. */
export function readDuty(text: string): DutyStretch[] | undefined {
  if (text === '全天') return [{ fromMinute: 0, toMinute: 1_440 }]
  const stretches = listOf(text).map((part) => {
    const [, h1, m1, h2, m2] = /^(\d{1,2})[:：](\d{2})\s*[-–—~～至]+\s*(\d{1,2})[:：](\d{2})$/.exec(part) ?? []
    const from = toMinute(h1 ?? 'x', m1 ?? 'x')
    const to = toMinute(h2 ?? 'x', m2 ?? 'x')
    return from === undefined || to === undefined || Number.isNaN(from + to)
      ? undefined
      : { fromMinute: from, toMinute: to }
  })
  return stretches.every((stretch) => stretch !== undefined) ? stretches : undefined
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export const writeDuty = (duty: readonly DutyStretch[]): string =>
  duty
    .map(({ fromMinute, toMinute }) =>
      fromMinute === 0 && toMinute === 1_440 ? '全天' : `${clock(fromMinute)}-${clock(toMinute)}`,
    )
    .join('；')

type Named = { id: string; name: string; parentName: string | null }
export type Found = { id: string } | { id?: never; why: 'unknown' | 'ambiguous' }

/** By its name where that is the only one, or by 上级/名称. */
export function findNamed(all: readonly Named[], text: string): Found {
  const fits = all.filter((one) => one.name === text || `${one.parentName ?? ''}/${one.name}` === text)
  const [only] = fits
  if (only === undefined) return { why: 'unknown' }
  return fits.length === 1 ? { id: only.id } : { why: 'ambiguous' }
}
