import type { FieldError } from '../problems/refusal.ts'
import { tameCell } from '../wire/spreadsheet.ts'
import { nodesOf, type CategoryRow, type CategoryTree } from './category-tree.ts'

/**
 * The tree as a spreadsheet, for big edits: a row a code, a column of codes for each external system. What is read is
 * not trusted for that: `checkCategories` judges it like what was typed.
 */
const HEADS = {
  code: ['编码', 'code'],
  parent: ['上级编码', 'parent'],
  zh: ['中文名', 'zh'],
  en: ['英文名', 'en'],
  police: ['默认警务', 'police'],
  retired: ['停用', 'retired'],
} as const
type Field = keyof typeof HEADS
const FIELDS = Object.keys(HEADS) as Field[]
const MAPPING = /^对照[:：]\s*(.+)$/

const POLICE: Record<string, boolean | null> = { 是: true, 否: false, '': null }
const RETIRED: Record<string, boolean> = { 是: true, 否: false, '': false }
const sayPolice = (police: boolean | null): string => (police === null ? '' : police ? '是' : '否')

/** Codes of one cell, as people write several: 、 or ; between them. */
export const readCodes = (text: string): string[] =>
  text
    .split(/[、;；]/)
    .map((code) => code.trim())
    .filter((code) => code !== '')
export const writeCodes = (codes: readonly string[] | undefined): string => (codes ?? []).join('、')

export function toSheet({ systems, nodes }: CategoryTree): string[][] {
  const head = [...FIELDS.map((field) => HEADS[field][0]), ...systems.map(({ id }) => `对照：${id}`)]
  const rows = nodes.map((node) => [
    node.code,
    node.parent ?? '',
    node.zh,
    node.en,
    sayPolice(node.police),
    node.retired ? '是' : '',
    ...systems.map(({ id }) => writeCodes(node.mappings[id])),
  ])
  return [head, ...rows]
}

/** What is wrong with one row of a sheet, as the spreadsheet counts: the head is row 1. */
export type SheetProblem = { row: number; column: string; message: string; messageZh: string }

/** The apostrophe that an export puts before what would be run as a formula. */
const untame = (cell: string): string =>
  cell.startsWith("'") && tameCell(cell.slice(1)) === cell ? cell.slice(1) : cell

/** `readSheet` reads the rows of a sheet in place of those of a tree; what a system without a column maps stays as it is. */
export function readSheet(
  sheet: readonly (readonly string[])[],
  present: CategoryTree,
): { tree: CategoryTree; problems: SheetProblem[] } {
  const { systems } = present
  const problems: SheetProblem[] = []
  const heads = (sheet[0] ?? []).map((cell) => untame(cell).trim())
  const columnOf = (field: Field): number =>
    heads.findIndex((head) => (HEADS[field] as readonly string[]).includes(head.toLowerCase()))
  for (const field of FIELDS)
    if (columnOf(field) < 0)
      problems.push({ row: 1, column: HEADS[field][0], message: 'column missing', messageZh: '缺少这一列' })
  const mapped = heads.flatMap((head, n) => {
    const id = MAPPING.exec(head)?.[1]?.trim()
    if (id === undefined) return []
    if (systems.some((system) => system.id === id)) return [{ id, n }]
    problems.push({ row: 1, column: head, message: 'no such system', messageZh: '没有这个外部系统，请先添加' })
    return []
  })
  if (problems.length > 0) return { tree: { systems, nodes: [] }, problems }
  const nodes = sheet.slice(1).flatMap((cells, i): CategoryRow[] => {
    const row = i + 2
    const cell = (n: number): string => untame(cells[n] ?? '').trim()
    const of = (field: Field): string => cell(columnOf(field))
    const word = <T>(field: Field, words: Record<string, T>, otherwise: T): T => {
      if (Object.hasOwn(words, of(field))) return words[of(field)] as T
      problems.push({
        row,
        column: HEADS[field][0],
        message: 'write 是, 否 or nothing',
        messageZh: '只能填“是”“否”或留空',
      })
      return otherwise
    }
    if (cells.every((text) => text.trim() === '')) return []
    return [
      {
        code: of('code'),
        parent: of('parent') || null,
        zh: of('zh'),
        en: of('en'),
        police: word('police', POLICE, null),
        retired: word('retired', RETIRED, false),
        mappings: {
          ...unlisted(present, of('code'), mapped),
          ...Object.fromEntries(
            mapped.flatMap(({ id, n }) => (readCodes(cell(n)).length > 0 ? [[id, readCodes(cell(n))]] : [])),
          ),
        },
      },
    ]
  })
  return { tree: { systems, nodes }, problems }
}

const unlisted = (tree: CategoryTree, code: string, mapped: readonly { id: string }[]): CategoryRow['mappings'] =>
  Object.fromEntries(
    Object.entries(nodesOf(tree).get(code)?.mappings ?? {}).filter(([id]) => !mapped.some((one) => one.id === id)),
  )

/** `toSheetProblems` tells what the rules say of a tree by the rows of the sheet it was read from. */
export function toSheetProblems(errors: readonly FieldError[], sheet: readonly (readonly string[])[]): SheetProblem[] {
  const rows = sheet.flatMap((cells, i) => (i > 0 && cells.some((text) => text.trim() !== '') ? [i + 1] : []))
  return errors.map(({ pointer, message, messageZh = message }) => {
    const [, , list, index, field = ''] = pointer.split('/')
    const isRow = list === 'nodes' && index !== undefined
    const column = HEADS[field as Field]?.[0] ?? pointer.split('/').slice(5).join('/')
    return { row: isRow ? (rows[Number(index)] ?? 1) : 1, column, message, messageZh }
  })
}

/** `readCsv` reads RFC 4180, as Excel writes it: quotes doubled, any line end, a byte order mark before it. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  const letters = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] as string
    if (isQuoted) {
      if (letter !== '"') cell += letter
      else if (letters[i + 1] === '"') cell += letters[++i]
      else isQuoted = false
    } else if (letter === '"' && cell === '') isQuoted = true
    else if (letter === ',') endCell()
    else if (letter === '\n') {
      endCell()
      rows.push([])
    } else cell += letter
  }
  endCell()
  return rows.at(-1)?.join('') === '' ? rows.slice(0, -1) : rows
}
