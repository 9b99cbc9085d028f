import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { result, type Bench } from './parts/bench.ts'

const DIST = fileURLToPath(new URL('../../console/dist/', import.meta.url))

/** The pages and what each may weigh (performance.md), in kB. */
const PAGES = [
  ['wall', 'WallPage'],
  ['duty', 'DutyPage'],
  ['desk', 'DeskPage'],
] as const

/**
 * JavaScript over the wire at the first load of a page: the entry with all that it imports, the page's own chunk with
 * all that it imports, at once or later. Read off the built files, so it is the same on every machine.
 */
export const page: Bench = {
  name: 'page',
  run: async () => {
    if (!existsSync(join(DIST, 'index.html'))) throw new Error('The console is not built: npm run bench builds it.')
    const html = readFileSync(join(DIST, 'index.html'), 'utf8')
    const entries = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((m) => m[1] as string)
    return PAGES.map(([name, chunk]) => {
      const needed = new Set<string>()
      const add = (file: string, withLazy: boolean) => {
        if (needed.has(file)) return
        needed.add(file)
        for (const other of importsOf(file, withLazy)) add(other, withLazy)
      }
      for (const entry of entries) add(entry, false)
      const own = lazyOf(entries).find((file) => file.includes(`/${chunk}-`))
      if (own === undefined) throw new Error(`The entry loads no ${chunk}.`)
      add(own, true)
      const bytes = [...needed].reduce(
        (sum, file) => sum + gzipSync(readFileSync(join(DIST, file)), { level: 6 }).length,
        0,
      )
      return result('page', `/${name}: JavaScript of the first load, gzip`, 'kB', bytes / 1_000)
    })
  },
}

const source = (file: string): string => readFileSync(join(DIST, file), 'utf8')
const inAssets = (name: string): string => `assets/${name}`

function importsOf(file: string, withLazy: boolean): string[] {
  const text = source(file)
  const fixed = [...text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)].map((m) =>
    inAssets(m[1] as string),
  )
  return withLazy ? [...fixed, ...lazyIn(text)] : fixed
}

const lazyIn = (text: string): string[] =>
  [...text.matchAll(/import\(\s*["'`]\.\/([^"'`]+\.js)["'`]\s*\)/g)].map((m) => inAssets(m[1] as string))
const lazyOf = (files: readonly string[]): string[] => files.flatMap((file) => lazyIn(source(file)))
