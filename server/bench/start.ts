import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../test/harness/free-port.ts'
import { bySize, median, result, say, type Bench } from './parts/bench.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The second `npm start` to a 200 of /readyz: everything installed, built and seeded by the first. */
export const start: Bench = {
  name: 'start',
  run: async (size) => {
    const dir = mkdtempSync(join(tmpdir(), 'liandong-start-'))
    try {
      const first = await startOnce(dir)
      const later: number[] = []
      for (let i = 0; i < bySize(size, { small: 1, usual: 3 }); i++) later.push(await startOnce(dir))
      say(
        `  start: first ${(first / 1_000).toFixed(1)} s, then ${later.map((ms) => (ms / 1_000).toFixed(1)).join(', ')} s`,
      )
      return [result('start', 'second npm start to /readyz', 's', median(later) / 1_000)]
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

async function startOnce(dir: string): Promise<number> {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), DATA_DIR: dir }
  const from = performance.now()
  const child = spawn('npm', ['start', '--', '--quiet'], { cwd: ROOT, env, stdio: 'ignore', detached: true })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
      if (performance.now() - from > 180_000) throw new Error('npm start was not ready within three minutes')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return performance.now() - from
  } finally {
    // as a terminal does with Ctrl-C: the whole group is told
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT')
    await ended
  }
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  )
