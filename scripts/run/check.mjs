import { spawnSync } from 'node:child_process'
import { inRoot, root } from './root.mjs'

const bin = (name) => inRoot('node_modules', '.bin', name)

const steps = [
  { name: 'types', file: 'tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'lint', file: 'oxlint', args: ['--type-aware'] },
  { name: 'format', file: 'oxfmt', args: ['--check'] },
  { name: 'rules', file: 'vitest', args: ['run', '--project', 'rules', '--reporter=dot'] },
]

/** check is the developer's inner loop; every step runs, so that one look shows all that is wrong. */
export function check({ node, args }) {
  // The tools' own start scripts must find Node 24 first.
  const env = { ...process.env, PATH: `${node.slice(0, -'/node'.length)}:${process.env.PATH}` }
  const chosen = args.length > 0 ? steps.filter((step) => args.includes(step.name)) : steps
  const results = chosen.map((step) => {
    const startedAt = Date.now()
    const ok =
      spawnSync(bin(step.file), step.args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0
    return { ...step, ok, seconds: ((Date.now() - startedAt) / 1000).toFixed(1) }
  })
  for (const { name, ok, seconds } of results) console.log(`${ok ? 'ok    ' : 'failed'} ${name} (${seconds} s)`)
  return results.length > 0 && results.every((result) => result.ok) ? 0 : 1
}
