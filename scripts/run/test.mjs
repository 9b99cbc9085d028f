import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { runChild } from './child.mjs'
import { ensureConsole } from './console-build.mjs'
import { PlainProblem } from './plain-problem.mjs'
import { inRoot } from './root.mjs'
import { ensureSystemPackages } from './system-packages.mjs'
import { lastLine, tally } from './test-tally.mjs'

/** The suites (design §10) and what each needs on the machine. */
const suites = {
  rules: [],
  console: [],
  slice: ['redis'],
  guarantees: ['redis'],
  faults: ['redis'],
  fuzz: [],
  browser: ['redis', 'chromium', 'fonts'],
}
const needConsole = ['slice', 'guarantees', 'faults', 'fuzz', 'browser']
const reportFile = inRoot('.cache', 'test-report.json')
/** A run that takes longer than this on two cores is broken, and says so instead of hanging. */
const longestRunMs = 25 * 60_000

/** test runs all suites, or the ones named (`npm test -- rules slice`); options and file names go on to vitest. */
export async function test({ node, args }) {
  const named = args.filter((arg) => arg in suites)
  const rest = args.filter((arg) => !(arg in suites))
  const chosen = named.length > 0 ? named : Object.keys(suites)
  try {
    ensureSystemPackages([...new Set(chosen.flatMap((suite) => suites[suite]))])
    if (chosen.some((suite) => needConsole.includes(suite))) ensureConsole(node)
  } catch (error) {
    if (!(error instanceof PlainProblem)) throw error
    console.error(error.message)
    console.log(lastLine({ passed: 0, failed: 1, skipped: 0 }))
    return 1
  }

  rmSync(reportFile, { force: true })
  const timer = setTimeout(() => process.kill(process.pid, 'SIGTERM'), longestRunMs)
  const status = await runChild(
    node,
    [
      inRoot('node_modules/vitest/vitest.mjs'),
      'run',
      ...chosen.flatMap((suite) => ['--project', suite]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...rest,
    ],
    // Tests start the product's own programs, which must find this Node too.
    { env: { PATH: `${dirname(node)}:${process.env.PATH}` } },
  ).finally(() => clearTimeout(timer))

  if (!existsSync(reportFile)) {
    console.error('The test run ended before it could report (stopped, or longer than 25 minutes).')
    console.log(lastLine({ passed: 0, failed: 1, skipped: 0 }))
    return 1
  }
  const result = tally(JSON.parse(readFileSync(reportFile, 'utf8')), {
    status,
    everySuite: args.length === 0,
    everyTest: rest.length === 0,
  })
  for (const sentence of result.sentences) console.error(sentence)
  console.log(lastLine(result))
  return result.ok ? 0 : 1
}
