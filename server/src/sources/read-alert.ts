import { toWgs84, isCrs } from './to-wgs84.ts'
import { DAY_MS, MINUTE_MS, parseInstant } from '@liandong/shared/time.ts'
import type { AlertCaller, AlertWarning } from '@liandong/shared/wire/alert.ts'
import type { AlertDraft, FieldError, Unreadable } from './alert-draft.ts'

/** A clock of the platform may run ahead a little; further ahead is no time of report. */
const AHEAD_MS = 5 * MINUTE_MS
/** Older than this is a wrong year, not a late delivery. */
const BEHIND_MS = 366 * DAY_MS

const KNOWN = [
  'externalNo',
  'narrative',
  'reportedAt',
  'address',
  'location',
  'caller',
  'sourceCategory',
  'severity',
  'exercise',
]

/**
 * `readAlert` reads the alert of contract.md. A call for help is never turned away for its form: a bad or unknown
 * optional field is left out and named; only without a number or a narrative is it no alert.
 */
export function readAlert(body: unknown, receivedAt: number): AlertDraft | Unreadable {
  if (!isRecord(body)) return { errors: [{ pointer: '', message: 'an alert is a JSON object' }] }
  const warnings: AlertWarning[] = []
  const warn = (pointer: string, code: string, message: string) => void warnings.push({ pointer, code, message })
  const errors: FieldError[] = []

  const externalNo = required(body, 'externalNo', errors, warn)
  if (externalNo !== undefined && [...externalNo].length > 64) {
    errors.push({ pointer: '/externalNo', message: 'at most 64 characters' })
  }
  const narrative = required(body, 'narrative', errors, warn)
  if (errors.length > 0 || externalNo === undefined || narrative === undefined) return { errors }
  if ([...narrative].length > 2_000) warn('/narrative', 'long', 'kept whole, shown shortened past 2,000 characters')

  for (const key of Object.keys(body)) {
    if (!KNOWN.includes(key))
      warn(`/${escapePointer(key)}`, 'unknownField', 'not a field of an alert; kept in the verbatim body alone')
  }
  return {
    externalNo,
    narrative,
    address: readText(body.address, '/address', 200, warn),
    location: readLocation(body.location, warn),
    caller: readCaller(body.caller, warn),
    sourceCategory: readText(body.sourceCategory, '/sourceCategory', 64, warn),
    severity: readSeverity(body.severity, warn),
    reportedAt: readReportedAt(body.reportedAt, receivedAt, warn),
    exercise: readFlag(body.exercise, '/exercise', warn),
    warnings,
  }
}

type Warn = (pointer: string, code: string, message: string) => void

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapePointer = (key: string): string => cleanText(key.slice(0, 64)).replaceAll('~', '~0').replaceAll('/', '~1')

/** Control characters but line ends and tabs; PostgreSQL cannot keep NUL, and nobody can read the others. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g
export const cleanText = (text: string): string => text.toWellFormed().replace(CONTROL, '\ufffd')

function required(body: Record<string, unknown>, key: string, errors: FieldError[], warn: Warn): string | undefined {
  const value = body[key]
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof text !== 'string' || text.trim() === '') {
    errors.push({ pointer: `/${key}`, message: value === undefined ? 'required' : 'must be text that is not empty' })
    return undefined
  }
  if (typeof value === 'number') warn(`/${key}`, 'notText', 'a number was read as text')
  const cleaned = cleanText(text)
  if (cleaned !== text) warn(`/${key}`, 'controlCharacters', 'control characters were replaced')
  return key === 'externalNo' ? cleaned.trim() : cleaned
}

function readText(value: unknown, pointer: string, max: number, warn: Warn): string | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'string' || value.trim() === '') {
    warn(pointer, 'notText', 'left out: not text')
    return null
  }
  const cleaned = cleanText(value).trim()
  if (cleaned !== value.trim()) warn(pointer, 'controlCharacters', 'control characters were replaced')
  if ([...cleaned].length > max) {
    warn(pointer, 'tooLong', `left out: more than ${max} characters`)
    return null
  }
  return cleaned
}

/** Positions become WGS-84 here, at the edge. One without its coordinate system is off by 500 m: left out. */
function readLocation(value: unknown, warn: Warn): { lat: number; lon: number } | null {
  if (value === undefined || value === null) return null
  const leave = (code: string, message: string) => {
    warn('/location', code, `left out: ${message}`)
    return null
  }
  if (!isRecord(value)) return leave('notAPosition', 'not a position')
  const { lat, lon, crs } = value
  if (typeof lat !== 'number' || typeof lon !== 'number') return leave('notAPosition', 'lat and lon must be numbers')
  if (!Number.isFinite(lat) || !Number.isFinite(lon) || Math.abs(lat) > 90 || Math.abs(lon) > 180) {
    return leave('impossiblePosition', 'no such place on earth')
  }
  if (lat === 0 && lon === 0) return leave('impossiblePosition', 'zero, zero means that no position was taken')
  if (!isCrs(crs)) {
    return leave('unknownCrs', 'crs must be one of wgs84, cgcs2000, gcj02, bd09')
  }
  return toWgs84({ lat, lon }, crs)
}

function readCaller(value: unknown, warn: Warn): AlertCaller | null {
  if (value === undefined || value === null) return null
  if (!isRecord(value)) {
    warn('/caller', 'notACaller', 'left out: not a caller')
    return null
  }
  for (const key of Object.keys(value)) {
    if (!['name', 'phone', 'anonymous'].includes(key))
      warn(`/caller/${escapePointer(key)}`, 'unknownField', 'not a field of a caller')
  }
  return {
    name: readText(value.name, '/caller/name', 64, warn),
    phone: readText(value.phone, '/caller/phone', 32, warn),
    anonymous: readFlag(value.anonymous, '/caller/anonymous', warn),
  }
}

function readFlag(value: unknown, pointer: string, warn: Warn): boolean {
  if (value === undefined || value === null || typeof value === 'boolean') return value === true
  warn(pointer, 'notAFlag', 'left out: must be true or false')
  return false
}

function readSeverity(value: unknown, warn: Warn): 1 | 2 | 3 | 4 | null {
  if (value === undefined || value === null) return null
  if (value === 1 || value === 2 || value === 3 || value === 4) return value
  warn('/severity', 'notASeverity', 'left out: must be 1, 2, 3 or 4')
  return null
}

function readReportedAt(value: unknown, receivedAt: number, warn: Warn): number | null {
  if (value === undefined || value === null) return null
  const at = typeof value === 'string' ? parseInstant(value) : undefined
  if (at === undefined) {
    warn('/reportedAt', 'notAnInstant', 'the time of receipt stands in: not ISO 8601 with an offset')
    return null
  }
  if (at > receivedAt + AHEAD_MS || at < receivedAt - BEHIND_MS) {
    warn('/reportedAt', 'impossibleTime', 'the time of receipt stands in: in the future, or more than a year ago')
    return null
  }
  return Math.min(at, receivedAt)
}
