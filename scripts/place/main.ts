import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { drawPlace } from './place-files.ts'

/** Writes the demo place. Deterministic: the same commit writes the same bytes. `npm run place` */
const target = new URL('../../server/src/demo/place/', import.meta.url)
mkdirSync(target, { recursive: true })
let [bytes, packed] = [0, 0]
for (const [name, content] of Object.entries(drawPlace())) {
  const text = `${content}\n`
  writeFileSync(new URL(name, target), text)
  bytes += Buffer.byteLength(text)
  packed += gzipSync(text).length
  console.log(`${name.padEnd(22)} ${String(Math.round(Buffer.byteLength(text) / 1024)).padStart(5)} kB`)
}
console.log(
  `${'all'.padEnd(22)} ${String(Math.round(bytes / 1024)).padStart(5)} kB, ${Math.round(packed / 1024)} kB gzipped`,
)
