import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import type { Beat } from '@liandong/shared/board/board.ts'
import type { SignedIn } from '../identity/identity.ts'
import type { Logger } from '../platform/logger.ts'
import { roomOf, type LiveHub, type Viewer } from './live-hub.ts'

export const BEAT_EVERY_MS = 2_000
const POSITIONS_EVERY_MS = 1_000
/** A position is dated and then written with others: each look goes back this far, so that none falls between two. */
const POSITIONS_OVERLAP_MS = 1_500
const TODAY_EVERY_MS = 5_000
const PROTOCOL = 1

/** What a socket is allowed to see was settled at its handshake; the session it came with may end before it. */
export type SocketData = Viewer & { sessionId: string }

/** Who watches the whole room: positions and counts are for them alone. */
const watching = (subdistrictId: string): string[] =>
  (['room', 'wall', 'police'] as const).map((audience) => roomOf(subdistrictId, audience))

export type LiveDeps = {
  http: HttpServer
  log: Logger
  subdistrictIds: readonly string[]
  findSession: (cookieHeader: string | undefined) => Promise<SignedIn | undefined>
  sameSite: (origin: string | undefined, host: string | undefined) => boolean
  beat: (subdistrictId: string) => Promise<Beat>
  positions: (subdistrictId: string, since: Date) => Promise<unknown[]>
  today: (subdistrictId: string) => Promise<unknown>
  now: () => number
  seen: (viewer: Viewer) => void
}

/** The Socket.IO server: handshake, heartbeat and positions. What is sent of the log is the hub's affair. */
export function openLive(deps: LiveDeps): { io: Server; attach: (hub: LiveHub) => void; close: () => Promise<void> } {
  const io = new Server(deps.http, {
    path: '/live',
    serveClient: false,
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: 16_384,
    pingInterval: 10_000,
    pingTimeout: 10_000,
  })
  let hub: LiveHub | undefined

  io.use(async (socket, next) => {
    const refuse = (code: string) => next(Object.assign(new Error(code), { data: { code } }))
    try {
      const { origin, host, cookie } = socket.handshake.headers
      if (!deps.sameSite(origin, host)) return refuse('crossSite')
      const me = await deps.findSession(cookie)
      if (!me) return refuse('notSignedIn')
      if (me.needs !== null) return refuse('signInUnfinished')
      const auth = socket.handshake.auth as { protocol?: unknown; after?: unknown }
      if (auth.protocol !== PROTOCOL) return refuse('protocolUnknown')
      if (!Number.isSafeInteger(auth.after) || (auth.after as number) < 0) return refuse('invalidBody')
      const { actor: user, subdistrictId, sessionId } = me
      socket.data = { user, subdistrictId, sessionId } satisfies SocketData
      next()
    } catch (error) {
      deps.log.warn({ error: String(error) }, 'handshake')
      refuse('busy')
    }
  })

  io.on('connection', (socket: Socket) => {
    const viewer = socket.data as Viewer
    deps.seen(viewer)
    const after = (socket.handshake.auth as { after: number }).after
    void catchUp(socket, viewer, after)
  })

  async function catchUp(socket: Socket, viewer: Viewer, after: number): Promise<void> {
    try {
      await hub?.join(socket, viewer, after)
      await socket.join(viewer.subdistrictId)
      socket.emit('beat', await deps.beat(viewer.subdistrictId))
    } catch (error) {
      // without the log there is nothing true to show: the screen notices the silence and comes again
      deps.log.warn({ error: String(error) }, 'a screen could not catch up')
      socket.disconnect(true)
    }
  }

  const forEachWatched = (send: (id: string) => Promise<void>) => {
    for (const id of deps.subdistrictIds) {
      if (!io.sockets.adapter.rooms.has(id)) continue
      send(id).catch((error: unknown) => deps.log.warn({ error: String(error) }, 'live'))
    }
  }
  let since = new Date(deps.now())
  const timers = [
    setInterval(
      () => forEachWatched(async (id) => void io.local.to(id).emit('beat', await deps.beat(id))),
      BEAT_EVERY_MS,
    ),
    setInterval(() => {
      const from = new Date(since.getTime() - POSITIONS_OVERLAP_MS)
      since = new Date(deps.now())
      forEachWatched(async (id) => {
        const moved = await deps.positions(id, from)
        if (moved.length > 0) io.local.to(watching(id)).emit('positions', moved)
      })
    }, POSITIONS_EVERY_MS),
    setInterval(
      () => forEachWatched(async (id) => void io.local.to(watching(id)).emit('today', await deps.today(id))),
      TODAY_EVERY_MS,
    ),
  ]

  return {
    io,
    attach: (attached) => void (hub = attached),
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      await io.close()
    },
  }
}
