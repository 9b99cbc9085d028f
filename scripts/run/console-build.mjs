import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { PlainProblem } from './plain-problem.mjs'
import { inRoot } from './root.mjs'
import { sourceHash } from './source-hash.mjs'

const stampFile = inRoot('console', 'dist', '.liandong-stamp')

/** ensureConsole builds the console when its sources, the rule book or the dependencies have changed since the last time. */
export function ensureConsole(node) {
  const stamp = sourceHash([inRoot('console'), inRoot('shared'), inRoot('pnpm-lock.yaml')])
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  process.stderr.write('Building the console … ')
  const startedAt = Date.now()
  const vite = inRoot('console', 'node_modules', 'vite', 'bin', 'vite.js')
  const result = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: inRoot('console'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (result.status !== 0) {
    process.stderr.write('failed.\n')
    throw new PlainProblem(
      `${result.error?.message ?? ''}${result.stdout}${result.stderr}\nThe console could not be built.`,
    )
  }
  mkdirSync(inRoot('console', 'dist'), { recursive: true })
  writeFileSync(stampFile, stamp)
  process.stderr.write(`done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.\n`)
}
