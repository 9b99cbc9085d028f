import type { Actor, Role } from '../access/actor.ts'
import { advance, open, passTime } from '../cases/incident/advance.ts'
import type { IncidentCommand } from '../cases/incident/commands.ts'
import type { IncidentContext, UnitFact } from '../cases/incident/context.ts'
import { decide } from '../cases/incident/decide.ts'
import type { CommandName } from '../cases/incident/lifecycle.ts'
import type { IncidentState } from '../cases/incident/state.ts'
import { triage } from '../cases/incident/steps/triage.ts'
import type { Classification } from '../classify/classification.ts'
import type { Refusal } from '../problems/refusal.ts'
import type { LadderBook } from '../clocks/ladder.ts'
import type { SlaBook } from '../clocks/sla.ts'
import { toIso } from '../time.ts'
import type { DecidedEvent } from '../wire/log-event.ts'

export const NOON = Date.parse('2026-11-24T04:00:00.000Z')

export const buildActor = (role: Role, extra: { id?: string; unitId?: string } = {}): Actor => ({
  kind: 'user',
  id: extra.id ?? role,
  role,
  organisationId: 'org-room',
  unitId: extra.unitId ?? null,
})

export const buildUnit = (id: string, extra: Partial<UnitFact> = {}): UnitFact => ({
  id,
  name: id,
  callSign: `网格 ${id.replace(/\D/g, '').padStart(2, '0')}`,
  onDuty: true,
  busyWith: null,
  ...extra,
})

export const buildClassification = (extra: Partial<Classification> = {}): Classification => ({
  police: 'nonPolice',
  dispute: true,
  category: '纠纷',
  subtype: '劳动欠薪',
  subtypes: ['劳动欠薪'],
  severity: 3,
  flags: [],
  confidence: 0.9,
  reasons: [],
  version: 'test',
  ...extra,
})

/** One incident told as a story, with a clock that the test moves. Every event so far is kept. */
export class IncidentStory {
  now = NOON
  state: IncidentState
  readonly events: DecidedEvent[] = []
  units: UnitFact[] = [buildUnit('u1'), buildUnit('u2'), buildUnit('u3')]
  facts: Partial<IncidentContext> = {}
  /** Targets beside the delivered ones. */
  sla: SlaBook = []
  ladder: LadderBook = []
  #ids = 0

  constructor({
    sla = [],
    summary = null,
    address = null,
    location = null,
    ...opened
  }: Record<string, unknown> & { sla?: SlaBook } = {}) {
    this.sla = sla
    const data = {
      no: '20261124-0001',
      alertId: 'a1',
      sourceId: 's1',
      channel: 'platform',
      severity: null,
      reportedAt: toIso(NOON),
      receivedAt: toIso(NOON),
      exercise: false,
      warnings: [],
      ...opened,
    }
    const personal = { summary, address, location }
    const by = { at: toIso(NOON), actorId: 's1', sla }
    const first = open('i1', { type: 'incident.opened', data, personal }, by)
    this.state = first.state
    this.events.push(...first.events)
  }

  /** Lets time pass, to the millisecond, with the timekeeper looking at every step on the way. */
  forward(ms: number): this {
    this.now += ms
    this.#take(passTime(this.state, this.now, toIso(this.now)))
    return this
  }

  triaged(classification: Partial<Classification> = {}): this {
    const place = {
      area: 'inside',
      centreId: 'village-01',
      gridId: 'grid-01-1',
      name: '映荷社区 3幢',
      confidence: 0.8,
    } as const
    const found = { classification: buildClassification(classification), place, location: { lat: 30.43, lon: 120.3 } }
    this.#take(advance(this.state, triage(this.state, found), this.#by('triage')))
    return this
  }

  /** Gives a command and returns the refusal, if it was one. */
  try<N extends CommandName>(
    name: N,
    body: Record<string, unknown> = {},
    actor: Actor = buildActor('operator'),
  ): Refusal | undefined {
    const ids = Array.from({ length: 5 }, () => `d${++this.#ids}`)
    const context: IncidentContext = { now: this.now, actor, ids, units: this.units, ...this.facts }
    const decision = decide(this.state, { name, body } as unknown as IncidentCommand, context)
    if (!decision.ok) {
      this.#ids -= 5
      return decision.refusal
    }
    this.#ids -= 5 - decision.events.filter((e) => e.type === 'incident.dispatched').length
    this.#take(advance(this.state, decision.events, this.#by(actor.id)))
    return undefined
  }

  /** Gives a command that must succeed. */
  do<N extends CommandName>(name: N, body: Record<string, unknown> = {}, actor?: Actor): this {
    const refusal = actor ? this.try(name, body, actor) : this.try(name, body)
    if (refusal) throw new Error(`${name} was refused: ${JSON.stringify(refusal)}`)
    return this
  }

  clock(id: string) {
    return this.state.clocks.findLast((c) => c.clock === id)
  }

  types(): string[] {
    return this.events.map((e) => e.type)
  }

  count(type: string, match: Record<string, unknown> = {}): number {
    return this.events.filter((e) => e.type === type && Object.entries(match).every(([k, v]) => e.data[k] === v)).length
  }

  #by(actorId: string) {
    return { at: toIso(this.now), actorId, sla: this.sla, ladder: this.ladder }
  }

  #take(advanced: { state: IncidentState; events: DecidedEvent[] }): void {
    this.state = advanced.state
    this.events.push(...advanced.events)
  }
}
