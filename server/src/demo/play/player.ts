import type { Actor } from '@liandong/shared/access/actor.ts'
import type { IncidentCommand } from '@liandong/shared/cases/incident/commands.ts'
import { isActiveDispatch, MOVES, type Stage } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { Dispatch, IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { GeoPoint } from '@liandong/shared/geo/point.ts'
import { handleIncident } from '../../cases/handler.ts'
import { suggestUnits } from '../../duty/suggest.ts'
import type { Services } from '../../http/services.ts'
import { takeAlert } from '../../intake/intake.ts'
import type { Logger } from '../../platform/logger.ts'
import { composeAlert } from './compose-alert.ts'
import { Movement } from './movement.ts'
import { nextStep } from './next-step.ts'
import { PlayLedger } from './play-ledger.ts'
import type { Random } from './random.ts'
import { FULL_AT, MOST_LIVE, untilNextAlert } from './rhythm.ts'
import { openStreetNet } from '@liandong/shared/geo/street-net.ts'
import { temperamentOf } from './temperament.ts'
import { nextMove, stationAnswers } from './virtual-operator.ts'
import type { Place } from '../place/place.ts'

export type Theatre = {
  services: Services
  log: Logger
  random: Random
  subdistrictId: string
  place: Place
  homeOf: (unitId: string) => GeoPoint | undefined
}

const PLAY: Actor = { kind: 'system', id: 'play' }
const WALK_M_A_SECOND = 4.5
const PATROL_M_A_SECOND = 8
/** Fixes written in one tick: after a start ninety units come in over some seconds, not at once. */
const MOST_FIXES = 12

/** Plays the town tick by tick. It keeps nothing that a restart would need: what is under way is read from the board. */
export class Player {
  readonly #s: Theatre
  readonly #ledger: PlayLedger
  readonly #movement: Movement
  #raised = 0
  #nextAlertAt: number | undefined

  constructor(stage: Theatre) {
    this.#s = stage
    this.#ledger = new PlayLedger(stage.services.scoped.of(stage.subdistrictId, 'work'), stage.subdistrictId)
    this.#movement = new Movement(openStreetNet(stage.place.gazetteer.roads), stage.random)
  }

  async tick(): Promise<void> {
    const { services, subdistrictId } = this.#s
    const now = services.clock.now()
    await this.#ledger.refresh(now)
    const live = [...services.board.cache.incidents(subdistrictId)]
    const own = live.filter((incident) => this.#ledger.isOwn(incident))
    await this.#attempt('alert', () => this.#raise(own.length, now))
    const moved: [string, GeoPoint][] = []
    for (const incident of live) {
      for (const d of incident.dispatches) {
        if (!isActiveDispatch(d) || this.#ledger.isPersons(d.unit.id)) continue
        if (await this.#attempt('unit', () => this.#playUnit(incident, d, moved, now))) break
      }
    }
    for (const incident of own)
      await this.#attempt('operator', () => this.#playOperator(incident, own.length >= FULL_AT, now))
    this.#idle(live, moved, now)
    for (const [unitId, at] of moved.slice(0, Math.max(MOST_FIXES, live.length))) {
      services.positions.take({ unitId, point: at, accuracyM: 12, via: 'tracker' })
    }
  }

  /** One thing that goes wrong is logged, and everything else goes on. */
  async #attempt<T>(what: string, run: () => Promise<T>): Promise<T | undefined> {
    try {
      return await run()
    } catch (error) {
      this.#s.log.warn({ error: String(error), what }, 'play')
      return undefined
    }
  }

  /** Through the product's own acceptance, as the platform would hand it over. */
  async #raise(ownLive: number, now: number): Promise<void> {
    const { services, random, place, subdistrictId } = this.#s
    this.#nextAlertAt ??= now + untilNextAlert(0, ownLive, random)
    if (now < this.#nextAlertAt) return
    if (ownLive < MOST_LIVE) {
      const alert = composeAlert(place.gazetteer, random, now)
      const source = { id: 'platform-110', subdistrictId, kind: 'platform-110' }
      const taken = await takeAlert(services, source, Buffer.from(JSON.stringify(alert)), null)
      if (taken.ok) this.#ledger.note(taken.alertId)
    }
    this.#raised += 1
    this.#nextAlertAt = now + untilNextAlert(this.#raised, ownLive + 1, random)
  }

  /** Plays one order on; true where a command was given, after which the incident is looked at anew next time. */
  async #playUnit(incident: IncidentState, d: Dispatch, moved: [string, GeoPoint][], now: number): Promise<boolean> {
    const unitId = d.unit.id
    this.#embody(unitId)
    const target = incident.location
    const around = {
      isThere: target === null ? null : this.#movement.isAt(unitId, target),
      at: this.#movement.at(unitId) ?? null,
      withPerson: this.#withPerson(incident),
    }
    const t = temperamentOf(d.id)
    const step = nextStep(incident, d, t, around, now)
    if (step && 'do' in step) return this.#give(incident, step.do, PLAY)
    const here = this.#movement.at(unitId)
    const at =
      step && target
        ? this.#movement.travel(unitId, target, t.metresASecond, now)
        : here && this.#movement.linger(unitId, d.arrivedAt && target ? target : here, now)
    if (at) moved.push([unitId, at])
    return false
  }

  #withPerson = (incident: IncidentState): boolean =>
    incident.dispatches.some((d) => isActiveDispatch(d) && this.#ledger.isPersons(d.unit.id))

  async #playOperator(incident: IncidentState, isFull: boolean, now: number): Promise<void> {
    const { services, subdistrictId } = this.#s
    const suggest = () => {
      const units = services.board.units(subdistrictId).filter((unit) => !this.#ledger.isPersons(unit.id))
      const around = { units, directory: services.units, orders: new Map<string, number>(), now }
      return suggestUnits(incident, around).suggestions.map((unit) => unit.unitId)
    }
    const withPerson = this.#withPerson(incident)
    const proposed = nextMove(incident, { suggest, isFull, withPerson }, now) ?? stationAnswers(incident, 'report', now)
    if (!proposed) return
    // asked last, since it reads the log: what a person has touched is theirs
    const isTheirs = withPerson || (await this.#ledger.isTouched(incident))
    const move = isTheirs ? stationAnswers(incident, 'report', now) : proposed
    if (!move) return
    const actor = move.as === 'police' ? this.#ledger.police() : PLAY
    if (actor) await this.#give(incident, move.command, actor)
  }

  /** The rule book lets the product itself do anything at any stage; the play keeps to the table, and to what it saw. */
  async #give(incident: IncidentState, command: IncidentCommand, actor: Actor): Promise<boolean> {
    const { services, subdistrictId, log } = this.#s
    if (!(MOVES[command.name].from as readonly Stage[]).includes(incident.stage)) return false
    const seen = { name: command.name, body: { ...command.body, expectedVersion: incident.version } } as IncidentCommand
    const deps = { ...services.handler, database: services.scoped.of(subdistrictId, 'work') }
    const asked = { subdistrictId, incidentId: incident.id, command: seen, actor }
    const result = await handleIncident(deps, asked)
    if (!result.ok) log.debug({ incident: incident.no, command: command.name, refusal: result.refusal }, 'play')
    return result.ok
  }

  /** Whoever has no order goes home, stands about there, or patrols. */
  #idle(live: readonly IncidentState[], moved: [string, GeoPoint][], now: number): void {
    const { services, subdistrictId, place } = this.#s
    const busy = new Set(live.flatMap((i) => i.dispatches.filter(isActiveDispatch).map((d) => d.unit.id)))
    const stops = place.gazetteer.compounds.map((compound) => compound.point)
    for (const unit of services.units.of(subdistrictId)) {
      if (busy.has(unit.id) || this.#ledger.isPersons(unit.id) || !unit.onDuty) continue
      this.#embody(unit.id)
      const home = this.#s.homeOf(unit.id) ?? this.#movement.at(unit.id)
      if (!home) continue
      const at =
        unit.kind === 'vehicle'
          ? this.#movement.patrol(unit.id, stops, PATROL_M_A_SECOND, now)
          : this.#movement.isAt(unit.id, home)
            ? this.#movement.linger(unit.id, home, now)
            : this.#movement.travel(unit.id, home, WALK_M_A_SECOND, now)
      if (at) moved.push([unit.id, at])
    }
  }

  #embody(unitId: string): void {
    const row = this.#s.services.units.find(unitId)
    const known = row && row.lat !== null && row.lon !== null ? { lat: row.lat, lon: row.lon } : this.#s.homeOf(unitId)
    if (known) this.#movement.place(unitId, known)
  }
}
