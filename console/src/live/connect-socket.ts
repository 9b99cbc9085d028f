import { io } from 'socket.io-client'
import { getSession, loadSession } from '../api/session-store.ts'
import type { Connection, ConnectionHandlers } from './feed.ts'

/** The live protocol this build speaks (contract.md). */
const PROTOCOL = 1
const CONNECT_TIMEOUT_MS = 5_000

/** The server has cut this socket: nobody is signed in here any more, or somebody who may see other things now. */
async function afresh(): Promise<void> {
  await loadSession()
  if (getSession().phase === 'signedIn') window.location.reload()
}

/**
 * One attempt, one socket: reconnecting and resuming are the feed's own (feed.ts), because what must survive a break is
 * the `seq` of the board, not a session of the transport.
 */
export function connectSocket(after: number, handlers: ConnectionHandlers): Connection {
  const socket = io({
    path: '/live',
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    timeout: CONNECT_TIMEOUT_MS,
    auth: (send) => send({ protocol: PROTOCOL, after }),
  })
  socket.on('connect', handlers.onOpen)
  socket.on('disconnect', () => handlers.onClose())
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => handlers.onClose(error.data?.code))
  socket.on('events', handlers.onEvents)
  socket.on('beat', handlers.onBeat)
  socket.on('positions', handlers.onPositions)
  socket.on('today', handlers.onToday)
  socket.on('resync', handlers.onResync)
  socket.on('accessEnded', () => void afresh())
  return {
    close() {
      socket.removeAllListeners()
      socket.disconnect()
    },
  }
}
