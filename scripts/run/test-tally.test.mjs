import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './root.mjs'
import { lastLine, tally } from './test-tally.mjs'

const file = (path, ...statuses) => ({
  name: join(root, path),
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
})
const everything = [
  file('server/test/guarantees/a.test.ts', 'passed'),
  file('server/test/faults/a.test.ts', 'passed'),
  file('server/test/browser/a.test.ts', 'passed'),
]
const count = (files, { status = 0, everySuite = true, everyTest = true } = {}) =>
  tally({ testResults: files }, { status, everySuite, everyTest })

describe('the count of the tests', () => {
  it('counts single tests and is content when none failed', () => {
    expect(count([...everything, file('shared/src/a.test.ts', 'passed', 'passed')])).toEqual({
      passed: 5,
      failed: 0,
      skipped: 0,
      sentences: [],
      ok: true,
    })
  })

  it('counts a file that could not be loaded as a failed test', () => {
    const broken = { ...file('server/src/a.test.ts'), status: 'failed', message: 'Cannot find module' }
    const result = count([...everything, broken])
    expect(result).toMatchObject({ passed: 3, failed: 1, ok: false })
    expect(result.sentences).toEqual(['server/src/a.test.ts could not be run: Cannot find module'])
  })

  it.each(['pending', 'skipped', 'todo', 'disabled'])(
    'counts a test that is %s as skipped, which a rules suite may do',
    (status) => {
      expect(count([...everything, file('shared/src/a.test.ts', status)])).toMatchObject({ skipped: 1, ok: true })
    },
  )

  it.each(['guarantees', 'faults', 'browser', 'redis'])(
    'is not content when a test of the %s suite is skipped',
    (suite) => {
      expect(count([...everything, file(`server/test/${suite}/b.test.ts`, 'passed', 'skipped')])).toMatchObject({
        failed: 0,
        skipped: 1,
        ok: false,
      })
    },
  )

  it.each(['guarantees', 'faults', 'browser'])('is not content when no test of the %s suite ran at all', (suite) => {
    const result = count(everything.filter(({ name }) => !name.includes(`/${suite}/`)))
    expect(result).toMatchObject({ ok: false, sentences: [`No test ran of: ${suite}.`] })
  })

  it('asks nothing of suites that were not chosen, nor of tests left out by an option', () => {
    expect(count([file('shared/src/a.test.ts', 'passed')], { everySuite: false })).toMatchObject({ ok: true })
    expect(
      count([file('server/test/faults/a.test.ts', 'passed', 'skipped')], { everySuite: false, everyTest: false }),
    ).toMatchObject({ ok: true })
  })

  it('counts an error outside of any test as a failed test', () => {
    expect(count(everything, { status: 1 })).toMatchObject({ failed: 1, ok: false })
  })

  it('ends with the line of the contract', () => {
    expect(lastLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
    expect(lastLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped')
  })
})
