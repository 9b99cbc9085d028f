import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fingerprintOf, type SignedHead } from './signature.ts'

const headSchema = z.object({
  subdistrictId: z.string(),
  day: z.string(),
  seq: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  signedAt: z.string(),
  publicKey: z.string(),
  signature: z.string(),
})

/** `readHeadFiles` reads the heads that were kept off the site: a directory of files, one file, or one head a line. */
export function readHeadFiles(path: string): SignedHead[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
        .toSorted()
        .map((name) => join(path, name))
    : [path]
  return files.flatMap((file) => parseHeads(readFileSync(file, 'utf8'), file))
}

function parseHeads(text: string, file: string): SignedHead[] {
  try {
    const parts = text.trimStart().startsWith('[') ? z.array(z.unknown()).parse(JSON.parse(text)) : documents(text)
    return parts.map((part) => {
      const head = headSchema.parse(part)
      return { ...head, fingerprint: fingerprintOf(head.publicKey) }
    })
  } catch (error) {
    throw new Error(`${file} holds no signed head.`, { cause: error })
  }
}

function documents(text: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as unknown)
  }
}
