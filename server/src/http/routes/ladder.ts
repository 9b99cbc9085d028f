import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { CHANNELS, checkLadder, DELIVERED_LADDER } from '@liandong/shared/clocks/ladder.ts'
import { versionRoutes } from '../version-routes.ts'
import type { Services } from '../services.ts'

const seconds = z.int().min(1).max(86_400)
const channels = z
  .array(z.enum(CHANNELS))
  .max(CHANNELS.length)
  .refine((list) => new Set(list).size === list.length, { error: 'each once', params: { zh: '同一渠道只能选一次' } })

/** What happens while nobody acknowledges an order (K3). */
export const ladderRoutes = (app: FastifyInstance, services: Services): void =>
  versionRoutes(app, services, {
    subject: 'ladder',
    url: '/ladder',
    what: 'the ladder of an order nobody acknowledges',
    read: 'setting.read',
    content: z.strictObject({
      remindAfter: seconds,
      leaderAfter: seconds,
      backupAfter: seconds,
      channels: z.strictObject({ order: channels, remind: channels, red: channels, leader: channels }),
      quiet: channels,
    }),
    check: checkLadder,
    delivered: DELIVERED_LADDER,
  })
