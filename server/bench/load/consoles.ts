import { Agent, request } from 'node:http'
import { io, type Socket } from 'socket.io-client'

/**
 * Consoles and the one who posts, in one process so that both read the same clock: for each alert the time from the
 * post to its arrival on every console.
 */
export type ConsolesOrder =
  | { do: 'open'; url: string; count: number; cookie: string; after: number }
  | { do: 'post'; url: string; path: string; key: string; ratePerS: number; seconds: number; run: string }
  | { do: 'counts' }

let sockets: Socket[] = []
const postedAt = new Map<string, number>()
const accepted: string[] = []
/** Of each console the alerts it has seen, with how often. */
let seen: Map<string, number>[] = []
let latencies: number[] = []
let sample: unknown
/** Messages of any kind that came to any console, beats included. */
let received = 0
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

process.on('message', (order: ConsolesOrder) => {
  if (order.do === 'open') void open(order).then((opened) => process.send?.({ opened }))
  if (order.do === 'post') void post(order).then((report) => process.send?.(report))
  if (order.do === 'counts') process.send?.(counts())
})
process.send?.({ ready: true })

async function open({ url, count, cookie, after }: Extract<ConsolesOrder, { do: 'open' }>): Promise<number> {
  for (const socket of sockets) socket.disconnect()
  ;[sockets, seen] = [[], []]
  // a few at a time: three thousand handshakes at once are a test of something else
  for (let i = 0; i < count; i += 50) {
    const some = Array.from({ length: Math.min(50, count - i) }, (_, k) => openOne(url, cookie, after, i + k))
    sockets.push(...(await Promise.all(some)))
  }
  return sockets.length
}

function openOne(url: string, cookie: string, after: number, index: number): Promise<Socket> {
  seen[index] = new Map()
  const socket = io(url, {
    path: '/live',
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie },
    auth: { protocol: 1, after },
  })
  socket.onAny(() => void (received += 1))
  socket.on('events', (events: { type: string; data: { alertId?: string } }[]) => {
    const now = performance.now()
    for (const event of events) {
      if (event.type !== 'incident.opened') continue
      const id = event.data.alertId as string
      sample ??= events
      seen[index]?.set(id, (seen[index]?.get(id) ?? 0) + 1)
      const from = postedAt.get(id)
      if (from === undefined) early.push([id, now])
      else latencies.push(now - from)
    }
  })
  return new Promise((resolve, reject) => {
    socket.on('connect_error', reject)
    // the floor says hello itself; the product's first word is its beat
    socket.once('beat', () => resolve(socket))
  })
}

/** On a console before the poster knew its id: the event may overtake the answer. */
let early: [id: string, at: number][] = []

async function post({ url, path, key, ratePerS, seconds, run }: Extract<ConsolesOrder, { do: 'post' }>) {
  ;[latencies, early, sample] = [[], [], undefined]
  received = 0
  postedAt.clear()
  accepted.length = 0
  const total = Math.round(ratePerS * seconds)
  const startedAt = performance.now()
  const posts: Promise<void>[] = []
  let failed = 0
  for (let n = 0; n < total; n++) {
    const wait = startedAt + (n * 1_000) / ratePerS - performance.now()
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
    const from = performance.now()
    posts.push(
      postOne(`${url}${path}`, key, `${run}-${n}`).then(
        (id) => {
          postedAt.set(id, from)
          accepted.push(id)
        },
        () => void (failed += 1),
      ),
    )
  }
  await Promise.all(posts)
  const until = performance.now() + 15_000
  while (performance.now() < until && latencies.length + early.length < accepted.length * sockets.length)
    await new Promise((resolve) => setTimeout(resolve, 50))
  for (const [id, at] of early) {
    const from = postedAt.get(id)
    if (from !== undefined) latencies.push(at - from)
  }
  return { posted: total, failed, accepted: accepted.length, latencies, sample, received, ...counts() }
}

function counts() {
  let [lost, twice] = [0, 0]
  for (const one of seen) {
    for (const id of accepted) {
      const n = one.get(id) ?? 0
      if (n === 0) lost += 1
      if (n > 1) twice += 1
    }
  }
  return { lost, twice }
}

function postOne(url: string, key: string, externalNo: string): Promise<string> {
  const body = JSON.stringify({
    externalNo,
    narrative: '房东不退押金，说我把墙弄脏了，在映荷苑12幢，他把门锁换了我东西还在里面',
    address: '杭州市临平区东湖街道映荷苑12幢',
    location: { lat: 30.4312, lon: 120.3081, crs: 'wgs84' },
    caller: { name: '李先生', phone: '10000005002' },
  })
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () =>
        response.statusCode === 202
          ? resolve((JSON.parse(text) as { alertId: string }).alertId)
          : reject(new Error(text)),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
