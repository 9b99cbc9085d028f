import type { Server } from 'socket.io'
import type { SignedIn } from '../identity/identity.ts'
import type { Logger } from '../platform/logger.ts'
import type { SocketData } from './live-server.ts'

type Deps = {
  io: Server
  log: Logger
  holding: () => Promise<Map<string, SignedIn>>
  screensSeen: (sessionIds: string[]) => Promise<void>
}

const FIELDS = ['role', 'organisationId', 'unitId'] as const

/** Still the same person in the same place: otherwise the rooms it joined are not its rooms any more. */
function stillHolds({ user, subdistrictId }: SocketData, now: SignedIn | undefined): boolean {
  if (!now || now.needs !== null || now.subdistrictId !== subdistrictId) return false
  return now.user.id === user.id && FIELDS.every((field) => now.actor[field] === user[field])
}

/**
 * Cuts the sockets of sessions that have ended or see other things now. Looked at when the database says that access
 * has changed, and at every beat: a lost word costs one beat, never a leak.
 */
export function openAccessGuard({ io, log, holding, screensSeen }: Deps): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false

  async function look(): Promise<void> {
    do {
      again = false
      // of this moment: one that connects while we read has been checked by its own handshake
      const sockets = [...io.of('/').sockets.values()]
      if (sockets.length === 0) return
      const held = await holding()
      const screens: string[] = []
      for (const socket of sockets) {
        const data = socket.data as SocketData
        if (!stillHolds(data, held.get(data.sessionId))) {
          socket.emit('accessEnded')
          socket.disconnect(true)
        } else if (data.user.role === 'wall') screens.push(data.sessionId)
      }
      await screensSeen(screens)
    } while (again)
  }

  return () => {
    if (running) {
      again = true
      return running
    }
    running = look()
      .catch((error: unknown) => log.warn({ error: String(error) }, 'open sockets could not be checked'))
      .finally(() => (running = undefined))
    return running
  }
}
