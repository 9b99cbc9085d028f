import { sql } from 'drizzle-orm'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import { planImport, type PersonForm, type Plan, type PlanLine } from '@liandong/shared/people/import/plan.ts'
import type { UnitForm } from '@liandong/shared/people/forms.ts'
import type { ImportKind } from '@liandong/shared/people/import/columns.ts'
import { hashPassword } from '../../identity/passwords.ts'
import { append } from '../../log/append.ts'
import { canonical, sha256 } from '../../log/hash.ts'
import type { Db, Tx } from '../../store/database.ts'
import { insertAccount, lockAccount, updateAccount } from '../accounts.ts'
import { refused, Refused, type Change } from '../change.ts'
import { makePassword } from '../one-time-password.ts'
import { insertUnit, lockUnit, updateUnit, type UnitWritten } from '../units.ts'
import { readKnown } from './known.ts'
import { readSpreadsheet } from './spreadsheet.ts'

export type Counts = { create: number; change: number; same: number; problem: number }
export type Checked = { plan: Plan; counts: Counts; digest: string }
type Me = Pick<Change, 'subdistrictId' | 'actor'>

/**
 * `checkImport` is the dry run. Its digest stands for the file and for all the plan was made from that matters: every
 * line with the version of what it would change. Whoever applies it later gets exactly this, or nothing.
 */
export async function checkImport(
  db: Db | Tx,
  me: Me,
  kind: ImportKind,
  rows: readonly (readonly string[])[],
  now: number,
): Promise<Checked> {
  const usernames = kind === 'people' ? rows.flat().filter((cell) => cell.length <= 40) : []
  const known = await readKnown(db, me.subdistrictId, me.actor, now, [...new Set(usernames.map((u) => u.trim()))])
  const plan = planImport(kind, rows, known)
  return {
    plan,
    counts: count(plan.lines),
    digest: sha256(canonical({ kind, rows, lines: plan.lines })).toString('hex'),
  }
}

const count = (lines: readonly PlanLine<unknown>[]): Counts => {
  const of = (outcome: string): number => lines.filter((line) => line.outcome === outcome).length
  return { create: of('create'), change: of('change'), same: of('same'), problem: of('problem') }
}

export async function readRows(body: unknown): Promise<string[][]> {
  const read = await readSpreadsheet(Buffer.isBuffer(body) ? body : Buffer.alloc(0))
  if (read.ok) return read.rows
  const { message, messageZh } = read
  throw new Refused({ code: 'spreadsheetUnreadable', errors: [{ pointer: '/', message, messageZh }] })
}

export type Password = { username: string; name: string; password: string }

/** The hashes are reckoned before the transaction: they are slow on purpose, and would hold everybody's log. */
export async function preparePasswords(plan: Plan): Promise<Map<string, { password: string; hash: string }>> {
  const made = new Map<string, { password: string; hash: string }>()
  if (plan.kind !== 'people') return made
  for (const line of plan.lines) {
    if (line.outcome !== 'create') continue
    const password = makePassword()
    made.set(line.form.username, { password, hash: await hashPassword(password) })
  }
  return made
}

/** Applies what was shown, in one transaction; made anew inside it, the plan must be the same to the last version. */
export async function applyImport(
  change: Change,
  kind: ImportKind,
  rows: readonly (readonly string[])[],
  digest: string,
  passwords: ReadonlyMap<string, { password: string; hash: string }>,
): Promise<{ counts: Counts; passwords: Password[] }> {
  const { tx, subdistrictId, actor, now } = change
  // one import at a time: of two that were shown the same, the second must see what the first has made
  await tx.execute(sql`SELECT pg_advisory_xact_lock(330113006, hashtext(${subdistrictId}))`)
  const checked = await checkImport(tx, change, kind, rows, now)
  if (checked.digest !== digest) throw refused('importChanged')
  if (checked.counts.problem > 0) throw refused('importHasProblems', { counts: checked.counts })
  const { plan } = checked
  const importId = digest.slice(0, 32)
  const done: DecidedEvent = { type: `${kind}.imported`, data: { counts: checked.counts, digest } }
  const summary = { kind: 'audit' as const, caseId: importId, firstVersion: 0, events: [done] }
  const shown: Password[] = []
  if (plan.kind === 'people') {
    const stories = []
    for (const line of plan.lines) {
      const written = await writePerson(change, line, passwords)
      if (!written) continue
      stories.push({ kind: 'audit' as const, caseId: written.row.id, firstVersion: 0, events: [written.event] })
      const made = line.outcome === 'create' ? passwords.get(line.form.username) : undefined
      if (made) shown.push({ username: written.row.username, name: written.row.name, password: made.password })
    }
    await append(tx, subdistrictId, [...stories, summary], { actor, now })
  } else {
    const stories = []
    for (const line of plan.lines) {
      const written = await writeUnit(change, line)
      if (!written) continue
      const { row, event } = written
      stories.push({ kind: 'unit' as const, caseId: row.id, firstVersion: row.version, events: [event] })
    }
    await append(tx, subdistrictId, [...stories, summary], { actor, now })
  }
  return { counts: checked.counts, passwords: shown }
}

async function writePerson(
  change: Change,
  line: PlanLine<PersonForm>,
  passwords: ReadonlyMap<string, { hash: string }>,
) {
  if (line.outcome === 'create') {
    const made = passwords.get(line.form.username)
    if (!made) throw refused('importChanged')
    return insertAccount(change, line.form, made.hash)
  }
  if (line.outcome !== 'change') return undefined
  const row = await lockAccount(change, line.id)
  if (row.version !== line.version) throw refused('importChanged')
  const { username: _username, ...form } = line.form
  return updateAccount(change, row, form)
}

async function writeUnit(change: Change, line: PlanLine<UnitForm>): Promise<UnitWritten | undefined> {
  if (line.outcome === 'create') return insertUnit(change, line.form)
  if (line.outcome !== 'change') return undefined
  const row = await lockUnit(change, line.id)
  if (row.version !== line.version) throw refused('importChanged')
  return updateUnit(change, row, line.form)
}
