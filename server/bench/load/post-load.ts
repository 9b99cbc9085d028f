import { connect } from 'node:net'
import { quantile } from '../parts/bench.ts'

/**
 * A load generator that costs little, since it shares the machine with what it measures: requests are written as bytes
 * on kept connections and of the answers only status and length are read. A process of its own, told what to do by message.
 */
export type LoadOrder = {
  port: number
  path: string
  key?: string
  connections: number
  warmMs: number
  measureMs: number
  run: string
}
export type LoadReport = {
  /** Posts in all, the warm-up included. */ total: number
  answered: number
  failed: number
  seconds: number
  p50Ms: number
  p99Ms: number
}

process.on('message', (order: LoadOrder) => void load(order).then((report) => process.send?.(report)))
process.send?.({ ready: true })

async function load(order: LoadOrder): Promise<LoadReport> {
  const state = { answered: 0, failed: 0, latencies: [] as number[], from: 0, until: 0, n: 0 }
  state.from = performance.now() + order.warmMs
  state.until = state.from + order.measureMs
  await Promise.all(Array.from({ length: order.connections }, () => drive(order, state)))
  const { answered, failed, latencies } = state
  return {
    total: state.n,
    answered,
    failed,
    seconds: order.measureMs / 1_000,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  }
}

type State = { answered: number; failed: number; latencies: number[]; from: number; until: number; n: number }

function drive(order: LoadOrder, state: State): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: order.port, host: '127.0.0.1', noDelay: true })
    let sentAt = 0
    let held: Buffer = Buffer.alloc(0)
    const next = () => {
      if (performance.now() >= state.until) {
        socket.end()
        return resolve()
      }
      sentAt = performance.now()
      socket.write(requestOf(order, state.n++))
    }
    socket.on('connect', next)
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      const status = readAnswer(held)
      if (status === undefined) return
      held = Buffer.alloc(0)
      note(state, status, performance.now() - sentAt)
      next()
    })
  })
}

function note(state: State, status: number, ms: number): void {
  const now = performance.now()
  if (now < state.from || now > state.until) return
  if (status !== 202) {
    state.failed += 1
    return
  }
  state.answered += 1
  state.latencies.push(ms)
}

/** The status once the whole answer is there; the bench's servers say how long their answers are. */
function readAnswer(held: Buffer): number | undefined {
  const end = held.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = held.toString('latin1', 0, end)
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
  return held.length >= end + 4 + length ? Number(head.slice(9, 12)) : undefined
}

function requestOf({ path, key, run }: LoadOrder, n: number): string {
  const body = JSON.stringify({
    externalNo: `${run}-${n}`,
    narrative: '楼上漏水把我家吊顶泡坏了，映荷苑12幢，找了三个月他不修，今天又漏了，现在吵起来了，麻烦派个人过来',
    reportedAt: '2026-11-24T09:00:00+08:00',
    address: '杭州市临平区东湖街道映荷苑12幢2单元301室',
    location: { lat: 30.4312, lon: 120.3081, crs: 'wgs84' },
    caller: { name: '王女士', phone: '10000005001' },
    severity: 3,
  })
  const authorization = key === undefined ? '' : `authorization: Bearer ${key}\r\n`
  return `POST ${path} HTTP/1.1\r\nhost: bench\r\n${authorization}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
