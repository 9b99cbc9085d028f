import { randomInt } from 'node:crypto'

/** Letters and digits nobody mistakes for one another, read out over the telephone or typed from a sheet of paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_LENGTH = 4

/** `makePassword` is good for the first sign-in: 16 of 31 signs, 79 bits, in groups of four. It is shown once. */
export const makePassword = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-')

/**
 * THE ONE PLACE where an account is told that its password must be changed at the next sign-in: written with every
 * password an administrator sets. The column is `account.must_change_password`; it becomes `{ mustChangePassword: true }`
 * here as soon as the schema has it.
 */
export const ONE_TIME: Record<string, never> = {}
