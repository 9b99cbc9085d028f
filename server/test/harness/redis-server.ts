import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from './free-port.ts'

export type RedisOptions = {
  /** Where the append-only file lies; made, and removed at stop(), when left out. */
  readonly dir?: string
  readonly port?: number
  readonly appendOnly?: boolean
  readonly policy?: string
}

export type RedisServer = {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Ends it as a power cut would. */
  kill9(): Promise<void>
  /** Starts it again on the same port and directory, after kill9() or while it runs. */
  restart(): Promise<void>
  /** Empties it, as an operator's mistake would. */
  flush(): Promise<void>
  stop(): Promise<void>
}

/** startRedis runs a real Redis of its own on the loopback address, with the settings the product asks for. */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const port = options.port ?? (await freePort())
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'liandong-redis-'))
  const args = [
    ['--bind', '127.0.0.1'],
    ['--port', String(port)],
    ['--dir', dir],
    ['--save', ''],
    ['--appendonly', (options.appendOnly ?? true) ? 'yes' : 'no'],
    ['--appendfsync', 'everysec'],
    ['--maxmemory-policy', options.policy ?? 'noeviction'],
  ].flat()
  let child = await launch(args, port)

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return child.pid ?? 0
    },
    kill9: () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM')
      child = await launch(args, port)
    },
    async flush() {
      if ((await ask(port, 'FLUSHALL')) !== '+OK') throw new Error('Redis was not emptied.')
    },
    async stop() {
      await end('SIGTERM')
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function launch(args: readonly string[], port: number): Promise<ChildProcess> {
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let failure: string | undefined
  child.stdout.on('data', (chunk) => {
    output = `${output}${chunk}`.slice(-4_000)
  })
  child.stderr.on('data', (chunk) => {
    output = `${output}${chunk}`.slice(-4_000)
  })
  child.once('error', (error) => {
    failure = error.message
  })
  child.once('exit', (code, signal) => {
    failure = `it ended with ${signal ?? code}`
  })
  // A test that is broken off must not leave a server behind.
  const killAtExit = (): void => void child.kill('SIGKILL')
  process.once('exit', killAtExit)
  child.once('exit', () => process.off('exit', killAtExit))
  for (const until = Date.now() + 20_000; Date.now() < until; await delay(20)) {
    if (failure !== undefined) throw new Error(`redis-server does not start: ${failure}. ${output}`)
    if ((await ask(port, 'PING').catch(() => '')) === '+PONG') return child
  }
  child.kill('SIGKILL')
  throw new Error(`redis-server was not ready within 20 s. ${output}`)
}

/** ask sends one command in Redis's inline form and gives the first line of the answer; no client library to get in the way. */
function ask(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`))
    socket.setTimeout(5_000, () => socket.destroy(new Error(`Redis does not answer ${command}.`)))
    socket.once('data', (chunk) => {
      socket.end()
      resolve(String(chunk).split('\r\n')[0] ?? '')
    })
    socket.once('error', reject)
  })
}
