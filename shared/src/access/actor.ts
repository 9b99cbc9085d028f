/**
 * The roles of domain.md §3.8 under the account names of contract.md. The last three are the three administrators
 * (三员): one runs the system, one grants and revokes, one reads what both have done.
 */
export const ROLES = [
  'operator',
  'leader',
  'responder',
  'police',
  'department',
  'supervisor',
  'mediator',
  'petition',
  'wall',
  'admin',
  'security',
  'auditor',
] as const

export type Role = (typeof ROLES)[number]

/** Who acts. A person carries a role; a source and the product itself do not. */
export type Actor =
  | { kind: 'user'; id: string; role: Role; organisationId: string; unitId: string | null }
  | { kind: 'source'; id: string }
  | {
      kind: 'system'
      id: 'triage' | 'timekeeper' | 'play' | 'watch' | 'retention' | 'signer' | 'calendar' | 'geofence'
    }

/** What the log keeps of an actor; names live outside the chain. */
export type ActorRef = { kind: Actor['kind']; id: string; role?: Role }

export const toActorRef = (actor: Actor): ActorRef =>
  actor.kind === 'user' ? { kind: 'user', id: actor.id, role: actor.role } : { kind: actor.kind, id: actor.id }

/** The command room: the only place that dispatches (D4) and issues tickets (D16). */
export const COMMAND_ROOM: readonly Role[] = ['operator', 'leader']

/** The three administrators (三员): they run, grant and read what others did, and do none of the work. */
export const ADMINISTRATORS: readonly Role[] = ['admin', 'security', 'auditor']
