import type { LayerForm } from '../map/layer-form.ts'
import type { LayerCrs } from '../map/tile-grid.ts'

/** A layer as the map needs it; where its tiles really come from no map is told. */
export type MapLayer = {
  id: string
  nameZh: string
  nameEn: string
  attribution: string
  crs: LayerCrs
  minZoom: number
  maxZoom: number
  /** Names of places come as tiles of their own, over the others. */
  labels: boolean
  onWall: boolean
  /** Part of the address of its tiles: a changed layer is asked for anew. */
  version: number
}

/** A layer as its administrator sees it; of the key its beginning alone. */
export type LayerSetting = LayerForm & { id: string; position: number; version: number; keyPrefix: string | null }

/** Why a tile did not come. */
export const TILE_FAULTS = [
  'missing',
  'slow',
  'unreachable',
  'refused',
  'answeredWrong',
  'notAnImage',
  'tooLarge',
  'noFile',
  'broken',
  'vector',
  'noKey',
  'paused',
  'busy',
] as const
export type TileFault = (typeof TILE_FAULTS)[number]

/** What came of asking for the tile of the place's centre. */
export type TileTrial = { z: number; x: number; y: number; tookMs: number } & (
  | { ok: true; type: string; bytes: number; picture: string }
  | { ok: false; why: TileFault; status: number | null }
)

/** A PMTiles file; what stands in its head, or why it cannot be a layer. */
export type TileFile = { name: string; minZoom: number; maxZoom: number; fault: TileFault | null }

/** What lies under DATA_DIR/tiles, to choose from. */
export type TileFiles = { path: string; files: TileFile[]; folders: string[] }
