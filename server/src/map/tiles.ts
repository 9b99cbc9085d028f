import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isFileName, isFolderName, isTileSet } from '@liandong/shared/map/layer.ts'
import { fillTemplate, tiandituUrl, usesKey } from '@liandong/shared/map/tile-template.ts'
import type { Tile } from '@liandong/shared/map/tile-grid.ts'
import type { TileFault, TileFiles } from '@liandong/shared/wire/map-layer.ts'
import type { Logger } from '../platform/logger.ts'
import { FetchedTiles, type Asked } from './fetched-tiles.ts'
import type { KnownLayer } from './layers.ts'
import { noTile, type TileAnswer } from './tile-answer.ts'
import { TileArchives } from './tile-archive.ts'
import { TileCache } from './tile-cache.ts'
import { readFolderTile } from './tile-folder.ts'

const MOST_LISTED = 100

type Settings = { dataDir: string; tiandituUrl: string; cacheMb: number; log: Logger }
export type TilePart = 'picture' | 'labels'

/** Every tile of every layer, wherever it comes from. A browser gets them from here alone (ADR 0022). */
export class Tiles {
  readonly #dir: string
  readonly #tianditu: string
  readonly #archives: TileArchives
  readonly #fetched: FetchedTiles

  constructor({ dataDir, tiandituUrl: host, cacheMb, log }: Settings) {
    this.#dir = join(dataDir, 'tiles')
    this.#tianditu = host
    this.#archives = new TileArchives(this.#dir)
    this.#fetched = new FetchedTiles(new TileCache(join(dataDir, 'tiles-cache'), cacheMb * 1_048_576, log))
  }

  async read(layer: KnownLayer, tile: Tile, part: TilePart): Promise<TileAnswer> {
    if (part === 'labels' && !layer.labels) return noTile('missing')
    return this.#readOwn(layer, tile) ?? this.#over(layer, tile, part, (asked) => this.#fetched.read(asked))
  }

  /** Asks anew, past everything that is remembered. */
  async ask(layer: KnownLayer, tile: Tile): Promise<TileAnswer> {
    return this.#readOwn(layer, tile) ?? this.#over(layer, tile, 'picture', (asked) => this.#fetched.ask(asked))
  }

  /** What there is to choose from. */
  async files(): Promise<TileFiles> {
    const found = await readdir(this.#dir, { withFileTypes: true }).catch(() => [])
    const names = found.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b))
    const isFolder = new Set(found.filter((one) => !one.isFile()).map(({ name }) => name))
    const files = names.filter((name) => isFileName(name) && !isFolder.has(name)).slice(0, MOST_LISTED)
    return {
      path: this.#dir,
      files: await Promise.all(files.map(async (name) => ({ name, ...(await this.#archives.head(name)) }))),
      folders: names.filter((name) => isFolder.has(name) && isFolderName(name)).slice(0, MOST_LISTED),
    }
  }

  /** Why a chosen file or folder cannot be a layer. */
  async faultOf({ file, folder }: Pick<KnownLayer, 'file' | 'folder'>): Promise<TileFault | null> {
    if (file !== null) return (await this.#archives.head(file)).fault
    if (folder === null) return null
    const answer = await readFolderTile(join(this.#dir, folder), { z: 0, x: 0, y: 0 })
    return !answer.ok && answer.why === 'noFile' ? 'noFile' : null
  }

  #readOwn(layer: KnownLayer, tile: Tile): Promise<TileAnswer> | undefined {
    if (layer.file !== null) return this.#archives.read(layer.file, tile)
    return layer.folder === null ? undefined : readFolderTile(join(this.#dir, layer.folder), tile)
  }

  async #over(
    layer: KnownLayer,
    tile: Tile,
    part: TilePart,
    fetch: (asked: Asked) => Promise<TileAnswer>,
  ): Promise<TileAnswer> {
    const addressWith = this.#addressOf(layer, tile, part)
    if (!addressWith) return noTile('broken')
    if (layer.key === null && layer.needsKey) return noTile('noKey')
    return fetch({ layerId: layer.id, name: addressWith(''), url: addressWith(layer.key ?? '') })
  }

  #addressOf({ tileSet, url }: KnownLayer, tile: Tile, part: TilePart): ((key: string) => string) | undefined {
    if (isTileSet(tileSet)) return (key) => tiandituUrl(this.#tianditu, tileSet, part === 'labels', tile, key)
    return url === null ? undefined : (key) => fillTemplate(url, tile, usesKey(url) ? key : null)
  }
}
