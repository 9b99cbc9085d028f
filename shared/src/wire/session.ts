import type { Role } from '../access/actor.ts'
import type { SignInStep } from '../access/sign-in-steps.ts'

/** The signed-in person as `GET /session` answers (contract.md). */
export type SessionUser = {
  id: string
  username: string
  name: string
  role: Role
  organisationId: string
  unitId: string | null
}

/** What `POST` and `GET /session` answer: until `needs` is null nothing else is. */
export type SessionAnswer = { user: SessionUser; needs: SignInStep }

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
