import type { Classification } from '@liandong/shared/classify/classification.ts'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import { categoryLabel } from '../api/category-store.ts'
import type { Translate } from '../i18n/language.ts'
import { isMessageKey, type MessageKey } from '../i18n/messages.ts'

export type EventLine = { what: string; text: string; who: string; tone: 'plain' | 'breach' | 'faint' }

/** Starting and stopping of clocks is bookkeeping: the rings show it, the timeline does not. */
const UNSAID = new Set(['clock.started', 'clock.met', 'clock.stopped', 'clock.retargeted', 'clock.resumed'])

export const isSaid = (event: Pick<LogEvent, 'type'>): boolean => !UNSAID.has(event.type)

/** Receipts of a device: told, but not aloud. */
const FAINT = new Set(['incident.delivered', 'incident.seen', 'incident.attended'])

/** `toEventLine` puts one event into one line of words. `unitName` finds the name of a unit by its id. */
export function toEventLine(
  event: LogEvent,
  t: Translate,
  unitName: (unitId: string) => string | undefined,
): EventLine {
  const title = `vocab.event.${event.type}`
  const d = event.data
  const unit =
    typeof d.unitName === 'string' ? d.unitName : typeof d.unitId === 'string' ? unitName(d.unitId) : undefined
  const parts = [unit, ...detailOf(event, t)].filter((part): part is string => part !== undefined && part !== '')
  return {
    what: isMessageKey(title) ? t(title) : event.type,
    text: parts.join(t('case.line.comma')),
    who: whoOf(event, t),
    tone: event.type === 'clock.breached' ? 'breach' : FAINT.has(event.type) ? 'faint' : 'plain',
  }
}

function detailOf(event: LogEvent, t: Translate): (string | undefined)[] {
  const d = event.data
  const words = (prefix: string, value: unknown): string | undefined => {
    if (value === undefined || value === null) return undefined
    const plain = typeof value === 'string' ? value : JSON.stringify(value)
    const key = `${prefix}.${plain}`
    return isMessageKey(key) ? t(key as MessageKey) : plain
  }
  const said = textOf(d.text)
  switch (event.type) {
    case 'incident.triaged':
    case 'incident.classified':
      return [...classificationWords(d.classification as Classification | null, t), textOf(d.reason)]
    case 'incident.dispatched':
      return [textOf(d.content)]
    case 'incident.backupCalled':
      return [t('case.backup.more', { n: Number(d.count) }), textOf(d.reason)]
    case 'incident.declined':
    case 'incident.cancelled':
    case 'incident.cancelProposed':
    case 'incident.reopened':
    case 'incident.transferredToPolice':
      return [textOf(d.reason)]
    case 'incident.departed':
    case 'incident.delayed':
      return [textOf(d.delayReason)]
    case 'incident.arrived':
      return [words('vocab.arrivalProof', d.proof), textOf(d.manualReason)]
    case 'incident.reported':
    case 'incident.policeReported':
      return [
        words('case.parties', d.partiesPresent),
        d.injured === true ? t('case.report.injured') : undefined,
        d.policeNeeded === true ? t('case.report.policeNeeded') : undefined,
        d.canSettle === true ? t('case.report.canSettle') : undefined,
        said,
      ]
    case 'incident.settled':
      return [words('vocab.outcome', d.outcome), textOf(d.transferTo), said]
    case 'incident.handedBack':
      return [textOf(d.facts)]
    case 'incident.policeLinkEnded':
      return [words('case.police.why', d.why)]
    case 'incident.flagged':
      return [words('vocab.flag', d.flag), d.on === false ? t('case.flag.off') : undefined]
    case 'incident.visited':
      return [words('case.visit', d.result), said]
    case 'incident.attached':
      return [words('case.attach', d.kind), textOf(d.caption)]
    case 'incident.departmentNotified':
    case 'incident.noticeAcknowledged':
      return [textOf(d.organisationName)]
    case 'incident.called':
      return [words('case.called', d.outcome)]
    case 'incident.stepSkipped':
      return [words('case.call.step', d.step), words('case.skipped', d.why)]
    case 'clock.warned':
      return [words('vocab.clock', d.clock), d.clock === 'K3' ? words('case.ladder', d.step) : undefined]
    case 'clock.breached':
      return [words('vocab.clock', d.clock)]
    default:
      return [said, textOf(d.reason)]
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export function classificationWords(c: Classification | null, t: Translate): string[] {
  if (c === null) return []
  const type = [c.category, c.subtype].filter((code): code is string => code !== null && code !== '').map(categoryLabel)
  return [t(`vocab.police.${c.police}`), type.join(' · '), t(`vocab.severity.level.${c.severity}`)]
}

function whoOf(event: LogEvent, t: Translate): string {
  if (event.actor.name) return event.actor.name
  if (event.actor.kind === 'user') return event.actor.role ? t(`vocab.role.${event.actor.role}`) : ''
  return t(`vocab.actor.${event.actor.kind}`)
}
