import { asc } from 'drizzle-orm'
import { needsKey } from '@liandong/shared/map/layer.ts'
import type { MapLayer } from '@liandong/shared/wire/map-layer.ts'
import type { Logger } from '../platform/logger.ts'
import type { SecretBox } from '../platform/secret-box.ts'
import type { Database } from '../store/database.ts'
import { mapLayer } from '../store/schema.ts'

type Row = typeof mapLayer.$inferSelect
/** A layer as the server uses it; the key leaves it towards the layer's own server alone. */
export type KnownLayer = Omit<Row, 'keySealed'> & { needsKey: boolean; key: string | null }

type Deps = { database: Database; secrets: SecretBox; log: Logger }

/** The layers of every subdistrict in memory: a tile costs no way to the database. The log's tail tells of changes. */
export class Layers {
  readonly #deps: Deps
  #known: readonly KnownLayer[] = []

  constructor(deps: Deps) {
    this.#deps = deps
  }

  async load(): Promise<void> {
    const { database } = this.#deps
    const rows = await database.db.select().from(mapLayer).orderBy(asc(mapLayer.position), asc(mapLayer.id))
    this.#known = rows.map(({ keySealed, ...row }) => ({
      ...row,
      needsKey: needsKey(row),
      key: keySealed && this.#open(row.id, keySealed),
    }))
  }

  /** In their order. */
  of(subdistrictId: string): readonly KnownLayer[] {
    return this.#known.filter((layer) => layer.subdistrictId === subdistrictId)
  }

  find(subdistrictId: string, id: string): KnownLayer | undefined {
    return this.#known.find((layer) => layer.id === id && layer.subdistrictId === subdistrictId)
  }

  #open(id: string, sealed: Buffer): string | null {
    const key = this.#deps.secrets.open(sealed, id)
    if (key === undefined) this.#deps.log.warn({ layer: id }, 'the key of a map layer cannot be opened')
    return key ?? null
  }
}

export const toMapLayer = (layer: KnownLayer): MapLayer => ({
  id: layer.id,
  nameZh: layer.nameZh,
  nameEn: layer.nameEn,
  attribution: layer.attribution,
  crs: layer.crs,
  minZoom: layer.minZoom,
  maxZoom: layer.maxZoom,
  labels: layer.labels,
  onWall: layer.onWall,
  version: layer.version,
})
