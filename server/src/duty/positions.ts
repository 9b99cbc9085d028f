import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { judgeFixAge, stepFence, wayToScene, type FenceState } from '@liandong/shared/duty/arrival.ts'
import type { GeoPoint } from '@liandong/shared/geo/point.ts'
import { toIso } from '@liandong/shared/time.ts'
import { handleIncident, type HandlerDeps } from '../cases/handler.ts'
import type { Logger } from '../platform/logger.ts'
import type { PositionWriter } from './position-writer.ts'
import type { UnitDirectory } from './unit-directory.ts'

type Deps = {
  handler: HandlerDeps
  units: UnitDirectory
  writer: PositionWriter
  log: Logger
  incidents: (subdistrictId: string) => Iterable<IncidentState>
}

export type SentFix = {
  unitId: string
  point: GeoPoint
  accuracyM?: number | undefined
  /** When a device says it was there, epoch ms; without it the server's own time stands in. */
  at?: number | undefined
  via: 'phone' | 'tracker'
  /** Sent with a call for help: kept off duty too, for whoever calls wants to be found. */
  withSos?: true
}
export type Taken = { taken: true } | { taken: false; why: 'unknown' | 'offDuty' }

const ARRIVER = { kind: 'system', id: 'geofence' } as const

/**
 * Takes positions of units on duty, from phones and trackers alike: off duty none is kept (domain.md §2.5). A unit on its
 * way that enters the circle around its scene arrives by itself (K4). What is remembered between two fixes is of this
 * process: a device that is heard by two of them arrives a fix later.
 */
export class Positions {
  readonly #deps: Deps
  readonly #fences = new Map<string, FenceState>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  take({ unitId, point, accuracyM, at, via, withSos }: SentFix): Taken {
    const { handler, units, writer } = this.#deps
    const now = handler.clock.now()
    const row = units.find(unitId)
    if (!row) return { taken: false, why: 'unknown' }
    if (!row.onDuty && !withSos) return { taken: false, why: 'offDuty' }
    const age = at === undefined ? 'fresh' : judgeFixAge(at, now)
    // a device that is ahead was heard now all the same
    const seenAt = at === undefined || age === 'ahead' ? now : Math.min(at, now)
    const { subdistrictId } = row
    writer.keep({ subdistrictId, unitId, at: seenAt, receivedAt: now, ...point, accuracyM: accuracyM ?? null, via })
    units.moved(unitId, point, seenAt, now)
    if (age === 'fresh') this.#watchFence(subdistrictId, unitId, { ...point, accuracyM }, seenAt)
    return { taken: true }
  }

  #watchFence(subdistrictId: string, unitId: string, fix: GeoPoint & { accuracyM: number | undefined }, at: number) {
    const { handler, log } = this.#deps
    const order = this.#wayOf(subdistrictId, unitId)
    if (!order || order.dispatch.departedAt === null || at < Date.parse(order.dispatch.departedAt)) {
      this.#fences.delete(unitId)
      return
    }
    const { isThere } = wayToScene(fix, order.scene, handler.arrivalRadiusM)
    const { state, arrivedAt } = stepFence(this.#fences.get(unitId), { dispatchId: order.dispatch.id, isThere, at })
    this.#fences.set(unitId, state)
    if (arrivedAt === undefined) return
    this.#fences.delete(unitId)
    const { lat, lon } = fix
    const body = {
      dispatchId: order.dispatch.id,
      occurredAt: toIso(arrivedAt),
      location: {
        lat,
        lon,
        crs: 'wgs84' as const,
        ...(fix.accuracyM === undefined ? {} : { accuracyM: fix.accuracyM }),
      },
    }
    const asked = { subdistrictId, incidentId: order.incidentId, actor: ARRIVER }
    // who pressed the button meanwhile was quicker, and that is no fault
    handleIncident(handler, { ...asked, command: { name: 'arrive', body } }).catch((error: unknown) =>
      log.warn({ error: String(error), incidentId: order.incidentId }, 'an arrival by position was not kept'),
    )
  }

  /** The order this unit is on its way for, and where to. */
  #wayOf(subdistrictId: string, unitId: string) {
    for (const incident of this.#deps.incidents(subdistrictId)) {
      const dispatch = incident.dispatches.find((d) => d.unit.id === unitId && isActiveDispatch(d))
      if (dispatch?.stage === 'enRoute' && !dispatch.arrivalsRetracted && incident.location)
        return { incidentId: incident.id, dispatch, scene: incident.location }
    }
    return undefined
  }
}
