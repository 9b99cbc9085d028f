import { bySize, result, say, type Bench } from './parts/bench.ts'
import { cpuMicroseconds, onStage, signIn } from './parts/stage.ts'
import { headOf, watchPosts } from './screen.ts'
import { ask } from './parts/stage.ts'

/** 3,000 sockets: server CPU a delivered message (an alert makes two, and there are beats), against a bare Socket.IO broadcast of the same bytes. */
export const fanout: Bench = {
  name: 'fanout',
  run: (size) =>
    onStage(async (stage) => {
      const sockets = bySize(size, { small: 100, usual: 1_500, full: 3_000 })
      const events = bySize(size, { small: 5, usual: 20, full: 50 })
      const server = await stage.server()
      const cookie = await signIn(server.url)
      const ours = await watchPosts(stage, {
        url: server.url,
        path: '/api/v1/alerts',
        consoles: sockets,
        cookie,
        after: await headOf(server.url, cookie),
      })
      const { sample } = await ours.post(1, 2, 'warm')
      const bare = await stage.program('floors/broadcast-floor.ts', {
        DATABASE_URL: await stage.freshDatabase(),
        NO_COMMIT: '1',
      })
      await ask(bare.child, { events: sample })
      const floor = await watchPosts(stage, {
        url: `http://127.0.0.1:${bare.said.port as number}`,
        path: '/',
        consoles: sockets,
        cookie: '',
        after: 0,
      })
      await floor.post(1, 2, 'warm')
      const cost = async (pid: number, side: typeof ours, run: string) => {
        const before = cpuMicroseconds(pid)
        const { received, lost } = await side.post(2, events / 2, run)
        if (lost > 0) throw new Error(`${lost} deliveries are missing`)
        return (cpuMicroseconds(pid) - before) / received
      }
      const bareCost = await cost(bare.child.pid as number, floor, 'floor')
      const ourCost = await cost(server.pid, ours, 'ours')
      say(`  fanout ${sockets} sockets: ours ${ourCost.toFixed(1)} µs, bare ${bareCost.toFixed(1)} µs a delivery`)
      return [result('fanout', `server CPU a delivery, ${sockets} sockets`, 'µs', ourCost, bareCost)]
    }),
}
