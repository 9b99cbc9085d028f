import { TILE_SETS, usesKey, type TileSet } from './tile-template.ts'

/** Pictures that an administrator puts under the map: from 天地图, from tiles of the own network or disk, from one PMTiles file. */
export const LAYER_KINDS = ['tianditu', 'tiles', 'pmtiles'] as const
export type LayerKind = (typeof LAYER_KINDS)[number]

/** More than anybody can choose from; a list of layers is one page. */
export const MOST_LAYERS = 20
/** What is shown of a key that is kept sealed. */
export const KEY_SHOWN = 4

/** A name in one folder: no way up, none down. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]{0,99}$/u

export const isTileSet = (value: string | null): value is TileSet => TILE_SETS.some((set) => set === value)
export const isFolderName = (value: string): boolean => NAME.test(value)
export const isFileName = (value: string | null): boolean =>
  value !== null && NAME.test(value) && value.toLowerCase().endsWith('.pmtiles')
export const needsKey = ({ kind, url }: { kind: LayerKind; url: string | null }): boolean =>
  kind === 'tianditu' || (url !== null && usesKey(url))
