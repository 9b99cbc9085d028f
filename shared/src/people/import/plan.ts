import { z } from 'zod'
import type { Role } from '../../access/actor.ts'
import { refuseAccountChange, refuseNewAccount, unitErrors } from '../account-rules.ts'
import { accountForm, unitForm, usernameField, type AccountForm, type UnitForm } from '../forms.ts'
import { unitFormErrors } from '../unit-rules.ts'
import { readSheet, type RawRow } from './read-rows.ts'
import type { ImportKind } from './columns.ts'

/** What is known before a file is read: only what is open, and only of this subdistrict. */
export type Known = {
  actor: { id: string; role: Role }
  organisations: readonly { id: string; name: string; parentName: string | null }[]
  units: readonly { id: string; version: number; form: UnitForm; organisationName: string }[]
  accounts: readonly { id: string; version: number; username: string; form: AccountForm; isDisabled: boolean }[]
  /** User names of the file that are somebody's in another subdistrict. */
  takenElsewhere: readonly string[]
}

export type RowProblem = { column: string; message: string; messageZh: string }

/** What one row would do; `before` says which version of what it would change. */
export type PlanLine<F> = { row: number; name: string } & (
  | { outcome: 'problem'; problems: RowProblem[] }
  | { outcome: 'create'; form: F }
  | { outcome: 'change'; id: string; version: number; fields: string[]; form: F }
  | { outcome: 'same'; id: string }
)
export type PersonForm = AccountForm & { username: string }
export type Plan = { kind: 'people'; lines: PlanLine<PersonForm>[] } | { kind: 'units'; lines: PlanLine<UnitForm>[] }

const problem = (column: string, message: string, messageZh: string): RowProblem => ({ column, message, messageZh })

/**
 * `planImport` says of every row what it would do, and of every row that cannot what is wrong with it, column by
 * column. It decides on what is known and changes nothing; the same plan is made again before anything is written.
 */
export function planImport(kind: ImportKind, sheet: readonly (readonly string[])[], known: Known): Plan {
  const { rows, problems } = readSheet(kind, sheet, known)
  const inFile = problems.map((one) => ({ row: 1, name: '', outcome: 'problem' as const, problems: [one] }))
  if (kind === 'people') return { kind, lines: [...inFile, ...planRows(rows, personOf, planPerson(known))] }
  return { kind, lines: [...inFile, ...planRows(rows, unitOf, planUnit(known))] }
}

type Read<F> = { key: string; parse: (fields: Record<string, unknown>) => z.ZodSafeParseResult<F> }

function planRows<F>(
  rows: readonly RawRow[],
  read: Read<F>,
  decide: (form: F) => { problems: RowProblem[] } | Outcome<F>,
): PlanLine<F>[] {
  const seen = new Map<string, number>()
  return rows.map(({ row, fields, problems, columnOf }) => {
    const name = typeof fields.name === 'string' ? fields.name : ''
    const all = [...problems]
    const key = keyOf(read.key, fields)
    const twin = key === undefined ? undefined : seen.get(key)
    if (twin !== undefined) all.push(problem(columnOf(read.key), `the same as in row ${twin}`, `与第 ${twin} 行重复`))
    else if (key !== undefined) seen.set(key, row)
    const parsed = read.parse(fields)
    for (const issue of parsed.error?.issues ?? []) {
      const column = columnOf(String(issue.path[0] ?? read.key))
      // an empty or unknown cell was told of in better words already
      if (!all.some((one) => one.column === column)) all.push(problem(column, issue.message, inChinese(issue)))
    }
    const decision = parsed.success ? decide(parsed.data) : { problems: [] }
    if ('problems' in decision) all.push(...decision.problems.map((one) => ({ ...one, column: columnOf(one.column) })))
    if (all.length > 0 || 'problems' in decision) return { row, name, outcome: 'problem', problems: all }
    return { row, name, ...decision }
  })
}

type Outcome<F> =
  | { outcome: 'create'; form: F }
  | { outcome: 'change'; id: string; version: number; fields: string[]; form: F }
  | { outcome: 'same'; id: string }

/** People are told apart by their user name, units by name and organisation. */
const keyOf = (key: string, fields: Record<string, unknown>): string | undefined => {
  if (typeof fields[key] !== 'string' || fields[key] === '') return undefined
  return key === 'username' ? fields[key] : `${String(fields.organisationId)} ${fields[key]}`
}

const chinese = z.locales.zhCN().localeError
function inChinese(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && typeof issue.params?.zh === 'string') return issue.params.zh
  const said = chinese(issue as z.core.$ZodRawIssue)
  return typeof said === 'string' ? said : (said?.message ?? issue.message)
}

const personForm = accountForm.extend({ username: usernameField })
const personOf: Read<PersonForm> = { key: 'username', parse: (fields) => personForm.safeParse(fields) }
const unitOf: Read<UnitForm> = { key: 'name', parse: (fields) => unitForm.safeParse(fields) }

/** What the database keeps comes back with its keys in another order. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/** The fields in which two forms differ. */
const differing = <F extends object>(a: F, b: F): string[] =>
  (Object.keys(a) as (keyof F & string)[]).filter((key) => textOf(a[key]) !== textOf(b[key]))

const planPerson =
  (known: Known) =>
  (form: PersonForm): { problems: RowProblem[] } | Outcome<PersonForm> => {
    const { username, ...rest } = form
    const present = known.accounts.find((one) => one.username === username)
    const problems = unitErrors(
      form.role,
      form.unitId,
      known.units.find((one) => one.id === form.unitId)?.form.kind,
    ).map((one) => problem(one.pointer.slice(1), one.message, one.messageZh ?? one.message))
    if (!present && known.takenElsewhere.includes(username))
      problems.push(problem('username', 'this user name is taken', '用户名已被占用'))
    if (present?.isDisabled) problems.push(problem('username', 'this account is disabled', '该账号已停用，请先启用'))
    const before = present && { id: present.id, role: present.form.role }
    const isSame = present && differing(rest, present.form).length === 0
    const refusal = before
      ? refuseAccountChange(known.actor, before, form.role)
      : refuseNewAccount(known.actor, form.role)
    if (refusal?.code === 'notYourself')
      problems.push(problem('role', 'nobody changes their own role', '不能修改自己的角色'))
    else if (refusal && !isSame)
      problems.push(
        problem('role', 'this role is given by another administrator', '该角色由另一类管理员授予，不能在此导入'),
      )
    if (problems.length > 0) return { problems }
    if (!present) return { outcome: 'create', form }
    if (isSame) return { outcome: 'same', id: present.id }
    const { id, version } = present
    return { outcome: 'change', id, version, fields: differing(rest, present.form), form }
  }

function planUnit(known: Known): (form: UnitForm) => { problems: RowProblem[] } | Outcome<UnitForm> {
  /** Asked for in the rows before. */
  const signs = new Set<string>()
  return (form) => {
    const fits = known.units.filter(
      (one) => one.form.name === form.name && one.form.organisationId === form.organisationId,
    )
    const others = known.units.filter((one) => !fits.includes(one)).map((one) => one.form.callSign ?? '')
    const problems = unitFormErrors(form, new Set([...others, ...signs])).map((one) =>
      problem(one.pointer.slice(1), one.message, one.messageZh ?? one.message),
    )
    if (form.callSign !== null) signs.add(form.callSign)
    if (fits.length > 1)
      problems.push(
        problem(
          'name',
          'there are several of this name here: change them one by one',
          '该组织有多个同名力量，请逐个修改',
        ),
      )
    if (problems.length > 0) return { problems }
    const [present] = fits
    if (!present) return { outcome: 'create', form }
    // an empty cell leaves the call sign as it is
    const fields = differing({ ...form, callSign: form.callSign ?? present.form.callSign }, present.form)
    if (fields.length === 0) return { outcome: 'same', id: present.id }
    return { outcome: 'change', id: present.id, version: present.version, fields, form }
  }
}
