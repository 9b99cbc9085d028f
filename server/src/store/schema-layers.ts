import { boolean, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { LayerKind } from '@liandong/shared/map/layer.ts'
import type { LayerCrs } from '@liandong/shared/map/tile-grid.ts'
import { bytes } from './columns.ts'

/** Pictures under the map (0010_layers.sql). */
export const mapLayer = pgTable('map_layer', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  kind: text('kind').$type<LayerKind>().notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  position: integer('position').notNull(),
  crs: text('crs').$type<LayerCrs>().notNull(),
  minZoom: smallint('min_zoom').notNull(),
  maxZoom: smallint('max_zoom').notNull(),
  attribution: text('attribution').notNull(),
  enabled: boolean('enabled').notNull(),
  onWall: boolean('on_wall').notNull(),
  tileSet: text('tile_set'),
  labels: boolean('labels').notNull(),
  url: text('url'),
  folder: text('folder'),
  file: text('file'),
  keySealed: bytes('key_sealed'),
  keyPrefix: text('key_prefix'),
  version: integer('version').notNull().default(1),
})
