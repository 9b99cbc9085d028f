import { bySize, quantile, result, say, type Bench } from './parts/bench.ts'
import { onStage, signIn } from './parts/stage.ts'
import { headOf, watchPosts } from './screen.ts'
import { work } from './parts/workers.ts'

/** 60 alerts a second for a minute with 200 consoles, while operators and responders act: nothing lost, nothing twice. */
export const storm: Bench = {
  name: 'storm',
  run: (size) =>
    onStage(async (stage) => {
      const consoles = bySize(size, { small: 20, usual: 200 })
      const seconds = bySize(size, { small: 3, usual: 60 })
      const server = await stage.server()
      const cookie = await signIn(server.url)
      const watched = await watchPosts(stage, {
        url: server.url,
        path: '/api/v1/alerts',
        consoles,
        cookie,
        after: await headOf(server.url, cookie),
      })
      await fetch(`${server.url}/metrics`)
      const workers = work(server.url)
      const report = await watched.post(60, seconds, 'storm')
      const done = await workers.stop()
      const metrics = await (await fetch(`${server.url}/metrics`)).text()
      const delayS = Number(/^liandong_event_loop_delay_p99_seconds (\S+)/m.exec(metrics)?.[1] ?? Number.NaN)
      say(`  storm: ${report.accepted} accepted, ${done} commands, ${report.lost} lost, ${report.twice} twice`)
      return [
        result('storm', 'post to event on every console, p99', 'ms', quantile(report.latencies, 0.99)),
        result('storm', 'event loop delay, p99', 'ms', delayS * 1_000),
        result('storm', 'alerts lost or failed', 'alerts', report.lost + report.failed),
        result('storm', 'deliveries twice', 'events', report.twice),
        result('storm', 'commands carried out meanwhile', '1/s', done / seconds),
      ]
    }),
}
