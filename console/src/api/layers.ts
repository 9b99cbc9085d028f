import type { LayerForm } from '@liandong/shared/map/layer-form.ts'
import type { LayerSetting, MapLayer, TileFiles, TileTrial } from '@liandong/shared/wire/map-layer.ts'
import type { Page } from './client.ts'
import { query, request } from './request.ts'

/** What is sent of a layer; without a key the present one stays. */
export type LayerBody = Omit<LayerForm, 'kind'> & { key?: string }

const at = encodeURIComponent

/** The pictures under the map: what the map shows, and what administrators set. */
export const layersApi = {
  shown: () => request<Page<MapLayer>>('GET', '/map/layers'),
  all: (cursor?: string) => request<Page<LayerSetting>>('GET', `/map-layers${query({ cursor })}`),
  files: () => request<TileFiles>('GET', '/map-layers/files'),
  add: (body: LayerBody & Pick<LayerForm, 'kind'>) => request<LayerSetting>('POST', '/map-layers', { body }),
  change: (id: string, body: LayerBody & { version: number }) =>
    request<LayerSetting>('PUT', `/map-layers/${at(id)}`, { body }),
  move: (id: string, version: number, to: 'up' | 'down') =>
    request<Page<LayerSetting>>('POST', `/map-layers/${at(id)}/move`, { body: { version, to } }),
  remove: (id: string, version: number) => request<void>('POST', `/map-layers/${at(id)}/remove`, { body: { version } }),
  try: (id: string) => request<TileTrial>('POST', `/map-layers/${at(id)}/try`, { body: {} }),
}

/** Where a browser asks for tiles: the product itself, never the layer's own server. */
export const tileUrl = ({ id, version }: Pick<MapLayer, 'id' | 'version'>, part: 'picture' | 'labels'): string =>
  `/api/v1/map/layers/${at(id)}/{z}/{x}/{y}?part=${part}&v=${version}`
