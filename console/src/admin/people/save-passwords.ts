import { tameCell } from '@liandong/shared/wire/spreadsheet.ts'
import type { OneTimePassword } from '../../api/people.ts'

export const toCell = (text: string): string => {
  const harmless = tameCell(text)
  return /[",\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(toCell).join(',')).join('\r\n')}\r\n`

/** Hands the passwords over as a file; nothing of them stays in the browser but what is on this page. */
export function savePasswords(passwords: readonly OneTimePassword[], name: string, heads: readonly string[]): void {
  const csv = toCsv([heads, ...passwords.map((one) => [one.username, one.name, one.password])])
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }))
  link.download = `${name}.csv`
  link.click()
  URL.revokeObjectURL(link.href)
}
