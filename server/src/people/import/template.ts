import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { COLUMNS, OFFERED_ROLES, type ImportKind } from '@liandong/shared/people/import/columns.ts'
import { SKILLS } from '@liandong/shared/duty/skill.ts'

type Named = { name: string; parentName: string | null }

/** A workbook to fill in: the columns, and beside them a sheet of what may stand in each. */
export async function writeTemplate(kind: ImportKind, organisations: readonly Named[], units: readonly Named[]) {
  const columns = COLUMNS[kind]
  const heads: SheetData = [
    columns.map((column) => ({
      value: column.isRequired ? `${column.zh}*` : column.zh,
      fontWeight: 'bold' as const,
      backgroundColor: '#DCE6F2',
    })),
  ]
  const allowed = columns.map((column) => ({
    head: column.zh,
    hint: column.hint,
    values: valuesOf(kind, column.field, organisations, units, column.words?.map((word) => word.zh) ?? []),
  }))
  const longest = Math.max(...allowed.map((one) => one.values.length))
  const help: SheetData = [
    allowed.map((one) => ({ value: one.head, fontWeight: 'bold' as const, backgroundColor: '#DCE6F2' })),
    allowed.map((one) => ({ value: one.hint, wrap: true, textColor: '#666666' })),
    ...Array.from({ length: longest }, (_, n) => allowed.map((one) => ({ value: one.values[n] ?? '' }))),
  ]
  const widths = columns.map(({ zh }) => ({ width: Math.max(14, zh.length * 3) }))
  return writeXlsxFile([
    { data: heads, sheet: kind === 'people' ? '人员' : '力量', columns: widths, stickyRowsCount: 1 },
    { data: help, sheet: '可填内容', columns: widths.map(() => ({ width: 24 })), stickyRowsCount: 1 },
  ]).toBuffer()
}

function valuesOf(
  kind: ImportKind,
  field: string,
  organisations: readonly Named[],
  units: readonly Named[],
  words: readonly string[],
): readonly string[] {
  if (field === 'organisationId') return namesOf(organisations)
  if (field === 'unitId') return namesOf(units)
  if (field === 'skills') return SKILLS
  return kind === 'people' && field === 'role' ? OFFERED_ROLES.map((role) => role.zh) : words
}

/** As the import understands it: the bare name where there is only one of it. */
const namesOf = (all: readonly Named[]): string[] => {
  const times = Map.groupBy(all, (one) => one.name)
  return all.map((one) => (times.get(one.name)?.length === 1 ? one.name : `${one.parentName ?? ''}/${one.name}`))
}

/** The same as .csv; the mark at its beginning tells spreadsheets that it is UTF-8. */
export const csvTemplate = (kind: ImportKind): string =>
  `\uFEFF${COLUMNS[kind].map((column) => (column.isRequired ? `${column.zh}*` : column.zh)).join(',')}\r\n`
