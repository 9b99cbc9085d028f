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
/** Two lanes on two cores, about as long as each other: most of a suite is waiting for clocks of real seconds. */
const lanes = [
  ['browser', 'faults', 'fuzz', 'slice'],
  ['guarantees', 'rules', 'console'],
]
/** A run that takes longer than this on two cores is broken, and says so instead of hanging. */
const longestRunMs = 45 * 60_000

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

  const timer = setTimeout(() => process.kill(process.pid, 'SIGTERM'), longestRunMs)
  const ran = await Promise.all(
    lanes
      .map((lane) => lane.filter((suite) => chosen.includes(suite)))
      .filter((lane) => lane.length > 0)
      .map((lane) => runLane(node, lane, rest)),
  ).finally(() => clearTimeout(timer))

  if (ran.some(({ report }) => report === undefined)) {
    console.error('The test run ended before it could report (stopped, or longer than 45 minutes).')
    console.log(lastLine({ passed: 0, failed: 1, skipped: 0 }))
    return 1
  }
  const result = tally(
    { testResults: ran.flatMap(({ report }) => report.testResults) },
    {
      status: Math.max(...ran.map(({ status }) => status)),
      everySuite: args.length === 0,
      everyTest: rest.length === 0,
    },
  )
  for (const sentence of result.sentences) console.error(sentence)
  console.log(lastLine(result))
  return result.ok ? 0 : 1
}

/** Runs suites one after another; what vitest reports of them, or nothing where it ended before it could. */
async function runLane(node, lane, rest) {
  const reportFile = inRoot('.cache', `test-report-${lane[0]}.json`)
  rmSync(reportFile, { force: true })
  const status = await runChild(
    node,
    [
      inRoot('node_modules/vitest/vitest.mjs'),
      'run',
      ...lane.flatMap((suite) => ['--project', suite]),
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...rest,
    ],
    // Tests start the product's own programs, which must find this Node too.
    { env: { PATH: `${dirname(node)}:${process.env.PATH}` } },
  )
  return { status, report: existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined }
}
