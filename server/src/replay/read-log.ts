import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { parse } from 'csv-parse'
import { isPossiblePoint, type GeoPoint } from '@liandong/shared/geo/point.ts'
import { detectFormat, LOG_FORMATS } from './formats/index.ts'
import type { LogFormat, RecordedCall, Row } from './formats/format.ts'

/** Something the person who typed the command can mend. */
export class ReplayProblem extends Error {}

export type RowCounts = {
  /** Rows of the file, its header not counted. */
  rows: number
  /** Rows that no CSV reader could make sense of. */
  broken: number
  /** Further rows of a call that has been seen. */
  sameCall: number
  withoutPosition: number
}

export const noRows = (): RowCounts => ({ rows: 0, broken: 0, sameCall: 0, withoutPosition: 0 })

const CSV = {
  bom: true,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_error: true,
} as const

export async function findFormat(file: string): Promise<LogFormat> {
  const header = await readHeader(file)
  const format = detectFormat(header)
  if (format) return format
  const known = LOG_FORMATS.map((f) => f.label).join(', ')
  throw new ReplayProblem(
    `${file} is not a call log this program knows (known: ${known}). Its columns are: ${header.slice(0, 12).join(', ') || 'none'}.`,
  )
}

async function readHeader(file: string): Promise<string[]> {
  try {
    await (await open(file)).close()
  } catch (error) {
    throw new ReplayProblem(`${file} cannot be read: ${(error as Error).message}.`)
  }
  for await (const record of createReadStream(file).pipe(parse({ ...CSV, to: 1 })) as AsyncIterable<string[]>)
    return record
  return []
}

/** `readCalls` streams the calls of a log in the order of the file, counting as it goes. */
export async function* readCalls(file: string, format: LogFormat, counts: RowCounts): AsyncGenerator<RecordedCall> {
  const parser = createReadStream(file).pipe(parse({ ...CSV, columns: true }))
  parser.on('skip', () => {
    counts.rows += 1
    counts.broken += 1
  })
  const seen = new Set<string>()
  for await (const row of parser as AsyncIterable<Row>) {
    counts.rows += 1
    const key = format.callColumn === undefined ? undefined : row[format.callColumn]
    if (key !== undefined && key !== '') {
      if (seen.has(key)) {
        counts.sameCall += 1
        continue
      }
      seen.add(key)
    }
    const call = format.read(row)
    if (call.position === null) counts.withoutPosition += 1
    yield call
  }
}

const SAMPLE = 50_000

/** Positions enough to know where a town lies, spread over the whole log however long it is. */
export async function samplePositions(file: string, format: LogFormat): Promise<GeoPoint[]> {
  let kept: GeoPoint[] = []
  let every = 1
  let n = 0
  for await (const { position } of readCalls(file, format, noRows())) {
    if (position === null || !isPossiblePoint(position) || n++ % every !== 0) continue
    kept.push(position)
    if (kept.length < SAMPLE) continue
    kept = kept.filter((_, i) => i % 2 === 0)
    every *= 2
  }
  return kept
}
