import { io, type Socket } from 'socket.io-client'

type Seen = { caseId: string; type: string; seq: number; data: Record<string, unknown> }

/** A screen of the replay's own: when did each alert reach it. */
export type WatchedScreen = {
  /** Told when the post of an alert began, once its id is known. */
  posted: (alertId: string, startedAt: number) => void
  latencies: number[]
  /** Alerts posted and not seen yet. */
  missing: () => number
  close: () => void
}

/** `watchScreen` signs in and listens on the live feed; undefined where the demo account does not exist. */
export async function watchScreen(
  base: string,
  username: string,
  password: string,
): Promise<WatchedScreen | undefined> {
  const cookie = await signIn(base, username, password)
  if (cookie === undefined) return undefined
  const board = await fetch(`${base}/api/v1/board`, { headers: { cookie } })
  let after = ((await board.json()) as { seq: number }).seq
  const posted = new Map<string, number>()
  const shown = new Map<string, number>()
  const latencies: number[] = []
  const settle = (alertId: string) => {
    const [from, to] = [posted.get(alertId), shown.get(alertId)]
    if (from === undefined || to === undefined) return
    latencies.push(to - from)
    posted.delete(alertId)
    shown.delete(alertId)
  }
  const socket: Socket = io(base, {
    path: '/live',
    transports: ['websocket'],
    extraHeaders: { cookie },
    // after a break the feed goes on where it stopped
    auth: (give) => give({ protocol: 1, after }),
    reconnectionDelayMax: 1_000,
  })
  socket.on('connect_error', () => void (socket.active || setTimeout(() => socket.connect(), 500).unref()))
  socket.on('events', (events: Seen[]) => {
    const now = performance.now()
    for (const event of events) {
      after = Math.max(after, event.seq)
      if (event.type !== 'incident.opened') continue
      const alertId = event.data.alertId as string
      shown.set(alertId, now)
      settle(alertId)
    }
  })
  return {
    posted: (alertId, startedAt) => {
      posted.set(alertId, startedAt)
      settle(alertId)
    },
    latencies,
    missing: () => posted.size,
    close: () => void socket.disconnect(),
  }
}

async function signIn(base: string, username: string, password: string): Promise<string | undefined> {
  const answer = await fetch(`${base}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  if (!answer.ok) return undefined
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}
