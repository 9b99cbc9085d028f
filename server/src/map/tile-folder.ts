import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tile } from '@liandong/shared/map/tile-grid.ts'
import { MOST_TILE_BYTES, noTile, toTile, type TileAnswer } from './tile-answer.ts'

const ENDINGS = ['png', 'jpg', 'jpeg', 'webp'] as const

/** `readFolderTile` reads `z/x/y.png` (or .jpg, .jpeg, .webp) of a folder. */
export async function readFolderTile(dir: string, { z, x, y }: Tile): Promise<TileAnswer> {
  for (const ending of ENDINGS) {
    const bytes = await readSmall(join(dir, String(z), String(x), `${y}.${ending}`))
    if (bytes === 'tooLarge') return noTile('tooLarge')
    if (bytes) return toTile(bytes)
  }
  const there = await stat(dir).catch(() => undefined)
  return noTile(there?.isDirectory() ? 'missing' : 'noFile')
}

async function readSmall(path: string): Promise<Buffer | 'tooLarge' | undefined> {
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      return size > MOST_TILE_BYTES ? 'tooLarge' : await file.readFile()
    } finally {
      await file.close()
    }
  } catch {
    return undefined
  }
}
