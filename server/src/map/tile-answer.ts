import type { TileFault } from '@liandong/shared/wire/map-layer.ts'
import { imageTypeOf, type ImageType } from './image-type.ts'

/** One tile, or why there is none; `status` is what another server answered. */
export type TileAnswer =
  | { ok: true; bytes: Buffer; type: ImageType }
  | { ok: false; why: TileFault; status: number | null }

/** A picture of 256 pixels is a tenth of this. */
export const MOST_TILE_BYTES = 1_048_576

export const noTile = (why: TileFault, status: number | null = null): TileAnswer => ({ ok: false, why, status })

export function toTile(bytes: Buffer, status: number | null = null): TileAnswer {
  if (bytes.length > MOST_TILE_BYTES) return noTile('tooLarge', status)
  const type = imageTypeOf(bytes)
  return type ? { ok: true, bytes, type } : noTile('notAnImage', status)
}
