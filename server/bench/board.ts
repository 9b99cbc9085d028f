import { MINUTE_MS } from '@liandong/shared/time.ts'
import { bySize, quantile, result, say, type Bench } from './parts/bench.ts'
import { fillLive, fillStored, prepare } from './parts/fill.ts'
import { triagedAt } from './parts/incidents.ts'
import { onStage, signIn, type Stage } from './parts/stage.ts'

const LIVE = 500

/** `GET /board` with 500 live incidents, at few and at many stored ones. Both servers run at once and are asked in turns. */
export const board: Bench = {
  name: 'board',
  run: (size) =>
    onStage(async (stage) => {
      const few = bySize(size, { small: 500, usual: 10_000 })
      const many = bySize(size, { small: 2_000, usual: 300_000, full: 5_000_000 })
      const asks = bySize(size, { small: 20, usual: 200 })
      const [at, floor] = [await serve(stage, many), await serve(stage, few)]
      const took = { ours: [] as number[], floor: [] as number[] }
      for (let i = 0; i < asks + 10; i++) {
        for (const [name, read] of [
          ['ours', at],
          ['floor', floor],
        ] as const) {
          const ms = await read()
          if (i >= 10) took[name].push(ms)
        }
      }
      const stored = `GET /board, ${LIVE} live, ${many} stored against ${few}`
      return [
        result('board', `${stored}, p50`, 'ms', quantile(took.ours, 0.5), quantile(took.floor, 0.5)),
        result('board', `${stored}, p99`, 'ms', quantile(took.ours, 0.99), quantile(took.floor, 0.99)),
      ]
    }),
}

async function serve(stage: Stage, stored: number): Promise<() => Promise<number>> {
  const databaseUrl = await stage.freshDatabase()
  const from = performance.now()
  await prepare(databaseUrl, async (database) => {
    await fillStored(database, stored)
    const now = Date.now()
    // told apart a while ago: their clocks have run out and nothing moves while it is measured
    await fillLive(
      database,
      Array.from({ length: LIVE }, (_, i) => triagedAt(`L${i}`, now - 10 * MINUTE_MS)),
    )
  })
  const server = await stage.server({ DATABASE_URL: databaseUrl })
  const cookie = await signIn(server.url)
  say(`  board: ${stored} stored, ready after ${((performance.now() - from) / 1_000).toFixed(1)} s`)
  const read = async () => {
    const begun = performance.now()
    const answer = await fetch(`${server.url}/api/v1/board`, { headers: { cookie } })
    const { incidents } = (await answer.json()) as { incidents: unknown[] }
    const ms = performance.now() - begun
    if (incidents.length !== LIVE) throw new Error(`${incidents.length} incidents on the board`)
    return ms
  }
  // the timekeeper first writes the breaches it finds
  for (let seq = -1; ;) {
    const { seq: now } = (await (await fetch(`${server.url}/api/v1/board`, { headers: { cookie } })).json()) as {
      seq: number
    }
    if (now === seq) return read
    seq = now
    await new Promise((resolve) => setTimeout(resolve, 1_500))
  }
}
