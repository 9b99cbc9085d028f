import type { LayerKind } from '@liandong/shared/map/layer.ts'
import type { LayerCrs } from '@liandong/shared/map/tile-grid.ts'
import type { LayerSetting } from '@liandong/shared/wire/map-layer.ts'
import type { LayerBody } from '../../../api/layers.ts'

/** As it is typed: numbers are text, and of an address and a folder one is meant. */
export type Typed = {
  kind: LayerKind
  nameZh: string
  nameEn: string
  crs: LayerCrs
  minZoom: string
  maxZoom: string
  attribution: string
  enabled: boolean
  onWall: boolean
  tileSet: string
  labels: boolean
  from: 'url' | 'folder'
  url: string
  folder: string
  file: string
  key: string
}

export const NEW: Typed = {
  kind: 'tianditu',
  nameZh: '天地图矢量',
  nameEn: 'Tianditu streets',
  crs: 'cgcs2000',
  minZoom: '1',
  maxZoom: '18',
  attribution: '© 天地图',
  enabled: true,
  onWall: false,
  tileSet: 'vec',
  labels: true,
  from: 'url',
  url: '',
  folder: '',
  file: '',
  key: '',
}

export const toTyped = (row: LayerSetting): Typed => ({
  kind: row.kind,
  nameZh: row.nameZh,
  nameEn: row.nameEn,
  crs: row.crs,
  minZoom: String(row.minZoom),
  maxZoom: String(row.maxZoom),
  attribution: row.attribution,
  enabled: row.enabled,
  onWall: row.onWall,
  tileSet: row.tileSet ?? 'vec',
  labels: row.labels,
  from: row.folder === null ? 'url' : 'folder',
  url: row.url ?? '',
  folder: row.folder ?? '',
  file: row.file ?? '',
  key: '',
})

/** Another kind begins with what suits it; names that somebody typed stay. */
export function ofKind(typed: Typed, kind: LayerKind): Typed {
  const isOwnName = typed.nameZh !== NEW.nameZh
  const names = isOwnName ? {} : { nameZh: '', nameEn: '', attribution: '' }
  if (kind === 'tianditu') return { ...typed, kind, crs: 'cgcs2000', ...(isOwnName ? {} : NEW) }
  return { ...typed, kind, ...names, crs: typed.crs === 'cgcs2000' ? 'wgs84' : typed.crs }
}

export function toBody(typed: Typed): LayerBody {
  const { kind, from, key } = typed
  const isOwn = kind === 'tiles'
  return {
    nameZh: typed.nameZh,
    nameEn: typed.nameEn,
    crs: typed.crs,
    minZoom: Number(typed.minZoom),
    maxZoom: Number(typed.maxZoom),
    attribution: typed.attribution,
    enabled: typed.enabled,
    onWall: typed.onWall,
    tileSet: kind === 'tianditu' ? typed.tileSet : null,
    labels: kind === 'tianditu' && typed.labels,
    url: isOwn && from === 'url' ? typed.url : null,
    folder: isOwn && from === 'folder' ? typed.folder : null,
    file: kind === 'pmtiles' ? typed.file : null,
    ...(key.trim() === '' ? {} : { key }),
  }
}

export const isNumber = (text: string): boolean => /^\d{1,2}$/.test(text.trim())
