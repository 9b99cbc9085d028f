import type { ServerClock } from '../platform/clock.ts'
import { sourceKind } from '../sources/index.ts'
import { cleanText } from '../sources/read-alert.ts'
import type { AlertDraft, FieldError } from '../sources/alert-draft.ts'
import type { AlertWarning } from '@liandong/shared/wire/alert.ts'
import type { Acceptor } from './acceptor.ts'
import type { Quarantine } from './quarantine.ts'
import type { KnownSource } from './source-keys.ts'

/** Past this an alert is no alert (contract.md). */
export const MOST_BYTES = 65_536

export type Taken =
  | { ok: true; alertId: string; duplicate: boolean; warnings: AlertWarning[] }
  | { ok: false; code: 'malformedJson' | 'notAnAlert' | 'bodyTooLarge'; errors: FieldError[] }

export type IntakeDeps = { acceptor: Acceptor; quarantine: Quarantine; clock: ServerClock }

/** `takeAlert` takes one body from a known source: accepted and durable, or refused and kept in quarantine. */
export async function takeAlert(
  deps: IntakeDeps,
  source: KnownSource,
  body: Buffer,
  postedBy: string | null,
  /** What a person mends by hand is refused in the form and not kept a second time. */
  { keep = true }: { keep?: boolean } = {},
): Promise<Taken> {
  const receivedAt = deps.clock.now()
  const read = readBody(source, body, receivedAt)
  if ('code' in read) {
    if (keep) await deps.quarantine.keep([{ ...toRefused(source, body, receivedAt), ...read }])
    return { ok: false, ...read }
  }
  const { subdistrictId, id: sourceId } = source
  const accepted = await deps.acceptor.accept({ subdistrictId, sourceId, draft: read, body, receivedAt, postedBy })
  return { ok: true, ...accepted, warnings: read.warnings }
}

export type BatchAnswer = {
  accepted: number
  duplicates: number
  warnings: ({ line: number } & AlertWarning)[]
  rejected: { line: number; code: string; errors: FieldError[] }[]
}

/** `takeBatch` takes the lines of one NDJSON body; a bad line never spoils the others. */
export async function takeBatch(deps: IntakeDeps, source: KnownSource, lines: readonly Buffer[]): Promise<BatchAnswer> {
  const taken = await Promise.all(
    lines.map(async (line) => (isBlank(line) ? undefined : takeAlert(deps, source, line, null))),
  )
  const answer: BatchAnswer = { accepted: 0, duplicates: 0, warnings: [], rejected: [] }
  taken.forEach((t, i) => {
    if (t === undefined) return
    const line = i + 1
    if (!t.ok) return void answer.rejected.push({ line, code: t.code, errors: t.errors })
    if (t.duplicate) answer.duplicates += 1
    else answer.accepted += 1
    answer.warnings.push(...t.warnings.map((warning) => ({ line, ...warning })))
  })
  return answer
}

const NEWLINE = 0x0a
const isBlank = (line: Buffer): boolean => line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09)

export function splitLines(body: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let start = 0
  for (let end = body.indexOf(NEWLINE); end !== -1; end = body.indexOf(NEWLINE, start)) {
    lines.push(body.subarray(start, end))
    start = end + 1
  }
  if (start < body.length) lines.push(body.subarray(start))
  return lines
}

const DECODER = new TextDecoder('utf-8', { fatal: true })

type Unread = { code: 'malformedJson' | 'notAnAlert' | 'bodyTooLarge'; errors: FieldError[] }

function readBody(source: KnownSource, body: Buffer, receivedAt: number): AlertDraft | Unread {
  if (body.length > MOST_BYTES) {
    return { code: 'bodyTooLarge', errors: [{ pointer: '', message: `more than ${MOST_BYTES} bytes` }] }
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(DECODER.decode(body))
  } catch (error) {
    return { code: 'malformedJson', errors: [{ pointer: '', message: cleanText((error as Error).message) }] }
  }
  const read = sourceKind(source.kind).normalise(parsed, receivedAt)
  return 'errors' in read ? { code: 'notAnAlert', errors: read.errors } : read
}

const toRefused = (source: KnownSource, body: Buffer, receivedAt: number) => ({
  subdistrictId: source.subdistrictId,
  sourceId: source.id,
  body,
  receivedAt,
})
