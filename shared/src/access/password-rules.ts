import { DAY_MS } from '../time.ts'
import type { Role } from './actor.ts'

export const LEAST_LENGTH = 10
export const MOST_LENGTH = 128
/** How many earlier passwords may not come back. */
export const REMEMBERED = 5
/** 等保: who administers changes the password every quarter. */
export const EXPIRES_AFTER_MS = 90 * DAY_MS
const EXPIRING: readonly Role[] = ['admin', 'security', 'auditor']

export const PASSWORD_RULES = {
  length: {
    zh: `密码须为 ${LEAST_LENGTH} 至 ${MOST_LENGTH} 个字符`,
    en: `A password has ${LEAST_LENGTH} to ${MOST_LENGTH} characters`,
  },
  classes: {
    zh: '密码须包含大写字母、小写字母、数字、符号中的至少三类',
    en: 'A password has three of: capital letters, small letters, digits, signs',
  },
  username: {
    zh: '密码不能包含用户名或倒写的用户名',
    en: 'A password does not hold the user name, forwards or backwards',
  },
  common: { zh: '这个密码太常见，容易被猜到', en: 'This password is too common, it would be guessed' },
  demo: { zh: '不能使用演示密码', en: 'The demo password is not taken' },
  reused: { zh: `不能使用最近 ${REMEMBERED} 次用过的密码`, en: `Not one of the last ${REMEMBERED} passwords` },
} as const

export type PasswordRule = keyof typeof PASSWORD_RULES

const CLASSES = [/\p{Lu}/u, /\p{Ll}/u, /\d/, /[^\p{L}\d]/u]
/** Of the commonest passwords those that would pass the other rules; compared without case and without what pads them. */
const COMMON = new Set(
  (
    'password p@ssword p@ssw0rd passw0rd admin admin@ administrator root welcome letmein changeme iloveyou dragon monkey ' +
    'qwerty qwertyuiop qwer asdfghjkl asdf zxcvbnm qazwsx 1qaz2wsx 1qaz@wsx 1qaz2wsx3edc !qaz2wsx !qaz@wsx zaq12wsx ' +
    'qwe123 q1w2e3r4 q1w2e3r4t5 abc abcd abc123 a1b2c3d4 a123456 aa123456 aa123456789 woaini woaini1314 wo5201314 ' +
    'huawei hikvision tp-link test guest system manager police jiedao liandong donghu hangzhou zhejiang china'
  ).split(' '),
)
const isCommon = (text: string): boolean =>
  [text, text.replace(/[\d\W_]+$/, ''), text.replace(/^[\d\W_]+|[\d\W_]+$/g, '')].some((core) => COMMON.has(core))

export type PasswordFacts = {
  username: string
  isDemo: boolean
  demoPassword: string
  /** It is one of the last passwords of this account; only their hashes know. */
  isReused: boolean
}

/** `brokenRules` names every rule a new password breaks; none means it is taken. */
export function brokenRules(next: string, facts: PasswordFacts): PasswordRule[] {
  const lower = next.toLowerCase()
  const name = facts.username.toLowerCase()
  const length = [...next].length
  const broken: [PasswordRule, boolean][] = [
    ['length', length < LEAST_LENGTH || length > MOST_LENGTH],
    ['classes', CLASSES.filter((one) => one.test(next)).length < 3],
    ['username', name !== '' && (lower.includes(name) || lower.includes([...name].toReversed().join('')))],
    ['common', isCommon(lower)],
    ['demo', !facts.isDemo && next === facts.demoPassword],
    ['reused', facts.isReused],
  ]
  return broken.flatMap(([rule, isBroken]) => (isBroken ? [rule] : []))
}

export const isExpired = (role: Role, changedAt: number | null, now: number): boolean =>
  EXPIRING.includes(role) && changedAt !== null && now - changedAt >= EXPIRES_AFTER_MS
