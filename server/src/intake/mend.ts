import { maskNarrative, maskName, maskPhone } from '@liandong/shared/access/masking.ts'

/** What a person may say anew of a body that could not be an alert. */
export type Mending = { externalNo?: string; narrative?: string; address?: string; severity?: number }

const MASKED = /\d{3}\*{4,}\d{4}/

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/**
 * `mendBody` puts what a person said over what the source sent. What the person left alone stays as it came, so that a
 * caller's number, which is masked on screen, is not lost by the mending.
 */
export function mendBody(original: Buffer, mending: Mending): Record<string, unknown> {
  const sent = parse(original)
  const said = Object.entries(mending).filter(([, value]) => value !== undefined)
  return { ...(isRecord(sent) ? sent : {}), ...Object.fromEntries(said) }
}

/** The mended field that was copied from the screen with its numbers masked: it would overwrite the real ones. */
export const maskedField = ({ narrative, address }: Mending): string | undefined =>
  MASKED.test(narrative ?? '') ? 'narrative' : MASKED.test(address ?? '') ? 'address' : undefined

/** What of the body can be read as an alert's fields, for the form; numbers masked. */
export function readForForm(original: Buffer): Record<'externalNo' | 'narrative' | 'address', string | null> {
  const sent = parse(original)
  const text = (key: string): string | null => {
    const value = isRecord(sent) ? sent[key] : undefined
    if (typeof value === 'number') return String(value)
    return typeof value === 'string' ? value.toWellFormed() : null
  }
  const masked = (value: string | null) => value && maskNarrative(value)
  return { externalNo: text('externalNo'), narrative: masked(text('narrative')), address: masked(text('address')) }
}

/** A body as a person may read it: the caller's name and number, and every number in it, masked. */
export function maskBody(original: Buffer): string {
  const text = original.toString('utf8').toWellFormed()
  const sent = parse(original)
  if (!isRecord(sent)) return maskNarrative(text)
  const { caller } = sent
  const masked = isRecord(caller)
    ? {
        ...caller,
        ...(typeof caller.name === 'string' ? { name: maskName(caller.name) } : {}),
        ...(typeof caller.phone === 'string' ? { phone: maskPhone(caller.phone) } : {}),
      }
    : caller
  return maskNarrative(JSON.stringify(caller === undefined ? sent : { ...sent, caller: masked }, null, 2))
}
