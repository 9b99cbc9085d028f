import { sql } from 'drizzle-orm'
import { findGaps } from '@liandong/shared/duty/rota-coverage.ts'
import { planRota, type RotaLine } from '@liandong/shared/duty/rota-import.ts'
import type { RotaEntry } from '@liandong/shared/duty/rota-entry.ts'
import { DAY_MS } from '@liandong/shared/time.ts'
import { appendAudit } from '../log/audit.ts'
import { canonical, sha256 } from '../log/hash.ts'
import { newId } from '../platform/ids.ts'
import { refused, type Change } from '../people/change.ts'
import type { Tx } from '../store/database.ts'
import { dutyEntry } from '../store/schema.ts'
import { lockRota, sayGap } from './rota.ts'
import { nameAt, needsOf, readRota, toEntry, toRoster } from './rota-read.ts'

/** A rota may be written this far ahead. */
const AHEAD_MS = 400 * DAY_MS

/** `checkRota` is the dry run: its digest stands for the file and for all it would do. */
export async function checkRota(tx: Tx, subdistrictId: string, rows: readonly (readonly string[])[], now: number) {
  const rota = await readRota(tx, subdistrictId, now, now + AHEAD_MS)
  const entries = rota.entries.map(toEntry)
  const units = rota.units.map(({ id, name, organisationId }) => ({
    id,
    name,
    parentName: nameAt(rota.placements, organisationId, now),
  }))
  const lines = planRota(rows, { units, entries, now })
  const made = lines.flatMap((line, i): RotaEntry[] => (line.outcome === 'create' ? [toPlanned(line, i)] : []))
  const counts = { create: made.length, problem: lines.length - made.length }
  const until = Math.max(now, ...made.map((one) => one.untilAt))
  const needs = needsOf(rota, now)
  const gapsOf = (all: readonly RotaEntry[]) =>
    findGaps(
      needs,
      rota.units.map((one) => toRoster(one, all)),
      now,
      until,
    )
  const before = made.length === 0 ? [] : gapsOf(entries)
  const gaps = (made.length === 0 ? [] : gapsOf([...entries, ...made])).filter(
    (gap) => !before.some((one) => one.needId === gap.needId && one.fromAt <= gap.fromAt && gap.untilAt <= one.untilAt),
  )
  const digest = sha256(canonical({ rows, lines, entries: entries.map((one) => one.id) })).toString('hex')
  return { lines, counts, digest, gaps: gaps.map((gap) => sayGap(rota, gap, now)) }
}

const toPlanned = ({ form }: Extract<RotaLine, { outcome: 'create' }>, i: number): RotaEntry => ({
  id: `row ${i}`,
  unitId: form.unitId,
  kind: form.kind,
  state: 'approved',
  organisationId: null,
  otherUnitId: null,
  back: null,
  order: Number.MAX_SAFE_INTEGER - 1_000_000 + i,
  fromAt: Date.parse(form.fromAt),
  untilAt: Date.parse(form.untilAt),
})

/** Applies what was shown, in one transaction; read anew inside it, it must be the same, or nothing is done. */
export async function applyRota(change: Change, rows: readonly (readonly string[])[], digest: string) {
  const { tx, subdistrictId, actor, now } = change
  await lockRota(change)
  const checked = await checkRota(tx, subdistrictId, rows, now)
  if (checked.digest !== digest) throw refused('importChanged')
  if (checked.counts.problem > 0 || checked.counts.create === 0)
    throw refused('importHasProblems', { counts: checked.counts })
  const at = new Date(now)
  for (const line of checked.lines) {
    if (line.outcome !== 'create') continue
    const { form } = line
    await tx.insert(dutyEntry).values({
      id: newId(now),
      subdistrictId,
      unitId: form.unitId,
      kind: form.kind,
      state: 'approved',
      fromAt: new Date(form.fromAt),
      untilAt: new Date(form.untilAt),
      reason: form.reason,
      askedBy: actor.id,
      askedAt: at,
      decidedBy: actor.id,
      decidedAt: at,
      approvedOrder: sql`nextval('duty_entry_order')`,
    })
  }
  const event = { type: 'duty.imported', data: { counts: checked.counts, gaps: checked.gaps.length, digest } }
  await appendAudit(tx, subdistrictId, digest.slice(0, 32), event, { actor, now })
  return checked.counts
}
