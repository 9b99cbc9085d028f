import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts'
import { freePort } from '../../test/harness/free-port.ts'
import { launchServer, type ServerProcess } from '../../test/harness/server-process.ts'

export const KEY = 'demo-intake-key'

export type Stage = {
  /** A database of its own on the one PostgreSQL of this bench; its connection string. */
  freshDatabase: () => Promise<string>
  /** The product in a process of its own, quiet. */
  server: (env?: Record<string, string>) => Promise<RunningServer>
  /** A program of this folder in a process of its own; resolves with its first message. */
  program: (
    path: string,
    env: Record<string, string>,
  ) => Promise<{ child: ChildProcess; said: Record<string, unknown> }>
}
export type RunningServer = ServerProcess & { port: number; url: string; databaseUrl: string }

/** `onStage` gives a bench its PostgreSQL, servers and programs, and ends all of them afterwards, however it goes. */
export async function onStage<T>(run: (stage: Stage) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'liandong-bench-'))
  const servers: ServerProcess[] = []
  const children: ChildProcess[] = []
  const postgres = await startEmbeddedPostgres({ dataDir: join(dir, 'postgres'), log: () => undefined })
  let made = 0
  const freshDatabase = async () => {
    const name = `bench_${++made}`
    const client = new pg.Client({ connectionString: postgres.connectionString })
    await client.connect()
    await client.query(`CREATE DATABASE ${name}`)
    await client.end()
    return postgres.connectionString.replace(/\/[^/]+$/, `/${name}`)
  }
  const stage: Stage = {
    freshDatabase,
    server: async (env = {}) => {
      const port = await freePort()
      const databaseUrl = env.DATABASE_URL ?? (await freshDatabase())
      const server = await launchServer({
        DEMO: '1',
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        LOG_LEVEL: 'error',
        ...env,
      })
      servers.push(server)
      return Object.assign(server, { port, databaseUrl, url: `http://127.0.0.1:${port}` })
    },
    program: async (path, env) => {
      const child = fork(fileURLToPath(new URL(`../${path}`, import.meta.url)), [], {
        env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_NO_WARNINGS: '1', ...env },
        execArgv: [],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      children.push(child)
      return { child, said: await nextMessage(child) }
    },
  }
  try {
    return await run(stage)
  } finally {
    for (const child of children) child.kill('SIGKILL')
    // one that a bench has paused must run to be able to stop
    for (const { pid } of servers) if (isAlive(pid)) process.kill(pid, 'SIGCONT')
    await Promise.all(servers.map((server) => server.end('SIGTERM')))
    await postgres.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** The next thing a program says; its end before that is a fault. */
export function nextMessage(child: ChildProcess): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a program of the bench ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as Record<string, unknown>)
    })
  })
}

export function ask(child: ChildProcess, message: Record<string, unknown>): Promise<Record<string, unknown>> {
  const answer = nextMessage(child)
  child.send(message)
  return answer
}

/** CPU time a process has used so far, in microseconds (Linux). */
export function cpuMicroseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  // utime and stime, in ticks of which there are a hundred a second on every Linux Node runs on
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

export async function signIn(url: string, username = 'operator'): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'Demo-110110' }),
  })
  if (!answer.ok) throw new Error(`sign-in: ${answer.status}`)
  return answer.headers.getSetCookie()[0]!.split(';')[0]!
}
