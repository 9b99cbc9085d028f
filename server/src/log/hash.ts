import { createHash, randomBytes } from 'node:crypto'
import type { Personal } from '../store/schema.ts'

/** JSON with sorted keys: the same value is the same text, whatever the database made of the key order. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((v) => canonical(v === undefined ? null : v)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${canonical(v)}`).join(',')}}`
}

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

export const withSalt = (fields: Record<string, unknown>): Personal => ({
  salt: randomBytes(16).toString('hex'),
  fields,
})

export const digestOf = (personal: Personal): Buffer => sha256(canonical(personal))

export type Hashed = {
  seq: number
  id: string
  type: string
  v: number
  at: Date
  actor: unknown
  kind: string
  caseId: string
  version: number
  data: unknown
  personalDigest: Buffer | null
}

/** The hash of an event covers all of it but the personal part, of which only the salted digest is covered. */
export const chainHash = (previous: Buffer, e: Hashed): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(
      canonical({
        seq: e.seq,
        id: e.id,
        type: e.type,
        v: e.v,
        at: e.at.toISOString(),
        actor: e.actor,
        kind: e.kind,
        caseId: e.caseId,
        version: e.version,
        data: e.data,
        personal: e.personalDigest?.toString('hex') ?? null,
      }),
    )
    .digest()

/** The chain of a subdistrict starts from its name. */
export const genesis = (subdistrictId: string): Buffer => sha256(`liandong:${subdistrictId}`)
