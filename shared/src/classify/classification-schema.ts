import { z } from 'zod'
import type { Classification } from './classification.ts'

const bilingualSchema = z.object({ zh: z.string(), en: z.string() })

export const classificationReasonSchema = z.object({
  phrase: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  rule: z.string(),
  effect: z.string(),
  text: bilingualSchema,
})

export const severitySchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

export const policeDecisionSchema = z.enum(['police', 'nonPolice', 'undecided'])

/** Category and subtype stay open strings: their trees are data and differ by place (domain §2.1). */
export const classificationSchema = z.object({
  police: policeDecisionSchema,
  dispute: z.boolean(),
  category: z.string(),
  subtype: z.string().nullable(),
  subtypes: z.array(z.string()),
  severity: severitySchema,
  flags: z.array(z.string()),
  confidence: z.number().min(0).max(1),
  reasons: z.array(classificationReasonSchema),
  version: z.string(),
  categoryVersion: z.number().int().exactOptional(),
}) satisfies z.ZodType<Classification>
