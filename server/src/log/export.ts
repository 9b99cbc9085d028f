import { SHANGHAI_OFFSET_MS, toIso } from '@liandong/shared/time.ts'
import { auditWords } from '@liandong/shared/wire/audit.ts'
import { tameCell } from '@liandong/shared/wire/spreadsheet.ts'
import type { Db } from '../store/database.ts'
import { genesis } from './hash.ts'
import { hashesOf, numbersOf, readLog, type AuditFilter, type EventRow } from './search.ts'

export type ExportNames = { actor: (id: string) => string | undefined; role: (role: string) => string }

const HEADINGS = [
  '序号',
  '时间（北京时间）',
  '操作人',
  '账号编号',
  '角色',
  '事项',
  '代码',
  '类别',
  '案号',
  '对象编号',
  '内容',
  '哈希',
]

export const toCell = (value: string): string => `"${tameCell(value).replaceAll('"', '""')}"`

/** With a byte order mark, without which Excel reads Chinese as something else, and CRLF as RFC 4180 asks. */
export async function* toCsv(db: Db, filter: AuditFilter, upTo: number, names: ExportNames): AsyncGenerator<string> {
  yield `\uFEFF${HEADINGS.map(toCell).join(',')}\r\n`
  for await (const rows of readLog(db, filter, upTo)) {
    const cases = await numbersOf(
      db,
      rows.map((row) => row.caseId),
    )
    yield rows.map((row) => `${csvLine(row, cases.get(row.caseId), names)}\r\n`).join('')
  }
}

function csvLine(row: EventRow, caseNo: string | undefined, names: ExportNames): string {
  const local = toIso(row.at.getTime() + SHANGHAI_OFFSET_MS)
    .slice(0, 19)
    .replace('T', ' ')
  const { id, role } = row.actor
  return [
    String(row.seq),
    local,
    names.actor(id) ?? '',
    id,
    role ? names.role(role) : row.actor.kind,
    auditWords(row.type, 'zh') ?? '',
    row.type,
    row.kind,
    caseNo ?? '',
    row.caseId,
    JSON.stringify(row.data),
    row.hash.toString('hex'),
  ]
    .map(toCell)
    .join(',')
}

/**
 * One event a line with all that its hash covers and the hash it was chained to, so that each line can be checked by
 * itself: SHA-256 over the bytes of `previousHash` and the JSON of `hashed` with sorted keys.
 */
export async function* toNdjson(db: Db, filter: AuditFilter, upTo: number): AsyncGenerator<string> {
  const { subdistrictId } = filter
  yield `${JSON.stringify({ subdistrictId, upTo, genesis: genesis(subdistrictId).toString('hex') })}\n`
  for await (const rows of readLog(db, filter, upTo)) {
    const previous = await hashesOf(
      db,
      subdistrictId,
      rows.map((row) => row.seq - 1),
    )
    yield rows.map((row) => `${ndjsonLine(row, previous.get(row.seq - 1) ?? genesis(subdistrictId))}\n`).join('')
  }
}

function ndjsonLine(row: EventRow, previous: Buffer): string {
  const { seq, id, type, v, at, actor, kind, caseId, version, data, personalDigest } = row
  const personal = personalDigest?.toString('hex') ?? null
  const hashed = { seq, id, type, v, at: at.toISOString(), actor, kind, caseId, version, data, personal }
  return JSON.stringify({ hashed, previousHash: previous.toString('hex'), hash: row.hash.toString('hex') })
}
