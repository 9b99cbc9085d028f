import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

/**
 * Loaded into a server of a test with `--import`: it edits the product's source as it is read, so that a test can see
 * that a hole would be found. The edits stand in the file PLANTED names; one that fits nowhere ends the start.
 */
const edits = JSON.parse(readFileSync(process.env.PLANTED, 'utf8'))

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    const here = edits.filter(({ file }) => url.endsWith(file))
    if (here.length === 0) return loaded
    let source = String(loaded.source)
    for (const { file, from, to } of here) {
      if (!source.includes(from)) throw new Error(`nothing to plant in ${file}: ${from}`)
      source = source.replace(from, to)
    }
    return { ...loaded, source }
  },
})
