import { AUDIT_EVENTS, auditWords, type AuditRow } from '@liandong/shared/wire/audit.ts'
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
  return isMessageKey(key) ? `${t(key)} · ${actor.id}` : actor.id
}

export function roleWords({ actor }: Pick<AuditRow, 'actor'>, t: Translate): string {
  return actor.role ? t(`vocab.role.${actor.role}`) : '—'
}

export const sayValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const SHORT = 90

/** The content in one short line. */
export function factsWords(data: Record<string, unknown>): string {
  const line = Object.entries(data)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([field, value]) => `${field}: ${sayValue(value)}`)
    .join('，')
  return line.length <= SHORT ? line : `${line.slice(0, SHORT - 1)}…`
}

export const whereWords = (data: Record<string, unknown>): string =>
  typeof data.ip === 'string' ? data.ip : typeof data.address === 'string' ? data.address : '—'
