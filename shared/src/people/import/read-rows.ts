import { findNamed, listOf, readDuty, type Found } from './cells.ts'
import { COLUMNS, MOST_ROWS, type Column, type ImportKind } from './columns.ts'
import type { Known, RowProblem } from './plan.ts'

export type RawRow = {
  /** As the spreadsheet counts: the head is row 1. */
  row: number
  fields: Record<string, unknown>
  problems: RowProblem[]
  columnOf: (field: string) => string
}

const bare = (text: string): string => text.replaceAll(/[\s*＊]/g, '').toLowerCase()

/** `readSheet` finds the columns by their heads, in any order, and turns words into what they mean. */
export function readSheet(
  kind: ImportKind,
  sheet: readonly (readonly string[])[],
  known: Known,
): { rows: RawRow[]; problems: RowProblem[] } {
  const [head = [], ...body] = sheet
  const columns = COLUMNS[kind]
  const at = head.map((cell) => columns.find((one) => [bare(one.zh), bare(one.en)].includes(bare(cell))))
  const problems: RowProblem[] = []
  for (const [n, cell] of head.entries()) {
    if (bare(cell) === '') continue
    if (at[n] === undefined)
      problems.push({ column: cell, message: 'unknown column', messageZh: '没有这一列，请用模板' })
    else if (at.indexOf(at[n]) !== n) problems.push({ column: cell, message: 'twice', messageZh: '这一列出现了两次' })
  }
  for (const column of columns) {
    if (column.isRequired && !at.includes(column))
      problems.push({ column: column.zh, message: 'column missing', messageZh: '缺少这一列' })
  }
  const filled = body.flatMap((cells, n) => (cells.some((cell) => cell.trim() !== '') ? [{ cells, row: n + 2 }] : []))
  if (filled.length === 0)
    problems.push({ column: columns[0]?.zh ?? '', message: 'there is no row to import', messageZh: '没有可导入的行' })
  if (filled.length > MOST_ROWS)
    problems.push({
      column: columns[0]?.zh ?? '',
      message: `at most ${MOST_ROWS} rows a file`,
      messageZh: `一个文件最多 ${MOST_ROWS} 行，请分开导入`,
    })
  if (problems.length > 0) return { rows: [], problems }
  return { rows: filled.map(({ cells, row }) => readRow(columns, at, cells, row, known)), problems }
}

function readRow(
  columns: readonly Column[],
  at: readonly (Column | undefined)[],
  cells: readonly string[],
  row: number,
  known: Known,
): RawRow {
  const columnOf = (field: string): string => columns.find((one) => one.field === field)?.zh ?? field
  const fields: Record<string, unknown> = {}
  const problems: RowProblem[] = []
  for (const column of columns) {
    const n = at.indexOf(column)
    const text = (n < 0 ? '' : (cells[n] ?? '')).trim()
    if (text === '' && column.isRequired)
      problems.push({ column: column.zh, message: 'empty', messageZh: '必填，不能为空' })
    const read = readCell(column, text, known)
    if ('value' in read) fields[column.field] = read.value
    else problems.push({ column: column.zh, ...read })
  }
  return { row, fields, problems, columnOf }
}

type Cell = { value: unknown } | { message: string; messageZh: string }

const named = (found: Found, text: string, what: { en: string; zh: string }): Cell => {
  if (found.id !== undefined) return { value: found.id }
  if (found.why === 'unknown')
    return { message: `no such ${what.en}: ${text}`, messageZh: `没有这个${what.zh}：${text}` }
  return {
    message: `several ${what.en}s are called ${text}: write parent/name`,
    messageZh: `有多个${what.zh}叫“${text}”，请写“上级/名称”`,
  }
}

function readCell({ field, words }: Column, text: string, known: Known): Cell {
  if (words !== undefined) {
    if (text === '') return { value: undefined }
    const meant = words.find((word) => word.zh === text || word.value === text)
    if (!meant) return { message: `not one of the values: ${text}`, messageZh: `“${text}”不在可填内容之中` }
    return { value: field === 'tier' ? Number(meant.value) : meant.value }
  }
  switch (field) {
    case 'organisationId':
      return text === ''
        ? { value: '' }
        : named(findNamed(known.organisations, text), text, { en: 'organisation', zh: '组织' })
    case 'unitId': {
      if (text === '') return { value: null }
      const units = known.units.map((one) => ({ id: one.id, name: one.form.name, parentName: one.organisationName }))
      return named(findNamed(units, text), text, { en: 'unit', zh: '力量' })
    }
    case 'skills':
    case 'members':
    case 'equipment':
      return { value: listOf(text) }
    case 'callSign':
    case 'phone':
      return { value: text === '' ? null : text }
    case 'duty': {
      const duty = readDuty(text)
      return duty
        ? { value: duty }
        : { message: `no times of day: ${text}`, messageZh: `看不懂的时段：${text}（如 08:00-20:00）` }
    }
    default:
      return { value: text }
  }
}
