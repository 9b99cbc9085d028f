import L from 'leaflet'
import { toGcj02 } from '@liandong/shared/geo/gcj02.ts'
import { trueFrame } from '@liandong/shared/map/tile-grid.ts'
import type { MapLayer } from '@liandong/shared/wire/map-layer.ts'
import { tileUrl } from '../api/layers.ts'
import { PICTURES_PANE } from './incident-map.ts'

/** The parts of Leaflet's grid that its type package leaves out. */
type GridInside = L.TileLayer & {
  _level: { origin: L.Point }
  _tiles: Record<string, { el: HTMLElement } | undefined>
  _tileCoordsToKey(coords: L.Coords): string
  _getTiledPixelBounds(center: L.LatLng): L.Bounds
  _addTile(coords: L.Coords, container: HTMLElement): void
}

const TILE_PX = 256
/** Enlarged further than four times a picture says less than the schematic map. */
const MOST_ENLARGED = 2

/** Between two zooms tiles are scaled, and a hair of the ground would show between them: each reaches over the next. */
const OVERLAP_PX = 1

const Pictures = L.TileLayer.extend({
  _addTile(this: GridInside, coords: L.Coords, container: HTMLElement) {
    inside._addTile.call(this, coords, container)
    const tile = this._tiles[this._tileCoordsToKey(coords)]?.el
    if (tile) tile.style.width = tile.style.height = `${TILE_PX + OVERLAP_PX}px`
  },
}) as unknown as typeof L.TileLayer

/** Tiles drawn in GCJ-02: each is put where it truly belongs (`trueFrame`), and those of the shifted view are asked for. */
const ShiftedPictures = Pictures.extend({
  _addTile(this: GridInside, coords: L.Coords, container: HTMLElement) {
    ;(Pictures.prototype as unknown as GridInside)._addTile.call(this, coords, container)
    const tile = this._tiles[this._tileCoordsToKey(coords)]?.el
    if (!tile) return
    const { corner, east, south } = trueFrame(coords)
    const at = L.point(corner.x, corner.y).multiplyBy(TILE_PX).subtract(this._level.origin)
    tile.style.transformOrigin = '0 0'
    tile.style.transform = `matrix(${east.x}, ${east.y}, ${south.x}, ${south.y}, ${at.x}, ${at.y})`
  },
  _getTiledPixelBounds(this: GridInside, centre: L.LatLng): L.Bounds {
    const shown = toGcj02({ lat: centre.lat, lon: centre.lng })
    return inside._getTiledPixelBounds.call(this, L.latLng(shown.lat, shown.lon))
  },
}) as unknown as typeof L.TileLayer

const inside = L.TileLayer.prototype as unknown as GridInside

/** `pictureLayer` makes what lies under the work; `told` hears whether any picture came of what is in sight. */
export function pictureLayer(layer: MapLayer, told: (hasPictures: boolean) => void): L.LayerGroup {
  const Kind = layer.crs === 'gcj02' ? ShiftedPictures : Pictures
  const options: L.TileLayerOptions = {
    pane: PICTURES_PANE,
    noWrap: true,
    minZoom: layer.minZoom,
    minNativeZoom: layer.minZoom,
    maxNativeZoom: layer.maxZoom,
    maxZoom: layer.maxZoom + MOST_ENLARGED,
  }
  const pictures = new Kind(tileUrl(layer, 'picture'), options)
  pictures.on('load', () => told(pictures.getContainer()?.querySelector('.leaflet-tile-loaded') !== null))
  const labels = layer.labels ? [new Kind(tileUrl(layer, 'labels'), { ...options, zIndex: 2 })] : []
  return L.layerGroup([pictures, ...labels])
}
