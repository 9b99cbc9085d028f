import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  chooseLauncher,
  findPrograms,
  giveTo,
  type Launcher,
  type PostgresPrograms,
} from './embedded-postgres-launcher.ts'
import { rolesInSql, WALL_ROLES } from '../store/wall-roles.ts'

/** A database cluster on disk, initialised, with the way to run it. */
export type Cluster = {
  readonly dir: string
  readonly logFile: string
  readonly ownerFile: string
  readonly password: string
  readonly programs: PostgresPrograms
  readonly launcher: Launcher
}

/** The role and the database of the product; the role may make databases but is no superuser. */
export const databaseName = 'liandong'

/** prepareCluster lays out `dataDir`: cluster/ (PostgreSQL's own), password (0600), postgres.log, owner. */
export async function prepareCluster(dataDir: string, log: (line: string) => void): Promise<Cluster> {
  const programs = findPrograms()
  mkdirSync(dirname(dataDir), { recursive: true })
  const launcher = chooseLauncher(programs, dirname(dataDir))
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  giveTo(launcher, dataDir)
  const dir = join(dataDir, 'cluster')
  const passwordFile = join(dataDir, 'password')
  const initialised = existsSync(join(dir, 'PG_VERSION'))
  if (initialised && !existsSync(passwordFile))
    throw new Error(`The database password is missing: put ${passwordFile} back from your backup.`)
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  const password = readFileSync(passwordFile, 'utf8').trim()
  const cluster: Cluster = {
    dir,
    logFile: join(dataDir, 'postgres.log'),
    ownerFile: join(dataDir, 'owner'),
    password,
    programs,
    launcher,
  }
  if (initialised) giveTo(launcher, dir)
  else await initialise(cluster, dataDir, log)
  return cluster
}

/** In the cluster's own directory, so that it comes and goes with it: which roles of the walls the cluster has. */
const rolesMark = 'liandong-roles'
const ROLES_MARKED = `${WALL_ROLES.join('\n')}\n`

/** A cluster of an earlier version gets the roles its owner may not make. Only while no server runs on it. */
export async function addRoles(cluster: Cluster): Promise<void> {
  const mark = join(cluster.dir, rolesMark)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === ROLES_MARKED) return
  const { launcher, programs, dir } = cluster
  await run(launcher, programs.postgres, ['--single', '-D', dir, 'postgres'], rolesInSql(databaseName))
  writeFileSync(mark, ROLES_MARKED)
}

/** Made beside its final name and renamed when whole: an interrupted first start leaves nothing half-made behind. */
async function initialise(cluster: Cluster, dataDir: string, log: (line: string) => void): Promise<void> {
  log('Creating the embedded database.')
  const { launcher, programs, password } = cluster
  const draft = `${cluster.dir}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  giveTo(launcher, draft)
  // initdb insists on a password for its superuser. Nobody keeps it: that role is reached in single-user mode only.
  const superuserFile = join(dataDir, 'superuser.new')
  writeFileSync(superuserFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (launcher.owner) chownSync(superuserFile, launcher.owner.uid, launcher.owner.gid)
  try {
    await run(launcher, programs.initdb, [
      '-D',
      draft,
      '-U',
      'postgres',
      `--pwfile=${superuserFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      // The built-in locale is the same on every machine, so an index made here never goes wrong on another one.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ])
  } finally {
    rmSync(superuserFile, { force: true })
  }
  await run(
    launcher,
    programs.postgres,
    ['--single', '-D', draft, 'postgres'],
    [
      `CREATE ROLE ${databaseName} LOGIN CREATEDB PASSWORD '${password}'`,
      `CREATE DATABASE ${databaseName} OWNER ${databaseName}`,
      ...rolesInSql(databaseName),
    ],
  )
  writeFileSync(join(draft, rolesMark), ROLES_MARKED)
  renameSync(draft, cluster.dir)
}

function run(
  launcher: Launcher,
  program: string,
  args: readonly string[],
  lines: readonly string[] = [],
): Promise<void> {
  const call = launcher.call(program, args)
  return new Promise((resolve, reject) => {
    const child = spawn(call.file, call.args, { ...call.options, stdio: ['pipe', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.once('error', reject)
    // Single-user mode ends with 0 even when a statement failed, so its words count too.
    child.once('close', (code) => {
      if (code === 0 && !/\b(ERROR|FATAL|PANIC):/.test(output)) resolve()
      else
        reject(
          new Error(
            `The embedded database could not be created (run as ${launcher.how}): ${output.trim().slice(-2_000)}`,
          ),
        )
    })
    child.stdin.end(lines.map((line) => `${line}\n`).join(''))
  })
}
