import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { accessTable } from './docs/access-table.ts'
import { problemPages } from './docs/problem-pages.ts'
import { incidentDiagram } from './docs/incident-diagram.ts'
import { clockTable } from './docs/clock-table.ts'

/**
 * `npm run docs` writes the pages that are made from the rule book; with --check it says which of them are out of
 * date and fails. A test runs the check, so that no page can lie.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const pages: Record<string, string> = {
  'docs/lifecycle/incident.md': incidentDiagram(),
  'docs/lifecycle/clocks.md': clockTable(),
  'docs/access.md': await accessTable(),
  ...problemPages(),
}

export function stalePages(): string[] {
  const read = (path: string) => {
    try {
      return readFileSync(root + path, 'utf8')
    } catch {
      return undefined
    }
  }
  const stale = Object.entries(pages).filter(([path, text]) => read(path) !== text)
  const known = readdirSync(`${root}docs/problems`).map((file) => `docs/problems/${file}`)
  const orphans = known.filter((path) => !(path in pages))
  return [...stale.map(([path]) => path), ...orphans]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const stale = stalePages()
    if (stale.length > 0)
      process.stderr.write(`Out of date, run npm run docs:\n${stale.map((path) => `  ${path}\n`).join('')}`)
    process.exitCode = stale.length === 0 ? 0 : 1
  } else {
    for (const [path, text] of Object.entries(pages)) {
      mkdirSync(root + path.slice(0, path.lastIndexOf('/')), { recursive: true })
      writeFileSync(root + path, text)
    }
    process.stdout.write(`${Object.keys(pages).length} pages written\n`)
  }
}
