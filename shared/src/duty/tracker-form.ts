import { z } from 'zod'

/** What an administrator says of a device that sends a unit's positions. */
export const trackerForm = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .refine((name) => !/[\p{Cc}]/u.test(name), { error: 'No control characters', params: { zh: '不能含控制字符' } }),
})
