import { ADMINISTRATORS, type Role } from './actor.ts'

/**
 * What kind of data a role works on. The database holds it to that by itself (ADR 0019): the classes are roles of
 * PostgreSQL with their own grants, so a route that asks for too much is refused there.
 */
export const DATA_CLASSES = ['work', 'config', 'audit', 'erase', 'signIn'] as const
export type DataClass = (typeof DATA_CLASSES)[number]

/**
 * Cases for whoever works on them, settings and people for administrators, the log for the auditor (三员分立). Nobody is of the class
 * `erase` or `signIn`: only the routes that erase a person, and those of sign-in, take them on.
 */
export const dataClassOf = (role: Role): DataClass =>
  role === 'auditor' ? 'audit' : ADMINISTRATORS.includes(role) ? 'config' : 'work'
