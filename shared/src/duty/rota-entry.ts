import type { DutyChange, Span } from './roster.ts'

/** What is asked for against the plan: an extra duty, leave, or a swap with somebody else (D5). */
export const ENTRY_KINDS = ['on', 'leave', 'swap'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** A swap is agreed by the other one before anybody decides; `withdrawn` is taken back, also after it was approved. */
export const ENTRY_STATES = ['asked', 'agreed', 'approved', 'refused', 'withdrawn'] as const
export type EntryState = (typeof ENTRY_STATES)[number]

export interface RotaEntry extends Span {
  readonly id: string
  readonly unitId: string
  readonly kind: EntryKind
  readonly state: EntryState
  /** Of an extra duty for another organisation than the own one. */
  readonly organisationId: string | null
  /** Of a swap: who takes the time over, and what they give for it, if anything. */
  readonly otherUnitId: string | null
  readonly back: Span | null
  /** Counts up as entries are approved: the later one holds where two meet. */
  readonly order: number
}

/** What an entry makes of one unit's days once it is approved. */
function changesBy(entry: RotaEntry, unitId: string): DutyChange[] {
  const { fromAt, untilAt, kind, back } = entry
  const off = (span: Span): DutyChange => ({
    fromAt: span.fromAt,
    untilAt: span.untilAt,
    isOn: false,
    organisationId: null,
  })
  const on = (span: Span): DutyChange => ({ ...off(span), isOn: true })
  if (entry.unitId === unitId) {
    if (kind === 'on') return [{ fromAt, untilAt, isOn: true, organisationId: entry.organisationId }]
    return back ? [off(entry), on(back)] : [off(entry)]
  }
  if (kind !== 'swap' || entry.otherUnitId !== unitId) return []
  return back ? [on(entry), off(back)] : [on(entry)]
}

/** `changesOf` are the approved entries as they change one unit's days, in the order they were approved. */
export const changesOf = (unitId: string, entries: readonly RotaEntry[]): DutyChange[] =>
  entries
    .filter((entry) => entry.state === 'approved')
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    .flatMap((entry) => changesBy(entry, unitId))

const isOpen = ({ state }: RotaEntry): boolean => state === 'asked' || state === 'agreed' || state === 'approved'
const meet = (a: Span, b: Span): boolean => a.fromAt < b.untilAt && b.fromAt < a.untilAt

/** What a unit gives away by an entry. */
function givenBy(entry: RotaEntry, unitId: string): Span[] {
  if (entry.kind === 'on') return []
  if (entry.unitId === unitId) return [entry]
  return entry.otherUnitId === unitId && entry.back ? [entry.back] : []
}

/**
 * `clashOf` is another open entry by which the same unit gives the same time away already: nobody swaps one night twice,
 * nor a night they have leave in.
 */
export const clashOf = (entry: RotaEntry, others: readonly RotaEntry[]): RotaEntry | undefined =>
  others.find(
    (other) =>
      other.id !== entry.id &&
      isOpen(other) &&
      [entry.unitId, entry.otherUnitId].some(
        (unitId) =>
          unitId !== null &&
          givenBy(entry, unitId).some((span) => givenBy(other, unitId).some((given) => meet(span, given))),
      ),
  )

export type EntryAct = 'agree' | 'decline' | 'approve' | 'refuse' | 'withdraw'

const NEXT: Record<EntryAct, { from: readonly EntryState[]; to: EntryState }> = {
  agree: { from: ['asked'], to: 'agreed' },
  decline: { from: ['asked'], to: 'refused' },
  approve: { from: ['asked', 'agreed'], to: 'approved' },
  refuse: { from: ['asked', 'agreed'], to: 'refused' },
  withdraw: { from: ['asked', 'agreed', 'approved'], to: 'withdrawn' },
}

/** `nextState` is what an act makes of an entry; undefined where it is too late or too early for it. */
export function nextState(entry: Pick<RotaEntry, 'kind' | 'state'>, act: EntryAct): EntryState | undefined {
  const { from, to } = NEXT[act]
  if (!from.includes(entry.state)) return undefined
  if ((act === 'agree' || act === 'decline') && entry.kind !== 'swap') return undefined
  // consent first: nobody is put on a night by two others
  if (act === 'approve' && entry.kind === 'swap' && entry.state !== 'agreed') return undefined
  return to
}
