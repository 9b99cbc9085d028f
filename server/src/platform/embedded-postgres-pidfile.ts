import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** No process has this number: Linux counts to 4194304 at most, macOS to 99998. */
const impossiblePid = 4_194_305

export type PidFile = { readonly pid: number; readonly ready: boolean }

/** readPidFile reads the postmaster's own note: line 1 its pid, line 8 whether it takes connections. */
export function readPidFile(clusterDir: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return Number.isInteger(pid) && pid > 0 ? { pid, ready: (lines[7] ?? '').trim() === 'ready' } : undefined
  } catch {
    return undefined
  }
}

/**
 * clearLeftOver deals with a server an earlier run left behind (it was killed): stops it if it still runs, and makes a
 * note that points at a foreign process harmless. A server whose owner lives is somebody's: that is refused.
 */
export async function clearLeftOver(clusterDir: string, ownerFile: string, log: (line: string) => void): Promise<void> {
  const left = readPidFile(clusterDir)
  if (!left) return rmSync(join(clusterDir, 'postmaster.pid'), { force: true }) // emptied by a power cut
  if (!isAlive(left.pid)) return // a dead server's note PostgreSQL clears itself, after checking its memory is free
  if (!processFact(left.pid, 'command').includes(clusterDir)) return disown(clusterDir)
  const owner = Number(existsSync(ownerFile) ? readFileSync(ownerFile, 'utf8') : NaN)
  if (Number(processFact(left.pid, 'parent')) === owner && owner !== process.pid) {
    throw new Error(
      `Another Liandong (process ${owner}) is using ${clusterDir}: stop it first, or give this one a DATA_DIR of its own.`,
    )
  }
  log(`Stopping the database server an earlier run left behind (process ${left.pid}).`)
  for (const [signal, patienceMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (isAlive(left.pid)) process.kill(left.pid, signal)
    for (const until = Date.now() + patienceMs; Date.now() < until && isAlive(left.pid);) await delay(20)
  }
  if (isAlive(left.pid))
    throw new Error(`The database server an earlier run left behind (process ${left.pid}) does not stop.`)
}

/** The number was given to another program since. Only the number is changed: the rest guards the shared memory. */
function disown(clusterDir: string): void {
  const file = join(clusterDir, 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(impossiblePid))) // in place: it keeps its owner
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return processFact(pid, 'state') !== 'Z'
}

/** processFact reads what `ps` would say, from /proc where there is one: slim systems have no `ps`. */
function processFact(pid: number, fact: 'command' | 'parent' | 'state'): string {
  try {
    if (existsSync('/proc/self/stat')) {
      if (fact === 'command') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return (fact === 'state' ? state : parent) ?? ''
    }
  } catch {
    return '' // gone meanwhile
  }
  const column = { command: 'command=', parent: 'ppid=', state: 'state=' }[fact]
  return spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
}
