import { relative } from 'node:path'
import { root } from './root.mjs'

/** The suites whose promise is worthless when they are passed over. */
const neverSkipped = ['guarantees', 'faults', 'browser', 'redis']

/** tally counts single tests in vitest's JSON report; a file that could not be loaded counts as a failed test. */
export function tally(report, { status, everySuite, everyTest }) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const sentences = []
  const ran = new Set()
  for (const file of report.testResults) {
    const path = relative(root, file.name)
    const suite = neverSkipped.find((name) => path.startsWith(`server/test/${name}/`))
    const tests = file.assertionResults.map((test) =>
      ['passed', 'failed'].includes(test.status) ? test.status : 'skipped',
    )
    for (const outcome of tests) counts[outcome] += 1
    if (file.status === 'failed' && !tests.includes('failed')) {
      counts.failed += 1
      sentences.push(`${path} could not be run: ${(file.message ?? '').split('\n')[0]}`)
    }
    if (suite && tests.includes('skipped') && everyTest)
      sentences.push(`${path} skips tests of the ${suite} suite, which may not be skipped.`)
    if (suite && tests.some((outcome) => outcome !== 'skipped')) ran.add(suite)
  }
  if (everySuite) {
    const absent = neverSkipped.filter((name) => name !== 'redis' && !ran.has(name))
    if (absent.length > 0) sentences.push(`No test ran of: ${absent.join(', ')}.`)
  }
  if (status !== 0 && counts.failed === 0) {
    counts.failed += 1
    sentences.push(
      `vitest ended with status ${status} although no single test failed: an error outside of any test, told above.`,
    )
  }
  return { ...counts, sentences, ok: counts.failed === 0 && sentences.length === 0 }
}

export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
