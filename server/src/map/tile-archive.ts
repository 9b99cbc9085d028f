import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PMTiles, TileType, type Header, type Source } from 'pmtiles'
import type { TileFault } from '@liandong/shared/wire/map-layer.ts'
import type { Tile } from '@liandong/shared/map/tile-grid.ts'
import { MOST_TILE_BYTES, noTile, toTile, type TileAnswer } from './tile-answer.ts'

/** A directory of an archive is smaller than this; who asks for more has read a broken head. */
const MOST_BYTES = 16 * MOST_TILE_BYTES
const MOST_OPEN = 16

class Fault extends Error {
  readonly why: TileFault
  constructor(why: TileFault) {
    super(why)
    this.why = why
  }
}

/** PMTiles files of one folder. Each read opens the file anew: a file that was replaced is seen at once, none stays open. */
export class TileArchives {
  readonly #dir: string
  readonly #known = new Map<string, PMTiles>()

  constructor(dir: string) {
    this.#dir = dir
  }

  async read(file: string, { z, x, y }: Tile): Promise<TileAnswer> {
    try {
      const archive = await this.#archive(file)
      refuseVector(await archive.getHeader())
      const found = await archive.getZxy(z, x, y)
      return found ? toTile(Buffer.from(found.data)) : noTile('missing')
    } catch (error) {
      return noTile(faultOf(error))
    }
  }

  /** The zooms a file holds, or why it can be no layer. */
  async head(file: string): Promise<{ minZoom: number; maxZoom: number; fault: TileFault | null }> {
    try {
      const header = await (await this.#archive(file)).getHeader()
      refuseVector(header)
      return { minZoom: header.minZoom, maxZoom: header.maxZoom, fault: null }
    } catch (error) {
      return { minZoom: 0, maxZoom: 0, fault: faultOf(error) }
    }
  }

  async #archive(file: string): Promise<PMTiles> {
    const path = join(this.#dir, file)
    const { mtimeMs, size } = await stat(path)
    const key = `${path} ${mtimeMs} ${size}`
    let archive = this.#known.get(key)
    if (!archive) {
      if (this.#known.size >= MOST_OPEN) this.#known.clear()
      this.#known.set(key, (archive = new PMTiles(sourceOf(path, key))))
    }
    return archive
  }
}

function sourceOf(path: string, key: string): Source {
  return {
    getKey: () => key,
    getBytes: async (offset, length) => {
      if (length > MOST_BYTES) throw new Fault('broken')
      const file = await open(path)
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
        return { data: new Uint8Array(buffer.subarray(0, bytesRead)).buffer }
      } finally {
        await file.close()
      }
    },
  }
}

/** Tiles of lines and areas would have to be drawn; here only pictures are shown. */
function refuseVector({ tileType }: Header): void {
  if (tileType === TileType.Mvt || tileType === TileType.Mlt) throw new Fault('vector')
}

function faultOf(error: unknown): TileFault {
  if (error instanceof Fault) return error.why
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'noFile' : 'broken'
}
