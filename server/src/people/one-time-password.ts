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

/** Written with every password an administrator sets: it is good for one sign-in, at which another is chosen. */
export const ONE_TIME = { mustChangePassword: true } as const
