import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { checkSlaTargets, DELIVERED } from '@liandong/shared/clocks/sla.ts'
import { versionRoutes } from '../version-routes.ts'
import type { Services } from '../services.ts'

const seconds = z.int().min(1).max(86_400)

/** How long the clocks run (A11). */
export const slaRoutes = (app: FastifyInstance, services: Services): void =>
  versionRoutes(app, services, {
    subject: 'sla',
    url: '/sla',
    what: 'the targets of the clocks',
    read: 'setting.read',
    content: z.strictObject({
      K1: seconds,
      K1Severity1: seconds,
      K2: seconds,
      K3: seconds,
      K4: seconds,
      K5: seconds,
    }),
    check: checkSlaTargets,
    delivered: DELIVERED,
  })
