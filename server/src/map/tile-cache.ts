import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Logger } from '../platform/logger.ts'
import { toTile, type TileAnswer } from './tile-answer.ts'

type Kept = { bytes: number; at: number }
export type CachedTile = { tile: Extract<TileAnswer, { ok: true }>; at: number }

/**
 * Fetched tiles on disk, the longest unused going first when there is no more room. A key is hexadecimal, and is the name of
 * the file. A cache that cannot be written is one that keeps nothing: the map goes on.
 */
export class TileCache {
  readonly #dir: string
  readonly #mostBytes: number
  readonly #log: Logger
  /** By key, the longest unused first. */
  #kept = new Map<string, Kept>()
  #bytes = 0
  #reading: Promise<void> | undefined

  constructor(dir: string, mostBytes: number, log: Logger) {
    this.#dir = dir
    this.#mostBytes = mostBytes
    this.#log = log
  }

  get bytes(): number {
    return this.#bytes
  }

  async get(key: string): Promise<CachedTile | undefined> {
    await (this.#reading ??= this.#read())
    const kept = this.#kept.get(key)
    if (!kept) return undefined
    const bytes = await readFile(this.#path(key)).catch(() => undefined)
    const tile = bytes && toTile(bytes)
    if (!tile?.ok) {
      await this.#drop(key)
      return undefined
    }
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    return { tile, at: kept.at }
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    if (bytes.length > this.#mostBytes) return
    await (this.#reading ??= this.#read())
    const path = this.#path(key)
    try {
      await mkdir(dirname(path), { recursive: true })
      // whoever reads meanwhile reads the earlier one whole
      const half = `${path}.${process.pid}.half`
      await writeFile(half, bytes)
      await rename(half, path)
    } catch (error) {
      this.#log.warn({ error: String(error) }, 'a tile could not be kept')
      return
    }
    this.#forget(key)
    this.#kept.set(key, { bytes: bytes.length, at: Date.now() })
    this.#bytes += bytes.length
    while (this.#bytes > this.#mostBytes) await this.#drop(this.#kept.keys().next().value as string)
  }

  #forget(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0
    this.#kept.delete(key)
  }

  async #drop(key: string): Promise<void> {
    this.#forget(key)
    await rm(this.#path(key), { force: true }).catch(() => undefined)
  }

  #path(key: string): string {
    return join(this.#dir, key.slice(0, 2), key.slice(2))
  }

  /** What an earlier process has kept, the oldest first. */
  async #read(): Promise<void> {
    const found: [string, Kept][] = []
    for (const head of await readdir(this.#dir).catch(() => [])) {
      if (!/^[0-9a-f]{2}$/.test(head)) continue
      for (const rest of await readdir(join(this.#dir, head)).catch(() => [])) {
        const path = join(this.#dir, head, rest)
        const about = await stat(path).catch(() => undefined)
        if (about && /^[0-9a-f]+$/.test(rest)) found.push([head + rest, { bytes: about.size, at: about.mtimeMs }])
        else await rm(path, { force: true }).catch(() => undefined)
      }
    }
    this.#kept = new Map(found.toSorted(([, a], [, b]) => a.at - b.at))
    this.#bytes = found.reduce((sum, [, { bytes }]) => sum + bytes, 0)
    while (this.#bytes > this.#mostBytes) await this.#drop(this.#kept.keys().next().value as string)
  }
}
