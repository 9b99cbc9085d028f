import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { zipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/node'

/**
 * A spreadsheet somebody uploads, as rows of text. What it is, its bytes say and not its name; formulas count as the
 * values that were saved with them and are never reckoned. Everything has a limit, so that no file fills the memory.
 */
export type ReadRows = { ok: true; rows: string[][] } | { ok: false; message: string; messageZh: string }

export const MOST_BYTES = 2 * 1_048_576
/** Of all parts of an .xlsx together, unpacked: five hundred rows are a tenth of it. */
const MOST_UNPACKED_BYTES = 6 * 1_048_576
const MOST_PARTS = 200
const MOST_COLUMNS = 50
const MOST_LINES = 5_000

const no = (message: string, messageZh: string): ReadRows => ({ ok: false, message, messageZh })
const BROKEN = no('this is not a whole .xlsx file', '文件不是完整的 .xlsx 表格')

export async function readSpreadsheet(bytes: Buffer): Promise<ReadRows> {
  if (bytes.length === 0) return no('the file is empty', '文件是空的')
  if (bytes.length > MOST_BYTES) return no('the file is larger than 2 MB', '文件超过 2 MB')
  const mark = bytes.toString('hex', 0, 4)
  if (mark === '504b0304') return readXlsx(bytes)
  if (mark === 'd0cf11e0')
    return no('an old .xls or a protected file: save it as .xlsx', '旧版 .xls 或加密文件：请另存为 .xlsx')
  return readCsv(bytes)
}

async function readXlsx(bytes: Buffer): Promise<ReadRows> {
  const parts = unpack(bytes)
  if (parts === 'tooLarge') return no('unpacked it is too large', '解压后的内容过大，已拒绝读取')
  if (parts === 'broken' || parts['xl/workbook.xml'] === undefined) return BROKEN
  try {
    // the reader is given what was measured here, and not whatever else the file may hold
    const clean = Buffer.from(zipSync(parts, { level: 0 }))
    const [first] = await readXlsxFile(clean)
    const rows = first?.data ?? []
    return limited(rows.map((row) => row.map(toText)))
  } catch {
    return BROKEN
  }
}

const toText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString()
  return typeof cell === 'string' ? cell : typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}

function limited(rows: string[][]): ReadRows {
  if (rows.length > MOST_LINES || rows.some((row) => row.length > MOST_COLUMNS))
    return no('too many rows or columns', '行数或列数过多')
  if (rows.some((row) => row.some((cell) => cell.includes('\u0000') || !cell.isWellFormed())))
    return no('it holds signs that cannot be kept', '含有无法保存的字符')
  return { ok: true, rows }
}

/** UTF-8, or what Chinese offices save as: GB18030. */
function readCsv(bytes: Buffer): ReadRows {
  const text = decode(bytes)
  if (text === undefined || text.includes('\u0000')) return no('neither .xlsx nor .csv', '不是 .xlsx 或 .csv 表格')
  try {
    const delimiter = [',', '\t', ';']
    return limited(
      parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false, to: MOST_LINES + 1 }),
    )
  } catch {
    return no('the .csv is broken: a quotation mark has no other', '.csv 格式有误：引号不成对')
  }
}

function decode(bytes: Buffer): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // not this one
    }
  }
  return undefined
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50

/** Unpacks the parts the directory of a zip names, each and all together up to a limit, whatever sizes it claims. */
function unpack(bytes: Buffer): Record<string, Uint8Array> | 'tooLarge' | 'broken' {
  try {
    let end = bytes.length - 22
    while (end >= 0 && bytes.readUInt32LE(end) !== END) end -= 1
    if (end < 0) return 'broken'
    const count = bytes.readUInt16LE(end + 10)
    if (count > MOST_PARTS) return 'tooLarge'
    const parts: Record<string, Uint8Array> = Object.create(null) as Record<string, Uint8Array>
    let left = MOST_UNPACKED_BYTES
    let at = bytes.readUInt32LE(end + 16)
    for (let n = 0; n < count; n += 1) {
      if (bytes.readUInt32LE(at) !== ENTRY) return 'broken'
      const method = bytes.readUInt16LE(at + 10)
      const packedBytes = bytes.readUInt32LE(at + 20)
      const nameLength = bytes.readUInt16LE(at + 28)
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
      const local = bytes.readUInt32LE(at + 42)
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
      if (!/\.(xml|rels)$/.test(name)) continue
      if (bytes.readUInt32LE(local) !== LOCAL) return 'broken'
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const packed = bytes.subarray(from, from + packedBytes)
      if (method !== 0 && method !== 8) return 'broken'
      const part = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) })
      left -= part.length
      if (left < 0) return 'tooLarge'
      parts[name] = part
    }
    return parts
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'broken'
  }
}
