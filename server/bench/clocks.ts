import { io } from 'socket.io-client'
import { HOUR_MS, MINUTE_MS } from '@liandong/shared/time.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { nextWakeAt } from '@liandong/shared/clocks/clock-moves.ts'
import { postgresBackend, redisBackend } from '../src/jobs/backend.ts'
import { createLogger } from '../src/platform/logger.ts'
import { startRedis, type RedisServer } from '../test/harness/redis-server.ts'
import { bySize, quantile, result, say, type Bench, type Result, type Size } from './parts/bench.ts'
import { fillLive, prepare } from './parts/fill.ts'
import { orderedAt, triagedAt } from './parts/incidents.ts'
import { headOf } from './screen.ts'
import { ask, onStage, signIn, type Stage } from './parts/stage.ts'

/** Each incident of the mass has two orders out, and so four clocks running. */
const CLOCKS_EACH = 4

/** Many clocks running, some falling due every second: how late the breach is on a screen, against a bare delayed job. */
export const clocks: Bench = {
  name: 'clocks',
  run: async (size) => [
    ...(await onRedis(size)),
    ...(await onStage((stage) =>
      measure(stage, { store: 'embedded PostgreSQL', env: {}, ratePerS: 20, ...sizes(size) }),
    )),
  ],
}

const sizes = (size: Size) => ({
  running: bySize(size, { small: 400, usual: 20_000, full: 100_000 }),
  seconds: bySize(size, { small: 3, usual: 15, full: 30 }),
})

async function onRedis(size: Size): Promise<Result[]> {
  let redis: RedisServer | undefined
  try {
    redis = await startRedis()
  } catch (error) {
    say(`  clocks: left out on Redis, since none starts here (${(error as Error).message})`)
    return []
  }
  try {
    const env = { REDIS_URL: redis.url }
    return await onStage((stage) =>
      measure(stage, { store: 'Redis', env, ratePerS: bySize(size, { small: 50, usual: 200 }), ...sizes(size) }),
    )
  } finally {
    await redis.stop()
  }
}

type Setting = { store: string; env: Record<string, string>; running: number; ratePerS: number; seconds: number }

async function measure(stage: Stage, { store, env, running, ratePerS, seconds }: Setting): Promise<Result[]> {
  const due = ratePerS * seconds
  const databaseUrl = await stage.freshDatabase()
  const firstAt = await prepare(databaseUrl, async (database) => {
    const later = Date.now() + HOUR_MS
    const mass = Array.from({ length: Math.ceil(running / CLOCKS_EACH) }, (_, i) => orderedAt(`M${i}`, later + i))
    await fillLive(database, mass)
    await queueWakes(databaseUrl, env, mass)
    // time for the server to start; the order clock runs a minute
    const first = Date.now() + Math.min(25_000 + running, 90_000)
    const soon = Array.from({ length: due }, (_, i) =>
      triagedAt(`D${i}`, Math.round(first + (i * 1_000) / ratePerS) - MINUTE_MS),
    )
    await fillLive(database, soon)
    await queueWakes(databaseUrl, env, soon)
    return first
  })
  const ours = await watchBreaches(stage, { DATABASE_URL: databaseUrl, ...env }, firstAt, due)
  const floor = await stage.program('floors/delayed-floor.ts', { DATABASE_URL: await stage.freshDatabase(), ...env })
  const { lateness } = (await ask(floor.child, { pending: running, due, ratePerS, firstInMs: 3_000 })) as {
    lateness: number[]
  }
  const name = `${running} running, ${ratePerS} due a second, on ${store}: breach on a screen, lateness`
  say(
    `  clocks on ${store}: ours p50 ${quantile(ours, 0.5)}, p99 ${quantile(ours, 0.99)} ms; bare p50 ${quantile(lateness, 0.5)}, p99 ${quantile(lateness, 0.99)} ms`,
  )
  return [
    result('clocks', `${name} p99`, 'ms', quantile(ours, 0.99), quantile(lateness, 0.99)),
    result('clocks', `${name} p50`, 'ms', quantile(ours, 0.5), Math.max(quantile(lateness, 0.5), 1)),
  ]
}

/** The jobs that the product itself would have queued when these clocks started. */
async function queueWakes(
  databaseUrl: string,
  env: Record<string, string>,
  states: readonly IncidentState[],
): Promise<void> {
  const log = createLogger('silent')
  const backend = env.REDIS_URL ? await redisBackend(env.REDIS_URL, log) : postgresBackend(databaseUrl, log)
  const queue = backend.queue('clock-wake')
  const jobs = states.map((state) => {
    const at = Math.min(...state.clocks.flatMap((clock) => nextWakeAt(state, clock) ?? []))
    const opts = { jobId: `wake-${state.id}-${at}`, delay: Math.max(at - Date.now(), 0), attempts: 1 }
    return { name: 'wake', data: { incidentId: state.id }, opts }
  })
  for (let i = 0; i < jobs.length; i += 1_000) await queue.addBulk(jobs.slice(i, i + 1_000))
  await backend.close()
}

type Breach = { type: string; data: { clock: string; dueAt: string } }

async function watchBreaches(
  stage: Stage,
  env: Record<string, string>,
  firstAt: number,
  due: number,
): Promise<number[]> {
  const server = await stage.server(env)
  const cookie = await signIn(server.url, 'supervisor')
  const after = await headOf(server.url, cookie)
  const socket = io(server.url, {
    path: '/live',
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie },
    auth: { protocol: 1, after },
  })
  if (Date.now() > firstAt) throw new Error('the server was not up before the first clock ran out')
  const lateness: number[] = []
  const all = new Promise<void>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${lateness.length} of ${due} breaches came`)),
      firstAt - Date.now() + 120_000,
    )
    socket.on('events', (events: Breach[]) => {
      for (const { type, data } of events) {
        if (type !== 'clock.breached' || data.clock !== 'K2') continue
        lateness.push(Date.now() - Date.parse(data.dueAt))
        if (lateness.length !== due) continue
        clearTimeout(late)
        resolve()
      }
    })
  })
  await all
  socket.disconnect()
  await server.end('SIGTERM')
  return lateness
}
