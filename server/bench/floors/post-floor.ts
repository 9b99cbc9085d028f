import Fastify from 'fastify'
import { serializerCompiler, validatorCompiler } from '@fastify/type-provider-zod'
import pg from 'pg'
import { z } from 'zod'
import { alertSchema } from '../../src/http/schemas.ts'
import { newId } from '../../src/platform/ids.ts'

/**
 * Two floors of the intake in the product's own framework: `/bare` answers a validated POST with nothing stored;
 * `/row` stores it with one INSERT and one commit a request, from a pool as large as the product's.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 })
await pool.query(`CREATE TABLE IF NOT EXISTS row_alert (
  id uuid PRIMARY KEY, source_id text NOT NULL, external_no text NOT NULL, body bytea NOT NULL, narrative text NOT NULL, address text,
  lat float8, lon float8, caller jsonb, received_at timestamptz(3) NOT NULL, incident_id uuid, UNIQUE (source_id, external_no))`)

const app = Fastify()
app.setValidatorCompiler(validatorCompiler)
app.setSerializerCompiler(serializerCompiler)
const answer = z.object({ alertId: z.string(), duplicate: z.boolean() })
type Alert = z.output<typeof alertSchema>
const schema = { body: alertSchema, response: { 202: answer } }

app.post('/bare', { schema }, async (_request, reply) =>
  reply.code(202).send({ alertId: newId(Date.now()), duplicate: false }),
)

app.post('/row', { schema }, async (request, reply) => {
  const body = request.body as Alert
  const id = newId(Date.now())
  await pool.query({
    name: 'row',
    text: `INSERT INTO row_alert VALUES ($1, 'platform-110', $2, $3, $4, $5, $6, $7, $8, $9, NULL) ON CONFLICT (source_id, external_no) DO NOTHING`,
    values: [
      id,
      body.externalNo,
      Buffer.from(JSON.stringify(body)),
      body.narrative,
      body.address,
      body.location?.lat,
      body.location?.lon,
      JSON.stringify(body.caller),
      new Date(),
    ],
  })
  return reply.code(202).send({ alertId: id, duplicate: false })
})

const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ port: Number(new URL(address).port) })
