import { bySize, quantile, result, say, type Bench } from './parts/bench.ts'
import { ask, KEY, onStage, signIn, type Stage } from './parts/stage.ts'

export type Report = {
  accepted: number
  failed: number
  lost: number
  twice: number
  latencies: number[]
  /** Messages that came to all consoles together. */
  received: number
  sample: { data: Record<string, unknown> }[]
}

/** Opens consoles on a server and posts at a rate; what was seen by whom, and how late. */
export async function watchPosts(
  stage: Stage,
  on: { url: string; path: string; consoles: number; after: number; cookie: string },
) {
  const { child } = await stage.program('load/consoles.ts', {})
  await ask(child, { do: 'open', url: on.url, count: on.consoles, cookie: on.cookie, after: on.after })
  return {
    child,
    post: async (ratePerS: number, seconds: number, run: string): Promise<Report> =>
      (await ask(child, { do: 'post', url: on.url, path: on.path, key: KEY, ratePerS, seconds, run })) as Report,
  }
}

export const headOf = async (url: string, cookie: string): Promise<number> =>
  ((await (await fetch(`${url}/api/v1/board`, { headers: { cookie } })).json()) as { seq: number }).seq

/** 200 consoles, 20 alerts a second: from the post to its event on every console, against a commit and a bare broadcast of the same bytes. */
export const screen: Bench = {
  name: 'screen',
  run: (size) =>
    onStage(async (stage) => {
      const consoles = bySize(size, { small: 20, usual: 200 })
      const seconds = bySize(size, { small: 2, usual: 8, full: 30 })
      const turns = bySize(size, { small: 1, usual: 2 })
      const server = await stage.server()
      const cookie = await signIn(server.url)
      const ours = await watchPosts(stage, {
        url: server.url,
        path: '/api/v1/alerts',
        consoles,
        cookie,
        after: await headOf(server.url, cookie),
      })
      const warm = await ours.post(20, Math.min(seconds, 2), 'warm')
      const bare = await stage.program('floors/broadcast-floor.ts', { DATABASE_URL: await stage.freshDatabase() })
      await ask(bare.child, { events: warm.sample })
      const floor = await watchPosts(stage, {
        url: `http://127.0.0.1:${bare.said.port as number}`,
        path: '/',
        consoles,
        cookie: '',
        after: 0,
      })
      await floor.post(20, 1, 'warm')
      const all = { ours: [] as number[], floor: [] as number[] }
      let lost = 0
      for (let turn = 0; turn < turns; turn++) {
        for (const [name, side] of [
          ['floor', floor],
          ['ours', ours],
        ] as const) {
          const report = await side.post(20, seconds, `${name}${turn}`)
          all[name].push(...report.latencies)
          lost += report.lost + report.twice + report.failed
          say(
            `  screen ${name} p50 ${quantile(report.latencies, 0.5).toFixed(1)} ms, p99 ${quantile(report.latencies, 0.99).toFixed(1)} ms`,
          )
        }
      }
      if (lost > 0) throw new Error(`${lost} events were lost or came twice`)
      return [
        result(
          'screen',
          'post to event on every console, p99',
          'ms',
          quantile(all.ours, 0.99),
          quantile(all.floor, 0.99),
        ),
        result(
          'screen',
          'post to event on every console, p50',
          'ms',
          quantile(all.ours, 0.5),
          quantile(all.floor, 0.5),
        ),
      ]
    }),
}
