import { createServer } from 'node:http'
import pg from 'pg'
import { Server } from 'socket.io'
import { newId } from '../../src/platform/ids.ts'

/** Floor of the live feed: a post costs one commit, then a bare Socket.IO broadcast of the same bytes to the same clients. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 })
await pool.query('CREATE TABLE IF NOT EXISTS commit_floor (id uuid PRIMARY KEY, body bytea NOT NULL)')
let events: { data: Record<string, unknown> }[] = []

const http = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on(
    'end',
    () =>
      void take(Buffer.concat(chunks)).then((id) =>
        response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ alertId: id })),
      ),
  )
})
const io = new Server(http, { path: '/live', serveClient: false, transports: ['websocket'] })
io.on('connection', (socket) => socket.emit('beat', {}))

async function take(body: Buffer): Promise<string> {
  const id = newId(Date.now())
  if (process.env.NO_COMMIT !== '1')
    await pool.query({ name: 'commit', text: 'INSERT INTO commit_floor VALUES ($1, $2)', values: [id, body] })
  io.emit(
    'events',
    events.map((event) => ({ ...event, data: 'alertId' in event.data ? { ...event.data, alertId: id } : event.data })),
  )
  return id
}

process.on('message', (message: { events: typeof events }) => {
  events = message.events
  process.send?.({ taken: events.length })
})
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as { port: number }).port }))
