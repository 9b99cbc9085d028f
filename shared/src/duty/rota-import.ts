import { findNamed, readDuty } from '../people/import/cells.ts'
import { DAY_MS, MINUTE_MS, toIso, toMs } from '../time.ts'
import { entryForm, type EntryForm } from './rota-forms.ts'
import { clashOf, type RotaEntry } from './rota-entry.ts'

/** A rota from a spreadsheet: one line is one unit on one day, on duty beside the plan or on leave from it. */
export const ROTA_COLUMNS = [
  { field: 'unitId', zh: '力量', en: 'Unit', isRequired: true, hint: '重名时写“组织/名称”' },
  { field: 'day', zh: '日期', en: 'Day', isRequired: true, hint: '如 2026-12-01' },
  { field: 'hours', zh: '时段', en: 'Hours', isRequired: true, hint: '如 20:00-08:00；全天写“全天”' },
  { field: 'kind', zh: '类型', en: 'Kind', isRequired: true, hint: '加班或请假' },
  { field: 'reason', zh: '事由', en: 'Reason', isRequired: true, hint: '' },
] as const
type Field = (typeof ROTA_COLUMNS)[number]['field']

export const MOST_ROTA_ROWS = 500
const KINDS: Record<string, 'on' | 'leave'> = { 加班: 'on', 值班: 'on', 请假: 'leave', 休息: 'leave' }

export type RotaProblem = { column: string; message: string; messageZh: string }
export type RotaLine =
  | { row: number; name: string; outcome: 'create'; form: EntryForm }
  | { row: number; name: string; outcome: 'problem'; problems: RotaProblem[] }

export type KnownRota = {
  units: readonly { id: string; name: string; parentName: string | null }[]
  entries: readonly RotaEntry[]
  now: number
}

const problem = (field: Field, message: string, messageZh: string): RotaProblem => ({
  column: ROTA_COLUMNS.find((one) => one.field === field)?.zh ?? field,
  message,
  messageZh,
})

/** A date as people and spreadsheets write it; what a cell of a date became comes as an instant of UTC midnight. */
const readDay = (text: string): string | undefined => {
  const [, y, m, d] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T00:00:00.*)?$/.exec(text) ?? []
  if (y === undefined) return undefined
  const day = `${y}-${(m as string).padStart(2, '0')}-${(d as string).padStart(2, '0')}`
  const at = toMs(`${day}T00:00:00Z`)
  return Number.isNaN(at) || toIso(at).slice(0, 10) !== day ? undefined : day
}

/** `planRota` reads the rows and says of each what it would do or what is wrong with it; nothing is stored. */
export function planRota(rows: readonly (readonly string[])[], known: KnownRota): RotaLine[] {
  const heads = (rows[0] ?? []).map((cell) => cell.replace(/[*＊\s]/g, ''))
  const missing = ROTA_COLUMNS.filter(({ zh }) => !heads.includes(zh))
  if (missing.length > 0)
    return [
      {
        row: 1,
        name: '',
        outcome: 'problem',
        problems: missing.map(({ field, zh, en }) =>
          problem(field, `the column ${en} (${zh}) is not there`, '缺少这一列'),
        ),
      },
    ]
  const taken = [...known.entries]
  const full = rows
    .slice(1)
    .map((cells, i) => ({ cells, row: i + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (full.length > MOST_ROTA_ROWS)
    return [
      {
        row: 1,
        name: '',
        outcome: 'problem',
        problems: [problem('unitId', `at most ${MOST_ROTA_ROWS} rows`, `一次最多 ${MOST_ROTA_ROWS} 行`)],
      },
    ]
  return full.flatMap(({ cells, row }) => {
    const cell = (field: Field): string =>
      (cells[heads.indexOf(ROTA_COLUMNS.find((one) => one.field === field)?.zh ?? '')] ?? '').trim()
    const name = cell('unitId')
    const found = findNamed(known.units, name)
    const day = readDay(cell('day'))
    const hours = readDuty(cell('hours'))
    const kind = KINDS[cell('kind')]
    const problems: RotaProblem[] = []
    if (found.id === undefined)
      problems.push(
        found.why === 'unknown'
          ? problem('unitId', 'no such unit', '没有这个力量')
          : problem('unitId', 'there are several of this name', '有重名，请写“组织/名称”'),
      )
    if (day === undefined) problems.push(problem('day', 'not a day', '不是有效日期'))
    if (hours === undefined || hours.length === 0) problems.push(problem('hours', 'not a time of day', '时段写法有误'))
    if (kind === undefined) problems.push(problem('kind', 'on duty (加班) or leave (请假)', '须为“加班”或“请假”'))
    if (found.id === undefined || day === undefined || !hours || kind === undefined || problems.length > 0)
      return [{ row, name, outcome: 'problem' as const, problems }]
    const midnight = toMs(`${day}T00:00:00+08:00`)
    return hours.map(({ fromMinute, toMinute }): RotaLine => {
      const fromAt = midnight + fromMinute * MINUTE_MS
      const untilAt = midnight + toMinute * MINUTE_MS + (toMinute <= fromMinute ? DAY_MS : 0)
      const parsed = entryForm.safeParse({
        kind,
        unitId: found.id,
        fromAt: toIso(fromAt),
        untilAt: toIso(untilAt),
        reason: cell('reason'),
      })
      if (!parsed.success) {
        const wrong = parsed.error.issues.map((issue) =>
          problem('reason', issue.message, '请写明事由（2 至 200 个字）'),
        )
        return { row, name, outcome: 'problem', problems: wrong }
      }
      if (untilAt <= known.now)
        return { row, name, outcome: 'problem', problems: [problem('day', 'this time has passed', '这段时间已经过去')] }
      const entry: RotaEntry = {
        id: `row ${row} ${fromMinute}`,
        unitId: found.id as string,
        kind,
        state: 'approved',
        organisationId: null,
        otherUnitId: null,
        back: null,
        order: row,
        fromAt,
        untilAt,
      }
      if (clashOf(entry, taken))
        return {
          row,
          name,
          outcome: 'problem',
          problems: [problem('day', 'this time is given away already', '这段时间已另有换班或请假')],
        }
      taken.push(entry)
      return { row, name, outcome: 'create', form: parsed.data }
    })
  })
}
