import { z } from 'zod'

/** The live stream as schemas: the AsyncAPI document is made from them, and a test holds real messages against it. */
export const logEventSchema = z.object({
  seq: z.int(),
  id: z.string(),
  type: z.string().describe('past tense and dotted, e.g. incident.dispatched'),
  v: z.literal(1),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(['user', 'source', 'system']),
    id: z.string(),
    role: z.string().optional(),
    name: z.string().optional(),
  }),
  kind: z.enum(['incident', 'ticket', 'unit', 'source', 'duty', 'audit']),
  caseId: z.string(),
  version: z.int(),
  data: z.record(z.string(), z.unknown()),
})

export const beatSchema = z.object({
  seq: z.int().describe('everything up to here has been sent to this screen'),
  serverTime: z.iso.datetime(),
  queueAgeMs: z.int().nullable(),
  quarantined: z.int(),
  deadLetters: z.int(),
  categoryVersion: z.int().describe('of the category tree in force: GET /api/v1/categories/current'),
})

const positionSchema = z.object({
  id: z.string(),
  location: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  locationAt: z.iso.datetime().nullable(),
  lastContactAt: z.iso.datetime().nullable(),
})

const MESSAGES = {
  events: { summary: 'Events in seq order, none missing, none twice', payload: z.array(logEventSchema) },
  resync: { summary: 'Too far behind: read GET /api/v1/board and go on from its seq', payload: z.null() },
  beat: { summary: 'Heartbeat every 2 s', payload: beatSchema },
  positions: {
    summary: 'Where units are and when they were heard of, at most once a second',
    payload: z.array(positionSchema),
  },
  today: { summary: 'Counts of the day', payload: z.record(z.string(), z.int()) },
} as const

export const handshakeSchema = z.object({ protocol: z.literal(1), after: z.int().min(0) })

export function asyncApi() {
  const entries = Object.entries(MESSAGES)
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Liandong live stream',
      version: '1',
      description: 'Socket.IO at path /live; handshake auth as in components.schemas.handshake.',
    },
    channels: {
      live: {
        address: '/live',
        messages: Object.fromEntries(entries.map(([name]) => [name, { $ref: `#/components/messages/${name}` }])),
      },
    },
    operations: Object.fromEntries(
      entries.map(([name]) => [
        `receive.${name}`,
        {
          action: 'receive',
          channel: { $ref: '#/channels/live' },
          messages: [{ $ref: `#/channels/live/messages/${name}` }],
        },
      ]),
    ),
    components: {
      schemas: { handshake: z.toJSONSchema(handshakeSchema) },
      messages: Object.fromEntries(
        entries.map(([name, { summary, payload }]) => [name, { name, summary, payload: z.toJSONSchema(payload) }]),
      ),
    },
  }
}
