import { eq } from 'drizzle-orm'
import ical from 'ical-generator'
import { dutySpans, type Roster } from '@liandong/shared/duty/roster.ts'
import { DAY_MS } from '@liandong/shared/time.ts'
import { hashToken, newToken } from '../identity/tokens.ts'
import { appendAudit } from '../log/audit.ts'
import type { Change } from '../people/change.ts'
import type { Database } from '../store/database.ts'
import { account, dutyCalendar, unit } from '../store/schema.ts'
import { nameAt, readEntries, toEntry, toRoster } from './rota-read.ts'
import { readPlacements } from '../people/placements.ts'

/** How far a calendar looks: what is past fades, what is further ahead is not decided. */
const BACK_MS = 14 * DAY_MS
const AHEAD_MS = 62 * DAY_MS

/** A new secret address; the one there was is none from now on. The token leaves the server in this answer alone. */
export async function makeCalendar({ tx, subdistrictId, actor, now }: Change): Promise<string> {
  const token = newToken()
  await tx.delete(dutyCalendar).where(eq(dutyCalendar.accountId, actor.id))
  await tx
    .insert(dutyCalendar)
    .values({ tokenHash: hashToken(token), subdistrictId, accountId: actor.id, createdAt: new Date(now) })
  await appendAudit(tx, subdistrictId, actor.id, { type: 'calendar.made', data: {} }, { actor, now })
  return token
}

export async function revokeCalendar({ tx, subdistrictId, actor, now }: Change): Promise<void> {
  await tx.delete(dutyCalendar).where(eq(dutyCalendar.accountId, actor.id))
  await appendAudit(tx, subdistrictId, actor.id, { type: 'calendar.revoked', data: {} }, { actor, now })
}

/** The calendar behind an address; undefined where it was revoked, the account disabled or its unit retired. */
export async function readCalendar({ db }: Database, token: string, now: number): Promise<string | undefined> {
  const [found] = await db
    .select({ account, unit })
    .from(dutyCalendar)
    .innerJoin(account, eq(account.id, dutyCalendar.accountId))
    .leftJoin(unit, eq(unit.id, account.unitId))
    .where(eq(dutyCalendar.tokenHash, hashToken(token)))
  if (!found || found.account.disabledAt || !found.unit || found.unit.retiredAt) return undefined
  const { subdistrictId } = found.account
  const entries = await readEntries(db, subdistrictId, now - BACK_MS, now + AHEAD_MS)
  const roster = toRoster(found.unit, entries.map(toEntry))
  const placements = await readPlacements(db, subdistrictId)
  return writeCalendar(roster, (id) => nameAt(placements, id, now), now)
}

/** RFC 5545: the own times on duty and where, and nobody's name. */
export function writeCalendar(roster: Roster, placeOf: (organisationId: string) => string, now: number): string {
  const calendar = ical({
    name: '我的值班',
    prodId: { company: 'liandong', product: 'duty', language: 'ZH' },
    ttl: 3_600,
  })
  for (const span of dutySpans(roster, now - BACK_MS, now + AHEAD_MS))
    calendar.createEvent({
      // the same duty keeps its id, so that a calendar moves it and shows it once
      id: `${roster.unitId}-${span.fromAt}@liandong`,
      start: new Date(span.fromAt),
      end: new Date(span.untilAt),
      stamp: new Date(now),
      summary: `值班：${placeOf(span.organisationId)}`,
    })
  return calendar.toString()
}
