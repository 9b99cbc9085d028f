import { maskIdNumber, maskName, maskPhone } from './masking.ts'

const isPhone = (field: string): boolean => /phone|mobile|tel$/i.test(field)
const isName = (field: string): boolean => /name$/i.test(field)
const isNumber = (field: string): boolean => /idnumber|idcard/i.test(field)

/** `maskField` tells that something is kept and of what form, and nothing of what it says: the auditor works no case. */
export function maskField(field: string, value: unknown): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'string' && isPhone(field)) return maskPhone(value)
  if (typeof value === 'string' && isName(field)) return maskName(value)
  if (typeof value === 'string' && isNumber(field)) return maskIdNumber(value)
  const length = [...(typeof value === 'string' ? value : JSON.stringify(value))].length
  return `*** (${length})`
}

export const maskFields = (fields: Record<string, unknown>): { field: string; masked: string }[] =>
  Object.entries(fields).map(([field, value]) => ({ field, masked: maskField(field, value) }))
