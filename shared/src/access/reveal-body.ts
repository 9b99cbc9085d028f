import { z } from 'zod'
import { REVEAL_FIELDS } from './reveal.ts'

export const revealBody = z.strictObject({
  /** Of several alerts on one case the one that is meant; else the first. */
  alertId: z.string().min(1).max(64).optional(),
  fields: z.array(z.enum(REVEAL_FIELDS)).min(1).max(REVEAL_FIELDS.length),
  reason: z.string().trim().min(2).max(200),
  /** Goes on past the pace limit, knowingly. */
  again: z.boolean().optional(),
})
export type RevealRequest = z.output<typeof revealBody>
