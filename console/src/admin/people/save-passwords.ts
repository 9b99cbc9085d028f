import type { OneTimePassword } from '../../api/people.ts'
import { saveCsv } from '../kit/save-csv.ts'

/** Hands the passwords over as a file; nothing of them stays in the browser but what is on this page. */
export const savePasswords = (passwords: readonly OneTimePassword[], name: string, heads: readonly string[]): void =>
  saveCsv(name, [heads, ...passwords.map((one) => [one.username, one.name, one.password])])
