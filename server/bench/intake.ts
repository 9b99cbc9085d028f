import { bySize, median, result, say, type Bench } from './parts/bench.ts'
import { ask, cpuMicroseconds, KEY, onStage } from './parts/stage.ts'
import type { LoadOrder, LoadReport } from './load/post-load.ts'

const CONNECTIONS = 64

/** Durable acceptance against the same framework storing nothing, and against one commit a row. Turns are taken, so that a noisy machine is noisy for all. */
export const intake: Bench = {
  name: 'intake',
  run: (size) =>
    onStage(async (stage) => {
      const server = await stage.server()
      const floor = await stage.program('floors/post-floor.ts', { DATABASE_URL: await stage.freshDatabase() })
      const { child: load } = await stage.program('load/post-load.ts', {})
      const measureMs = bySize(size, { small: 500, usual: 4_000, full: 10_000 })
      const turns = bySize(size, { small: 1, usual: 3 })
      const targets = {
        ours: { port: server.port, path: '/api/v1/alerts', key: KEY },
        bare: { port: floor.said.port as number, path: '/bare' },
        row: { port: floor.said.port as number, path: '/row' },
      }
      const rates = { ours: [] as number[], bare: [] as number[], row: [] as number[] }
      const cpu = { ours: [] as number[], bare: [] as number[], row: [] as number[] }
      const p99 = { ours: [] as number[], bare: [] as number[], row: [] as number[] }
      // the first seconds of a program go into compiling it, and are not measured
      for (const name of ['ours', 'bare', 'row'] as const) {
        await ask(load, { ...targets[name], connections: CONNECTIONS, warmMs: 0, measureMs, run: `${name}-warm` })
      }
      for (let turn = 0; turn < turns; turn++) {
        for (const name of ['bare', 'ours', 'row'] as const) {
          // stopped while the others are measured: what it still has to do must not weigh on them
          process.kill(server.pid, name === 'ours' ? 'SIGCONT' : 'SIGSTOP')
          const order: LoadOrder = {
            ...targets[name],
            connections: CONNECTIONS,
            warmMs: measureMs / 2,
            measureMs,
            run: `${name}${turn}`,
          }
          const pid = name === 'ours' ? server.pid : (floor.child.pid as number)
          const cpuBefore = cpuMicroseconds(pid)
          const report = (await ask(load, order)) as LoadReport
          cpu[name].push((cpuMicroseconds(pid) - cpuBefore) / report.total)
          if (report.failed > 0) throw new Error(`${name}: ${report.failed} posts were not accepted`)
          rates[name].push(report.answered / report.seconds)
          p99[name].push(report.p99Ms)
          say(`  intake ${name} ${(report.answered / report.seconds).toFixed(0)}/s, p99 ${report.p99Ms.toFixed(1)} ms`)
        }
      }
      process.kill(server.pid, 'SIGCONT')
      await server.end('SIGKILL')
      return [
        result(
          'intake',
          'alerts a second against a bare validated POST',
          '1/s',
          median(rates.ours),
          median(rates.bare),
        ),
        result('intake', 'alerts a second against one commit a row', '1/s', median(rates.ours), median(rates.row)),
        // on a machine that does other work as well this says more than a rate: opening the incidents is in it
        result('intake', 'server CPU an alert against a bare validated POST', 'µs', median(cpu.ours), median(cpu.bare)),
        result('intake', 'p99 of the answer against one commit a row', 'ms', median(p99.ours), median(p99.row)),
      ]
    }),
}
