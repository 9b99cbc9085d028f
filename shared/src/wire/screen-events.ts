import type { EventKind } from './log-event.ts'

/** An event that may reach a screen: its kind, and the names of what is personal in it. */
export type ScreenEvent = { type: string; kind: EventKind; personal: readonly string[] }

const of = (kind: EventKind, types: Record<string, readonly string[]>): ScreenEvent[] =>
  Object.entries(types).map(([type, personal]) => ({ type, kind, personal }))

const HANDBACK = ['facts', 'parties', 'demands', 'risk', 'evidence'] as const

/**
 * Every type of event the product can emit that is not a line of the trace alone. The table in docs/access.md is made from
 * it, and a test lets each of them occur and sees who is told. Who emits a new one adds it here.
 */
export const SCREEN_EVENTS: readonly ScreenEvent[] = [
  ...of('incident', {
    'incident.opened': ['summary', 'address', 'location'],
    'incident.joined': [],
    'incident.triaged': ['classification', 'place', 'location'],
    'incident.located': ['classification', 'place', 'location'],
    'incident.classified': ['classification', 'reason'],
    'incident.dispatched': ['unitName', 'content'],
    'incident.delivered': [],
    'incident.seen': [],
    'incident.acknowledged': [],
    'incident.declined': ['reason'],
    'incident.departed': ['delayReason'],
    'incident.arrived': ['location', 'manualReason'],
    'incident.arrivalRetracted': [],
    'incident.reported': ['text'],
    'incident.delayed': ['delayReason'],
    'incident.stoodDown': [],
    'incident.settled': ['text', 'transferTo'],
    'incident.handedBack': HANDBACK,
    'incident.backupCalled': ['reason'],
    'incident.called': [],
    'incident.stepSkipped': [],
    'incident.departmentNotified': [],
    'incident.noticeAcknowledged': [],
    'incident.transferredToPolice': ['reason'],
    'incident.policeReported': ['text', 'transferTo'],
    'incident.policeLinkEnded': [],
    'incident.ticketIssued': ['title', 'content'],
    'incident.merged': ['reason'],
    'incident.flagged': ['reason'],
    'incident.attended': [],
    'incident.noted': ['text'],
    'incident.attached': ['caption'],
    'incident.cancelProposed': ['reason'],
    'incident.cancelled': ['reason'],
    'incident.visited': ['text'],
    'incident.closed': ['text'],
    'incident.reopened': ['reason'],
    'clock.started': [],
    'clock.retargeted': [],
    'clock.warned': [],
    'clock.breached': [],
    'clock.resumed': [],
    'clock.met': [],
    'clock.stopped': [],
  }),
  ...of('unit', {
    'unit.created': ['unitName'],
    'unit.changed': ['unitName'],
    'unit.retired': ['unitName'],
    'unit.wentOnDuty': [],
    'unit.wentOffDuty': [],
    'unit.sos': ['location'],
    'unit.sosAttended': [],
    'unit.sosEnded': ['text'],
  }),
  ...of('source', { 'source.silent': [], 'source.heard': [] }),
  ...of('duty', {
    'duty.gapAhead': [],
    'duty.gapBegan': [],
    'duty.gapChanged': [],
    'duty.gapFilled': [],
    'rollCall.started': [],
    'rollCall.answered': [],
    'rollCall.ended': [],
    'handover.offered': [],
    'handover.unsigned': [],
    'handover.signed': [],
  }),
  ...of('ticket', { 'ticket.issued': ['title', 'content'], 'ticket.dueMoved': [] }),
  ...of('audit', { 'personal.paceExceeded': [] }),
]
