import { AUDIT_EVENTS, auditWords, toDiff, type AuditRow } from '@liandong/shared/wire/audit.ts'
import { getLanguage, type Translate } from '../../../i18n/language.ts'
import { isMessageKey } from '../../../i18n/messages.ts'
import { vocab } from '../../../i18n/zh/vocab.ts'

const EVENT = 'event.'
const CASE_TYPES = Object.keys(vocab).flatMap((key) => (key.startsWith(EVENT) ? [key.slice(EVENT.length)] : []))

/** Every type that has words, what administrators do first. */
export const KNOWN_TYPES: readonly string[] = [...Object.keys(AUDIT_EVENTS), ...CASE_TYPES]

/** What happened, in words; the code where this build has none. */
export function typeWords(type: string, t: Translate): string {
  const key = `vocab.${EVENT}${type}`
  return auditWords(type, getLanguage()) ?? (isMessageKey(key) ? t(key) : type)
}

/** Who: the name, the system or a source by its word, else the id. */
export function actorWords({ actor }: Pick<AuditRow, 'actor'>, t: Translate): string {
  if (actor.name) return actor.name
  const key = `vocab.actor.${actor.kind}`
  const part = `admin.audit.system.${actor.id}`
  return isMessageKey(key) ? `${t(key)} · ${isMessageKey(part) ? t(part) : actor.id}` : actor.id
}

export function roleWords({ actor }: Pick<AuditRow, 'actor'>, t: Translate): string {
  return actor.role ? t(`vocab.role.${actor.role}`) : '—'
}

export const sayValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const SHORT = 90

const sayShort = (value: unknown): string => (value === undefined || value === null ? '—' : sayValue(value))

/** Field by field, those inside a field as well; what is empty says nothing. */
const sayFields = (data: Record<string, unknown>): string[] =>
  Object.entries(data).flatMap(([field, value]) => {
    if (value === null || value === undefined) return []
    if (typeof value === 'object' && !Array.isArray(value)) return sayFields(value as Record<string, unknown>)
    return [`${field}: ${sayValue(value)}`]
  })

/** The content in one short line. */
export function factsWords(data: Record<string, unknown>): string {
  const diff = toDiff(data)?.map(({ field, before, after }) => `${field}: ${sayShort(before)} → ${sayShort(after)}`)
  const line = (diff ?? sayFields(data)).join('，')
  return line.length <= SHORT ? line : `${line.slice(0, SHORT - 1)}…`
}

export const whereWords = (data: Record<string, unknown>): string => (typeof data.place === 'string' ? data.place : '—')
