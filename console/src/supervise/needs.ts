import type { BoardSource, BoardUnit } from '@liandong/shared/board/board.ts'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { silentUnits, type SilentUnit } from '@liandong/shared/duty/silent-units.ts'
import { isOpen } from '@liandong/shared/clocks/clock.ts'
import { MINUTE_MS, toMs } from '@liandong/shared/time.ts'

/** Why a row asks for a supervisor; in this order on equal terms. */
export type NeedKind = 'breach' | 'cancel' | 'silent' | 'quiet' | 'unacknowledged' | 'flagged'

export type Need = {
  /** Stable while the reason lasts. */
  key: string
  kind: NeedKind
  incident: IncidentState | null
  /** The clock that ran out, the flag that is set, the source that is silent. */
  about: string
  source: BoardSource | null
  unitName: string | null
  since: string
  /** The alarm that `attend` answers; null where there is none. */
  alarm: string | null
}

const RANK: Record<NeedKind, number> = { breach: 0, cancel: 1, silent: 2, quiet: 3, unacknowledged: 4, flagged: 5 }

/** D18: what is under supervision until a leader closes it. */
const SUPERVISED = ['major', 'difficult', 'sensitive']

/** An order nobody has taken for this long is worth a look before its clock breaks at 60 s (K3 reminds at 30 s). */
export const UNTAKEN_MS = MINUTE_MS / 2

/** `needsOf` is 需要我处理: everything on the board that waits for more than the ones who have it. Drills come last. */
export function needsOf(
  incidents: readonly IncidentState[],
  sources: readonly BoardSource[],
  nowMs: number,
  units: readonly BoardUnit[] = [],
): Need[] {
  const live = incidents.filter((i) => i.live)
  const needs = [
    ...live.flatMap((i) => ofIncident(i, nowMs)),
    ...silentUnits(live, units, nowMs).map(ofSilentUnit),
    ...sources.flatMap(ofSource),
  ]
  return needs.toSorted(
    (a, b) =>
      Number(a.incident?.exercise ?? false) - Number(b.incident?.exercise ?? false) ||
      RANK[a.kind] - RANK[b.kind] ||
      (a.incident?.severity ?? 1.5) - (b.incident?.severity ?? 1.5) ||
      (a.since < b.since ? -1 : a.since > b.since ? 1 : 0),
  )
}

function ofIncident(incident: IncidentState, nowMs: number): Need[] {
  const base = { incident, source: null, unitName: null, alarm: null }
  const unitOf = (subject: string | null): string | null =>
    incident.dispatches.find((d) => d.id === subject)?.unit.name ?? null
  const breaches = incident.clocks
    .filter((clock) => isOpen(clock) && clock.state === 'breached')
    .map((clock): Need => ({
      ...base,
      key: `${incident.id}/${clock.id}`,
      kind: 'breach',
      about: clock.clock,
      unitName: unitOf(clock.subject),
      since: clock.dueAt,
      alarm: incident.attended.includes(clock.id) ? null : clock.id,
    }))
  const cancel: Need[] = incident.cancelProposal
    ? [{ ...base, key: `${incident.id}/cancel`, kind: 'cancel', about: 'cancel', since: incident.cancelProposal.at }]
    : []
  const untaken = incident.dispatches
    .filter((d) => isActiveDispatch(d) && d.acknowledgedAt === null && d.departedAt === null && d.arrivedAt === null)
    .filter(
      (d) => nowMs - toMs(d.issuedAt) >= UNTAKEN_MS && !breaches.some((b) => b.key.includes(d.id) && b.about === 'K3'),
    )
    .map((d): Need => ({
      ...base,
      key: `${incident.id}/${d.id}`,
      kind: 'unacknowledged',
      about: 'K3',
      unitName: d.unit.name,
      since: d.issuedAt,
    }))
  const flags = incident.flags.filter((flag) => SUPERVISED.includes(flag))
  const flagged: Need[] =
    flags.length > 0
      ? [
          {
            ...base,
            key: `${incident.id}/flag`,
            kind: 'flagged',
            about: flags[0] as string,
            since: incident.receivedAt,
          },
        ]
      : []
  return [...breaches, ...cancel, ...untaken, ...flagged]
}

/** A unit under order that nobody has heard of for ten minutes. */
const ofSilentUnit = ({ incident, dispatch, since }: SilentUnit): Need => ({
  key: `${incident.id}/${dispatch.id}/quiet`,
  kind: 'quiet',
  incident,
  about: dispatch.id,
  source: null,
  unitName: dispatch.unit.name,
  since,
  alarm: null,
})

const ofSource = (source: BoardSource): Need[] =>
  source.silentSince === null
    ? []
    : [
        {
          key: `source/${source.id}`,
          kind: 'silent',
          incident: null,
          about: source.id,
          source,
          unitName: null,
          since: source.silentSince,
          alarm: null,
        },
      ]
