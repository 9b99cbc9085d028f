import type { Actor } from '../../access/actor.ts'
import type { CategoryVersion } from '../../classify/category-tree.ts'
import type { Channel, Outcome } from './state.ts'
import type { Stage } from './lifecycle.ts'

/** What a unit is to a dispatcher at this moment. */
export type UnitFact = {
  id: string
  name: string
  callSign: string
  onDuty: boolean
  /** Absent where it is no vehicle: how many vehicles of the street are free (D7). */
  freeVehicles?: number
  /** A vehicle that cannot be driven; nobody sends it, also not off duty. */
  outOfService?: { reason: string; since: string }
  /** The incident it has an active order on. */
  busyWith: { incidentId: string; incidentNo: string; by: string; at: string } | null
}

/** All that `decide` may know beside the state and the command; the server looks it up, the rule never does. */
export type IncidentContext = {
  /** Server time, epoch ms. */
  now: number
  actor: Actor
  /** Fresh ids in the order they are needed. */
  ids: readonly string[]
  units?: readonly UnitFact[]
  /** The departments an order tells as well, by the names they have. */
  notify?: readonly { id: string; name: string }[]
  mergeTarget?: { id: string; no: string; stage: Stage; live: boolean; exercise: boolean }
  /** Who handles a ticket of this type at this place (D14), found by the routing table. */
  route?: { organisationId: string; reason: string }
  /** The category tree in force, for whoever classifies; the delivered one where nothing else was decided. */
  categories?: CategoryVersion
  channel?: Channel
  /** How near to the scene counts as there. */
  arrivalRadiusM?: number
  outcome?: Outcome
}
