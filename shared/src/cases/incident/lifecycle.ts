import type { Role } from '../../access/actor.ts'

/**
 * The incident life cycle: the one table of stages and moves (domain.md §3.1). HTTP routes, the action bar, the
 * keyboard, OpenAPI and the diagram in the docs are made from it.
 */
export const STAGES = [
  'received',
  'triaged',
  'dispatched',
  'acknowledged',
  'enRoute',
  'onScene',
  'reported',
  'handedBack',
  'toPolice',
  'settled',
  'ticketed',
  'transferred',
  'noAction',
  'visited',
  'closed',
  'merged',
  'cancelled',
] as const
export type Stage = (typeof STAGES)[number]

/** domain.md §3.2; `expired` is an order replaced before anyone acknowledged it. */
export const DISPATCH_STAGES = [
  'created',
  'delivered',
  'seen',
  'acknowledged',
  'enRoute',
  'arrived',
  'reported',
  'done',
  'declined',
  'expired',
  'stoodDown',
] as const
export type DispatchStage = (typeof DISPATCH_STAGES)[number]

export const ACTIVE_DISPATCH: readonly DispatchStage[] = [
  'created',
  'delivered',
  'seen',
  'acknowledged',
  'enRoute',
  'arrived',
  'reported',
]
export const isActiveDispatch = (d: { stage: DispatchStage }): boolean => ACTIVE_DISPATCH.includes(d.stage)

const BEFORE_ORDER: readonly Stage[] = ['received', 'triaged']
const UNDER_ORDER: readonly Stage[] = ['dispatched', 'acknowledged', 'enRoute', 'onScene', 'reported']
const WORK: readonly Stage[] = [...BEFORE_ORDER, ...UNDER_ORDER, 'handedBack']
const OUTCOMES: readonly Stage[] = ['toPolice', 'settled', 'ticketed', 'transferred', 'noAction']
const ANY_LIVE: readonly Stage[] = [...WORK, ...OUTCOMES, 'visited']
const RESPONDER_WORK: readonly Stage[] = [...UNDER_ORDER, 'handedBack', 'toPolice']

export type Move = {
  from: readonly Stage[]
  /** The stage it leads to; absent where the stage stays, or follows the furthest dispatch. */
  to?: Stage
  who: readonly Role[]
  /** A responder may act only through a dispatch to the own unit. */
  ownDispatch?: true
  /** One key at the desk (domain.md §4.1). */
  key?: string
}

const ROOM: readonly Role[] = ['operator', 'leader']
const ROOM_AND_FIELD: readonly Role[] = ['operator', 'leader', 'responder']

export const MOVES = {
  classify: { from: [...WORK, ...OUTCOMES], to: 'triaged', who: ROOM, key: 'p' },
  dispatch: { from: [...WORK, 'toPolice'], to: 'dispatched', who: ROOM, key: 'd' },
  deliver: { from: RESPONDER_WORK, who: ROOM_AND_FIELD, ownDispatch: true },
  see: { from: RESPONDER_WORK, who: ROOM_AND_FIELD, ownDispatch: true },
  acknowledge: { from: RESPONDER_WORK, to: 'acknowledged', who: ROOM_AND_FIELD, ownDispatch: true },
  decline: { from: RESPONDER_WORK, who: ROOM_AND_FIELD, ownDispatch: true },
  // the fallback of an order nobody acknowledges (D33): somebody of the room telephones
  call: { from: RESPONDER_WORK, who: ROOM },
  depart: { from: RESPONDER_WORK, to: 'enRoute', who: ROOM_AND_FIELD, ownDispatch: true },
  arrive: { from: RESPONDER_WORK, to: 'onScene', who: ROOM_AND_FIELD, ownDispatch: true },
  // an arrival the circle around the scene gave, and that was none
  retractArrival: { from: RESPONDER_WORK, who: ROOM_AND_FIELD, ownDispatch: true },
  report: { from: RESPONDER_WORK, to: 'reported', who: [...ROOM_AND_FIELD, 'police'], ownDispatch: true },
  settle: { from: [...WORK, 'toPolice'], to: 'settled', who: [...ROOM_AND_FIELD, 'police'], ownDispatch: true },
  handback: { from: ['onScene', 'reported'], to: 'handedBack', who: ROOM_AND_FIELD, ownDispatch: true },
  callBackup: { from: RESPONDER_WORK, who: ROOM_AND_FIELD, ownDispatch: true },
  transferPolice: { from: WORK, to: 'toPolice', who: ROOM },
  issueTicket: { from: ['handedBack'], to: 'ticketed', who: ROOM, key: 't' },
  merge: { from: WORK, to: 'merged', who: ROOM },
  // 先期处置: the department that an order told as well
  acknowledgeNotice: { from: ANY_LIVE, who: ['operator', 'leader', 'department'] },
  flag: { from: ANY_LIVE, who: ['operator', 'leader', 'supervisor'] },
  attend: { from: ANY_LIVE, who: ['operator', 'leader', 'supervisor'] },
  note: { from: ANY_LIVE, who: ['operator', 'leader', 'responder', 'police', 'supervisor'], ownDispatch: true },
  cancel: { from: WORK, to: 'cancelled', who: ROOM },
  visit: { from: OUTCOMES, to: 'visited', who: ROOM },
  close: { from: [...OUTCOMES, 'visited'], to: 'closed', who: ['operator', 'leader', 'supervisor'] },
  reopen: { from: ['closed'], to: 'triaged', who: ['operator', 'leader', 'supervisor'] },
} as const satisfies Record<string, Move>

export type CommandName = keyof typeof MOVES
export const COMMANDS = Object.keys(MOVES) as CommandName[]

/** A case that nobody has to look at any more. */
export const ENDED: readonly Stage[] = ['closed', 'merged', 'cancelled']
