import type { Role } from '../access/actor.ts'
import type { IncidentState } from '../cases/incident/state.ts'
import type { SlaVersion } from '../clocks/sla.ts'
import type { LogEvent } from '../wire/log-event.ts'
import type { RollCall } from '../duty/roll-call.ts'
import type { Sos } from '../duty/sos.ts'
import type { UnitState } from '../duty/unit-state.ts'

/** A unit on the board (contract.md). `state` is what it is doing, `onDuty` what the rota says. */
export type BoardUnit = {
  id: string
  name: string
  /** What walls call it (call-sign.ts); theirs have it as the name too. */
  callSign: string
  kind: 'person' | 'team' | 'vehicle'
  force: string
  tier: 1 | 2 | 3
  skills: string[]
  organisationId: string
  state: UnitState
  onDuty: boolean
  location: { lat: number; lon: number } | null
  locationAt: string | null
  /** When it was last heard of: an open screen, a position, a receipt, a command. */
  lastContactAt?: string | null
  incidentId: string | null
  /** The unit calls for help, and the room has not said how it ended. */
  sos?: Sos | null
}

/** An alert source as the screens know it; `silentSince` is set while nothing comes for longer than configured. */
export type BoardSource = {
  id: string
  label: { zh: string; en: string }
  lastAlertAt: string | null
  silentSince: string | null
}

/** Today's counts (Asia/Shanghai day), drills left out. */
export type TodayCounts = {
  alerts: number
  platform: number
  offline: number
  police: number
  nonPolice: number
  undecided: number
  dispute: number
  ticketsPlatform: number
  ticketsOffline: number
  breaches: number
}

/** Targets and from when they hold (epoch ms; 0 for those of the rule book as delivered). */
export type BoardSla = SlaVersion

/** A gap of the rota that was told: ahead, or begun and not filled (D5, A12). */
export type BoardGap = {
  id: string
  organisationId: string
  organisation: string
  /** The role that is wanting, where it is a post of the command room. */
  post: string | null
  fromAt: string
  untilAt: string | null
  missing: number
  hasBegun: boolean
}

export type BoardViewer = { role: Role; unitId: string | null }

export type Board = {
  seq: number
  /** For whom this board was cut; what stops being theirs to see leaves it. Absent where everything may be seen. */
  viewer?: BoardViewer
  serverTime: string
  incidents: IncidentState[]
  units: BoardUnit[]
  sources: BoardSource[]
  today: TodayCounts
  /** For the room and its walls alone. */
  gaps?: BoardGap[]
  /** The turn of the shift that nobody has taken over in time; null where all is signed (domain.md §3.9). */
  unsignedTurn?: string | null
  /** The roll-call that runs; for a unit that is asked, its own part of it. */
  rollCall?: RollCall | null
  quarantined: number
  /** When the shift turns, minutes of the day in Shanghai; absent from a server that does not say. */
  turns?: number[]
  /** The targets of the last day and those decided for later, so that a screen without network counts by the right ones. */
  sla: BoardSla[]
}

/** Where a unit is and when it was last heard of; one that never said where it is has been heard of all the same. */
export type UnitPosition = {
  id: string
  location: { lat: number; lon: number } | null
  locationAt: string | null
  lastContactAt?: string | null
}

/** Heartbeat of the live feed: everything up to `seq` has been sent to this screen. */
export type Beat = {
  seq: number
  serverTime: string
  /** Age of the last canary job, ms: the queue's own heartbeat; null where none has come yet. */
  queueAgeMs: number | null
  quarantined: number
  deadLetters: number
  /** The version of the category tree in force: a screen that has another reads it again. */
  categoryVersion: number
}

export type LiveEvents = LogEvent[]
