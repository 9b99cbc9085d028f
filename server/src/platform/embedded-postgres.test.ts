import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isAlive, readPidFile } from './embedded-postgres-pidfile.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts'

const base = mkdtempSync(join(tmpdir(), 'liandong-pg-'))
const dataDir = join(base, 'open', 'postgres')
const lines: string[] = []
const running: EmbeddedPostgres[] = []

async function start(dir = dataDir, more: { onRestart?: () => void; port?: number } = {}): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir: dir, log: (line) => lines.push(line), ...more })
  running.push(database)
  return database
}

async function query(database: EmbeddedPostgres, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.connectionString })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

beforeAll(() => {
  chmodSync(base, 0o755)
  mkdirSync(join(base, 'open'), { mode: 0o755 })
})
afterEach(async () => {
  for (const database of running.splice(0)) await database.stop()
  lines.length = 0
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('embedded PostgreSQL', () => {
  it('starts from nothing with durable settings, UTF-8 and UTC, and only answers to its password', async () => {
    const database = await start()
    const [row] = await query(
      database,
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone,
        current_setting('listen_addresses') as listen, (select rolsuper from pg_roles where rolname = current_user) as super,
        (select datlocale from pg_database where datname = current_database()) as locale`,
    )
    expect(row).toEqual({
      version: 18,
      fsync: 'on',
      commit: 'on',
      encoding: 'UTF8',
      zone: 'UTC',
      listen: '127.0.0.1',
      super: false,
      locale: 'C.UTF-8',
    })
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600)
    const wrong = new pg.Client({ connectionString: database.connectionString.replace(/:[^:@]*@/, ':wrong@') })
    await expect(wrong.connect()).rejects.toThrow(/password authentication failed/)
  })

  it('keeps its data over a stop, stops within 5 s with clients connected, and starts the second time within 1.5 s', async () => {
    const first = await start()
    await query(first, 'create table kept (n int); insert into kept values (110)')
    const client = new pg.Client({ connectionString: first.connectionString })
    client.on('error', () => undefined)
    await client.connect()
    const stopAt = performance.now()
    await first.stop()
    expect(performance.now() - stopAt).toBeLessThan(5_000)
    expect(isAlive(first.pid)).toBe(false)
    const startAt = performance.now()
    const second = await start()
    expect(performance.now() - startAt).toBeLessThan(1_500)
    expect(await query(second, 'select n from kept')).toEqual([{ n: 110 }])
  })

  it('comes back by itself on the same port, with every committed row, when the postmaster is killed -9 under load', async () => {
    let restarts = 0
    const database = await start(dataDir, { onRestart: () => (restarts += 1) })
    const killed = database.pid
    await query(database, 'drop table if exists load; create table load (n int primary key)')
    const committed: number[] = []
    const client = new pg.Client({ connectionString: database.connectionString })
    client.on('error', () => undefined)
    await client.connect()
    const load = (async () => {
      for (let n = 0; ; n += 1) {
        await client.query('insert into load values ($1)', [n])
        committed.push(n)
      }
    })().catch(() => undefined)
    await delay(300)
    process.kill(killed, 'SIGKILL')
    await load
    for (const until = Date.now() + 15_000; restarts === 0 && Date.now() < until;) await delay(20)
    expect(restarts).toBe(1)
    expect(database.pid).not.toBe(killed)
    expect(lines.join('\n')).toMatch(/ended by itself \(SIGKILL\)/)
    expect(committed.length).toBeGreaterThan(0)
    const kept = (await query(database, 'select n from load order by n')).map((row) => row.n)
    // One insert may have been committed without its answer arriving; none that was answered may be missing.
    expect(kept.slice(0, committed.length)).toEqual(committed)
    expect(kept.length - committed.length).toBeLessThanOrEqual(1)
  })

  it('stops at once while it is waiting to bring the database back', async () => {
    const database = await start()
    process.kill(database.pid, 'SIGKILL')
    await delay(50)
    await database.stop()
    await delay(500)
    expect(isAlive(database.pid)).toBe(false)
  })

  it('takes over from a server that a killed run left behind', async () => {
    const database = await start()
    await query(database, 'create table if not exists orphan (n int)')
    // What a killed run leaves: a postmaster that nobody owns. Its owner, named in the file, is another, dead process.
    writeFileSync(join(dataDir, 'owner'), String(deadPid()))
    const other = await start()
    expect(lines.join('\n')).toMatch(/left behind/)
    expect(await query(other, 'select count(*)::int as n from orphan')).toEqual([{ n: 0 }])
    await other.stop()
  })

  it('refuses a directory that another living run is using', async () => {
    const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))})
      const database = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} })
      console.log('ready'); process.stdin.once('end', () => database.stop()).resume()`
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] })
    await new Promise((resolve) => other.stdout.once('data', resolve))
    await expect(start()).rejects.toThrow(/Another Liandong \(process \d+\) is using/)
    const gone = new Promise((resolve) => other.once('exit', resolve))
    other.stdin.end()
    await gone
  })

  it('starts over a stale postmaster.pid: of a dead process, of a foreign living one, and a broken one', async () => {
    const database = await start()
    const note = readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')
    await database.stop()
    const stranger = spawn('sleep', ['60'])
    try {
      for (const stale of [note.replace(/^\d+/, String(deadPid())), note.replace(/^\d+/, String(stranger.pid)), '']) {
        const file = join(dataDir, 'cluster', 'postmaster.pid')
        writeFileSync(file, stale)
        const { uid, gid } = statSync(join(dataDir, 'cluster'))
        chownSync(file, uid, gid)
        const again = await start()
        expect(readPidFile(join(dataDir, 'cluster'))?.pid).toBe(again.pid)
        await again.stop()
      }
      expect(stranger.exitCode).toBeNull()
    } finally {
      stranger.kill()
    }
  })

  it('creates the database anew when the first start was interrupted halfway', async () => {
    const dir = join(base, 'open', 'interrupted')
    mkdirSync(join(dir, 'cluster.new', 'base'), { recursive: true })
    const database = await start(dir)
    expect(await query(database, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(existsSync(join(dir, 'cluster.new'))).toBe(false)
  })

  it('runs below a directory that only its owner may enter, also as root, and after the directory was opened up', async () => {
    const closed = join(base, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const dir = join(closed, 'postgres')
    const first = await start(dir)
    await query(first, 'create table moved (n int); insert into moved values (1)')
    const user = spawnSync('ps', ['-o', 'uid=', '-p', String(first.pid)], { encoding: 'utf8' }).stdout.trim()
    if (user !== '') expect(Number(user)).toBe(process.getuid?.())
    await first.stop()
    chmodSync(closed, 0o755)
    const second = await start(dir)
    expect(await query(second, 'select n from moved')).toEqual([{ n: 1 }])
  })

  it('says what is wrong in a sentence when the directory cannot be used', async () => {
    const file = join(base, 'a-file')
    writeFileSync(file, '')
    await expect(start(join(file, 'postgres'))).rejects.toThrow(/ENOTDIR|EEXIST/)
  })
})

/** The number of a process that has just ended. */
function deadPid(): number {
  return spawnSync('true').pid
}
