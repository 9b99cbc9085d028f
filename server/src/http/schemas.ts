import { z } from 'zod'

/** What the reference says of bodies that the intake reads by itself (contract.md, An alert). */
const warning = z.object({ pointer: z.string(), code: z.string(), message: z.string() })

export const alertSchema = z
  .looseObject({
    externalNo: z.string().min(1).max(64),
    narrative: z.string().min(1),
    reportedAt: z.iso.datetime({ offset: true }).optional(),
    address: z.string().max(200).optional(),
    location: z
      .object({
        lat: z.number().min(-90).max(90),
        lon: z.number().min(-180).max(180),
        crs: z.enum(['wgs84', 'cgcs2000', 'gcj02', 'bd09']),
      })
      .optional(),
    caller: z
      .object({ name: z.string().optional(), phone: z.string().optional(), anonymous: z.boolean().optional() })
      .optional(),
    sourceCategory: z.string().max(64).optional(),
    severity: z.int().min(1).max(4).optional(),
    exercise: z.boolean().optional(),
  })
  .describe(
    'A bad or unknown optional field is left out and named in warnings; only without externalNo or narrative is it refused',
  )

export const acceptedSchema = z.object({
  alertId: z.string(),
  duplicate: z.boolean(),
  warnings: z.array(warning).optional(),
})

export const batchSchema = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  warnings: z.array(warning.extend({ line: z.int() })),
  rejected: z.array(
    z.object({
      line: z.int(),
      code: z.string(),
      errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
    }),
  ),
})

export const pointSchema = z.strictObject({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  crs: z.enum(['wgs84', 'cgcs2000', 'gcj02', 'bd09']),
  accuracyM: z.number().min(0).optional(),
})
