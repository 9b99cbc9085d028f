import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve as resolvePath } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { addRoles, databaseName, prepareCluster, type Cluster } from './embedded-postgres-cluster.ts'
import { clearLeftOver, readPidFile } from './embedded-postgres-pidfile.ts'

export type EmbeddedPostgresOptions = {
  readonly dataDir: string
  /** Chosen at start when left out; kept for as long as this runs, over every restart of the database. */
  readonly port?: number
  readonly log: (line: string) => void
  /** Called each time the database died by itself and is ready again. */
  readonly onRestart?: () => void
}

export type EmbeddedPostgres = {
  readonly connectionString: string
  readonly port: number
  /** The present postmaster; another one after a restart. */
  readonly pid: number
  stop(): Promise<void>
}

/** A fast shutdown, then an immediate one (the log is replayed at the next start), then none at all: 5 s in all. */
const stopSteps = [
  ['SIGINT', 3_800],
  ['SIGQUIT', 800],
  ['SIGKILL', 400],
] as const
const firstBackOffMs = 200
const longestBackOffMs = 5_000
/** After kill -9 the old workers need a moment to notice and let go of the shared memory. */
const startPatienceMs = 15_000
const readyPatienceMs = 120_000 // crash recovery of a busy database, on a slow disk
const largestLogBytes = 10_000_000

/** startEmbeddedPostgres runs the real PostgreSQL of the `embedded-postgres` package and keeps it running until stop(). */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, onRestart } = options
  const cluster = await prepareCluster(resolvePath(options.dataDir), log)
  await clearLeftOver(cluster.dir, cluster.ownerFile, log)
  await addRoles(cluster)
  writeFileSync(cluster.ownerFile, String(process.pid), { mode: 0o600 })

  let port = options.port ?? (await freePort())
  let child: ChildProcess
  const stopping = new AbortController()
  await firstStart()
  const supervision = supervise()

  /** The child is known from the moment it exists, so that stop() also ends one that is not ready yet. */
  function launch(): Promise<void> {
    child = spawnPostgres(cluster, port)
    return untilReady(cluster, child)
  }

  async function firstStart(): Promise<void> {
    for (const until = Date.now() + startPatienceMs; ;) {
      try {
        return await launch()
      } catch (error) {
        const passing =
          /shared memory block|lock file .* already exists/.test(String(error)) ||
          (options.port === undefined && /Address already in use/.test(String(error)))
        if (!passing || Date.now() > until) throw error
        if (options.port === undefined) port = await freePort()
        await delay(firstBackOffMs)
      }
    }
  }

  /** Waits for the database to die, brings it back on the same port and directory, and again. */
  async function supervise(): Promise<void> {
    for (;;) {
      const end = await exitOf(child)
      if (stopping.signal.aborted) return
      log(`The database server ended by itself (${end}); starting it again.`)
      for (let backOffMs = firstBackOffMs; ; backOffMs = Math.min(backOffMs * 2, longestBackOffMs)) {
        await delay(backOffMs, undefined, { signal: stopping.signal }).catch(() => undefined)
        if (stopping.signal.aborted) return
        try {
          await launch()
          break
        } catch (error) {
          log(`The database server does not start yet: ${(error as Error).message}`)
        }
      }
      log(`The database server is back (process ${child.pid}).`)
      onRestart?.()
    }
  }

  async function stop(): Promise<void> {
    stopping.abort()
    for (const [signal, patienceMs] of stopSteps) {
      child.kill(signal)
      if (await Promise.race([supervision.then(() => true), delay(patienceMs, false, { ref: false })])) break
    }
    rmSync(cluster.ownerFile, { force: true })
  }

  let stopped: Promise<void> | undefined
  return {
    connectionString: `postgres://${databaseName}:${cluster.password}@127.0.0.1:${port}/${databaseName}`,
    port,
    get pid() {
      return child.pid ?? 0
    },
    stop: () => (stopped ??= stop()),
  }
}

function spawnPostgres(cluster: Cluster, port: number): ChildProcess {
  if (existsSync(cluster.logFile) && statSync(cluster.logFile).size > largestLogBytes)
    renameSync(cluster.logFile, `${cluster.logFile}.1`)
  const call = cluster.launcher.call(cluster.programs.postgres, ['-D', cluster.dir, '-p', String(port), ...settings()])
  // A file, not a pipe: the database goes on writing whatever becomes of us.
  const logFd = openSync(cluster.logFile, 'a', 0o600)
  try {
    // A process group of its own: Ctrl-C in the terminal must not stop the database before the server is done with it.
    return spawn(call.file, call.args, { ...call.options, detached: true, stdio: ['ignore', logFd, logFd] })
  } finally {
    closeSync(logFd)
  }
}

/** untilReady waits for "ready" in the postmaster's own note, which is what pg_ctl does too. */
async function untilReady(cluster: Cluster, child: ChildProcess): Promise<void> {
  const logStart = statSync(cluster.logFile).size
  let end: string | undefined
  void exitOf(child).then((reason) => {
    end = reason
  })
  for (const until = Date.now() + readyPatienceMs; ; await delay(10)) {
    const note = readPidFile(cluster.dir)
    if (note?.ready && note.pid === child.pid && end === undefined) return
    if (end !== undefined)
      throw new Error(`PostgreSQL ended at its start (${end}). ${lastWords(cluster.logFile, logStart)}`)
    if (Date.now() > until) {
      child.kill('SIGQUIT')
      await exitOf(child)
      throw new Error(
        `PostgreSQL was not ready after ${readyPatienceMs / 1000} s. ${lastWords(cluster.logFile, logStart)}`,
      )
    }
  }
}

function lastWords(logFile: string, from: number): string {
  const lines = readFileSync(logFile).subarray(from).toString('utf8').split('\n').filter(Boolean)
  const telling = lines.filter((line) => /FATAL|PANIC|HINT|could not|denied/.test(line))
  return (telling.length > 0 ? telling : lines).slice(-4).join(' | ')
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null)
      return resolve(child.signalCode ?? `status ${child.exitCode}`)
    child.once('exit', (code, signal) => resolve(signal ?? `status ${code}`))
    child.once('error', (error) => resolve(error.message))
  })
}

/** Modest settings for a machine that does other work as well. Durability stays at full: accepted means kept. */
function settings(): string[] {
  const chosen: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: '256MB',
    max_connections: '100',
    wal_compression: 'on',
    jit: 'off', // short queries only: compiling one costs more than running it
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Refused statements are answered to the caller; in a file they would leave personal data lying about.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  }
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/**
 * freePort asks for a free port below the range from which the system gives ports to outgoing connections: while the
 * database is down for a moment, a client that tries again must not be handed the very port it is trying to reach.
 */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer().once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
  throw new Error('No free port for the embedded database was found between 20000 and 31999.')
}
