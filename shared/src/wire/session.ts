import type { Role } from '../access/actor.ts'

/** The signed-in person as `GET /session` answers (contract.md). */
export type SessionUser = {
  id: string
  username: string
  name: string
  role: Role
  organisationId: string
  unitId: string | null
}

/** Where `/` leads each role (contract.md, Pages). */
export const HOME_PAGE: Record<Role, string> = {
  operator: '/desk',
  leader: '/desk',
  responder: '/duty',
  police: '/desk',
  department: '/tickets',
  supervisor: '/supervise',
  mediator: '/mediations',
  petition: '/petitions',
  wall: '/wall',
  admin: '/admin',
  security: '/admin',
  auditor: '/admin',
}
