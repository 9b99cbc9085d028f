import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allowed, planted, plantedCycle } from './planted-violations.ts'

const root = join(import.meta.dirname, '..', '..')
const bin = join(root, 'node_modules', '.bin')
const copy = mkdtempSync(join(tmpdir(), 'liandong-lint-'))
type Report = { readonly filename: string; readonly code: string; readonly message: string; readonly help?: string }
let reports: readonly Report[] = []

/** Every .oxlintrc.json of the workspace, by its path in it. */
function configs(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return ['node_modules', 'dist', '.git', '.data', '.cache'].includes(entry.name) ? [] : configs(path)
    return entry.name === '.oxlintrc.json' ? [path] : []
  })
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true })
  writeFileSync(join(copy, path), text)
}

beforeAll(() => {
  for (const path of configs()) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    copyFileSync(join(root, path), join(copy, path))
  }
  // The workspace's own settings ask for packages that the copy does not have; the type-aware rules need but a program.
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: { strict: true, noEmit: true, module: 'nodenext', allowImportingTsExtensions: true, types: [] },
    }),
  )
  for (const { file, text } of planted) write(file, text)
  for (const [file, text] of [...plantedCycle.files, ...allowed]) write(file, text)
  const result = spawnSync(join(bin, 'oxlint'), ['--type-aware', '--format=json', 'shared', 'server', 'console'], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PATH: [dirname(process.execPath), bin, process.env.PATH].join(delimiter) },
  })
  expect(result.stderr).toBe('')
  reports = (JSON.parse(result.stdout) as { diagnostics: Report[] }).diagnostics
}, 60_000)

afterAll(() => rmSync(copy, { recursive: true, force: true }))

const of = (file: string): readonly Report[] => reports.filter((report) => report.filename === file)

describe('the lint', () => {
  it.each(planted)('reports that $boundary ($file)', ({ file, rule, words }) => {
    const matching = of(file).filter(
      (report) => report.code === rule && words.test(`${report.message} ${report.help ?? ''}`),
    )
    expect(matching, JSON.stringify(of(file))).not.toHaveLength(0)
  })

  it('reports two files that import each other', () => {
    for (const [file] of plantedCycle.files) expect(of(file).map((report) => report.code)).toContain(plantedCycle.rule)
  })

  it.each(allowed)('lets %s pass', (file) => {
    expect(of(file)).toEqual([])
  })

  it('gives a reason with every restriction', () => {
    const withoutReason: string[] = []
    const visit = (value: unknown, path: string): void => {
      if (value === null || typeof value !== 'object') return
      const record = value as Record<string, unknown>
      const restricts = ['group', 'regex', 'name', 'property'].some((key) => key in record)
      if (restricts && !(typeof record.message === 'string' && record.message.length > 20)) withoutReason.push(path)
      for (const [key, child] of Object.entries(record)) visit(child, `${path}/${key}`)
    }
    for (const path of configs())
      visit(JSON.parse(readFileSync(join(root, path), 'utf8').replace(/^\s*\/\/.*$/gm, '')), path)
    expect(withoutReason).toEqual([])
  })
})
