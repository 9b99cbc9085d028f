import type { CalendarVersion } from './calendar.ts'
import { dueAfterWorkingDays } from './working-days.ts'

/** 相关部门需在5个工作日内办结 (D17). Another number is another version of the rule; a ticket keeps the one it was issued under. */
export const TICKET_RULE = { version: 1, workingDays: 5 } as const

/** When a ticket is due (K6), and by which rule and calendar that was found. */
export type TicketDue = {
  /** Epoch ms. */
  dueAt: number
  provisional: boolean
  calendarVersion: number
  ruleVersion: number
}

export function ticketDue(calendar: CalendarVersion, issuedAtMs: number): TicketDue {
  const { dueAt, provisional } = dueAfterWorkingDays(calendar.content, issuedAtMs, TICKET_RULE.workingDays)
  return { dueAt, provisional, calendarVersion: calendar.version, ruleVersion: TICKET_RULE.version }
}

export type KnownDue = {
  issuedAt: number
  dueAt: number | null
  provisional: boolean | null
  calendarVersion: number | null
}

/**
 * `movedDue` is what becomes of a ticket once this calendar is in force; undefined where nothing does. Only what is
 * provisional moves: a due date that was once certain stays what the department was told.
 */
export function movedDue(ticket: KnownDue, calendar: CalendarVersion): TicketDue | undefined {
  const isOpen = ticket.dueAt === null || (ticket.provisional === true && ticket.calendarVersion !== calendar.version)
  if (!isOpen) return undefined
  const due = ticketDue(calendar, ticket.issuedAt)
  return due.dueAt === ticket.dueAt && due.provisional === ticket.provisional ? undefined : due
}
