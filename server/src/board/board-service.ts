import { eq } from 'drizzle-orm'
import { audienceOf, type Audience, maySee, showIncident } from '@liandong/shared/access/audience.ts'
import { callSign } from '@liandong/shared/access/call-sign.ts'
import type { Actor } from '@liandong/shared/access/actor.ts'
import { ownPart } from '@liandong/shared/duty/roll-call.ts'
import { DELIVERED_DUTY } from '@liandong/shared/duty/duty-rules.ts'
import { versionAt } from '@liandong/shared/settings/version.ts'
import { slaSince, type SlaVersion } from '@liandong/shared/clocks/sla.ts'
import { DAY_MS } from '@liandong/shared/time.ts'
import type { Board, BoardSla, BoardSource, BoardUnit } from '@liandong/shared/board/board.ts'
import type { SettingBooks } from '../settings/setting-books.ts'
import { foldDuty, type BoardDuty } from '@liandong/shared/board/evolve-duty.ts'
import type { ServerClock } from '../platform/clock.ts'
import { readOpenGaps } from '../duty/gap-watch.ts'
import { readRunning } from '../duty/roll-call-read.ts'
import { readUnsignedTurn } from '../duty/handover-turns.ts'
import type { UnitDirectory } from '../duty/unit-directory.ts'
import { countIntake, startOfDay } from '../insight/today.ts'
import type { Quarantine } from '../intake/quarantine.ts'
import type { StoredEvent } from '../log/read.ts'
import type { LogTail } from '../log/tail.ts'
import type { Database } from '../store/database.ts'
import { incident, source } from '../store/schema.ts'
import { kindShown } from './show-event.ts'
import { BoardCache, type Witnessed } from './board-cache.ts'

type Deps = {
  database: Database
  clock: ServerClock
  tail: LogTail
  units: UnitDirectory
  quarantine: Quarantine
  settings: SettingBooks
}
type User = Extract<Actor, { kind: 'user' }>

/** JSON knows no infinity: what always held holds from the beginning of time. */
const toBoardSla = (one: SlaVersion): BoardSla => ({ ...one, effectiveFrom: Math.max(one.effectiveFrom, 0) })

/** The board as each caller may see it: all live work, consistent at `seq` (contract.md, GET /board). */
export class BoardService {
  readonly #deps: Deps
  readonly cache = new BoardCache()
  readonly #returning = new Map<string, Promise<void>>()
  /** Gaps and the turn of the shift, folded from the log like the cases. */
  readonly #duty = new Map<string, BoardDuty>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  async open(subdistrictIds: readonly string[]): Promise<void> {
    const { database, tail } = this.#deps
    for (const id of subdistrictIds) {
      const seq = await this.cache.load(database, id)
      // read after the cases: what is told again from `seq` on changes nothing
      const gaps = await readOpenGaps(database.db, id)
      const unsignedTurn = await readUnsignedTurn(database.db, id)
      this.#duty.set(id, { gaps, unsignedTurn, rollCall: await readRunning(database.db, id) })
      tail.follow(id, seq)
    }
  }

  /** Folds what the log's tail has read and returns it with the states around each event. */
  witness(subdistrictId: string, events: readonly StoredEvent[]): Witnessed[] {
    for (const event of events) if (event.kind === 'unit') this.#deps.units.fold({ ...event, subdistrictId })
    const duty = events.filter((event) => event.kind === 'duty')
    if (duty.length > 0) this.#duty.set(subdistrictId, duty.reduce(foldDuty, this.#duty.get(subdistrictId) ?? {}))
    const witnessed = this.cache.fold(subdistrictId, events)
    for (const { event, after } of witnessed) {
      if (event.kind === 'incident' && after === undefined) this.#bringBack(subdistrictId, event.caseId)
    }
    return witnessed
  }

  /** An event of a case that is not in memory: it had ended and was reopened. */
  #bringBack(subdistrictId: string, incidentId: string): void {
    const read = this.#read(subdistrictId, incidentId).finally(() => this.#returning.delete(incidentId))
    this.#returning.set(incidentId, read)
  }

  async #read(subdistrictId: string, incidentId: string): Promise<void> {
    const [row] = await this.#deps.database.db
      .select({ state: incident.state })
      .from(incident)
      .where(eq(incident.id, incidentId))
    if (row) this.cache.restore(subdistrictId, row.state)
  }

  async read(subdistrictId: string, user: User): Promise<Board> {
    const { tail, clock, units, database, quarantine, settings } = this.#deps
    const audience = audienceOf(user.role)
    const now = clock.now()
    const [sources, today, quarantined] = await Promise.all([
      this.#sources(subdistrictId, audience),
      countIntake(database.db, subdistrictId, startOfDay(now), now + 1),
      quarantine.count(subdistrictId),
    ])
    await tail.caughtUp(subdistrictId)
    await Promise.all(this.#returning.values())
    const live = [...this.cache.incidents(subdistrictId)]
    const theirs = live.filter((state) => maySee(state, user))
    const seen = theirs.map((state) => showIncident(audience, state))
    const all = audience === 'none' ? [] : units.board(subdistrictId, theirs)
    return {
      seq: tail.head(subdistrictId),
      viewer: { role: user.role, unitId: user.unitId },
      serverTime: new Date(now).toISOString(),
      incidents: seen,
      units: all
        .filter((unit) => audience !== 'unit' || unit.id === user.unitId)
        .map((unit) => (audience === 'wall' ? { ...unit, name: callSign(unit) } : unit)),
      sources,
      today,
      ...this.#dutyFor(subdistrictId, audience, user.unitId),
      quarantined,
      turns: versionAt(settings.of(subdistrictId, 'dutyRules'), now, DELIVERED_DUTY).content.turns,
      sla: audience === 'none' ? [] : slaSince(settings.of(subdistrictId, 'sla'), now - DAY_MS).map(toBoardSla),
    }
  }

  /** The room and its walls see all of the duty; a unit its own part of a roll-call. */
  #dutyFor(subdistrictId: string, audience: Audience, unitId: string | null): BoardDuty {
    const duty = this.#duty.get(subdistrictId) ?? {}
    if (kindShown(audience, 'duty')) return duty
    return audience === 'unit' ? { rollCall: ownPart(duty.rollCall ?? null, unitId) } : {}
  }

  /** The units with what they do at this moment, for whoever has to choose among them. */
  units(subdistrictId: string): BoardUnit[] {
    return this.#deps.units.board(subdistrictId, [...this.cache.incidents(subdistrictId)])
  }

  /** Only what the live feed keeps true for this audience: a screen that resumes shows what one that reads anew shows. */
  async #sources(subdistrictId: string, audience: Audience): Promise<BoardSource[]> {
    if (!kindShown(audience, 'source')) return []
    const seesEveryAlert = audience === 'room' || audience === 'wall'
    const rows = await this.#deps.database.db
      .select()
      .from(source)
      .where(eq(source.subdistrictId, subdistrictId))
      .orderBy(source.id)
    return rows.map((row) => ({
      id: row.id,
      label: { zh: row.labelZh, en: row.labelEn },
      lastAlertAt: seesEveryAlert ? (row.lastAlertAt?.toISOString() ?? null) : null,
      silentSince: row.silentSince?.toISOString() ?? null,
    }))
  }
}
