import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PERMISSIONS } from '@liandong/shared/access/permissions.ts'
import { AUDIT_EVENTS } from '@liandong/shared/wire/audit.ts'

const src = join(import.meta.dirname, '..')
/** Events of cases and of sources have their words among those of the case. */
const ELSEWHERE = /^(incident|dispatch|clock|ticket)\.|^source\.(silent|heard)$/

it('every line that the server writes into the log has words for the auditor', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => /(?<!\.test)\.ts$/.test(path))
  const types = files.flatMap((path) => {
    const code = readFileSync(join(src, path), 'utf8')
    return [...code.matchAll(/(?:type: |'account\.\w+' : |\? |#line\([^']*)'([a-z]\w*\.[a-z]\w*)'/g)].map(
      ([, type]) => type as string,
    )
  })
  // a permission has the same shape, and is no line
  const told = [...new Set(types)].filter((type) => !ELSEWHERE.test(type) && !(type in PERMISSIONS))
  expect(told.length).toBeGreaterThan(25)
  expect(told.filter((type) => !(type in AUDIT_EVENTS))).toEqual([])
})
