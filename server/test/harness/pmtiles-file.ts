import { gzipSync } from 'node:zlib'
import { TileType, zxyToTileId } from 'pmtiles'
import type { Tile } from '@liandong/shared/map/tile-grid.ts'

const HEAD_BYTES = 127

/** A whole PMTiles archive (version 3) with one directory, as the tools of the format write it. */
export function pmtilesFile(tiles: readonly (Tile & { bytes: Buffer })[], tileType: TileType = TileType.Png): Buffer {
  const sorted = tiles
    .map(({ z, x, y, bytes }) => ({ id: zxyToTileId(z, x, y), bytes }))
    .toSorted((a, b) => a.id - b.id)
  const numbers = [
    sorted.length,
    ...sorted.map(({ id }, i) => id - (sorted[i - 1]?.id ?? 0)),
    ...sorted.map(() => 1),
    ...sorted.map(({ bytes }) => bytes.length),
    // zero says: right behind the one before
    ...sorted.map((_, i) => (i === 0 ? 1 : 0)),
  ]
  const directory = gzipSync(Buffer.from(numbers.flatMap(varint)))
  const metadata = gzipSync('{}')
  const data = Buffer.concat(sorted.map(({ bytes }) => bytes))
  const head = Buffer.alloc(HEAD_BYTES)
  head.write('PMTiles', 0, 'latin1')
  head[7] = 3
  const [afterRoot, afterMetadata] = [
    HEAD_BYTES + directory.length,
    HEAD_BYTES + directory.length + metadata.length,
  ] as const
  const long = [
    HEAD_BYTES,
    directory.length,
    afterRoot,
    metadata.length,
    afterMetadata,
    0,
    afterMetadata,
    data.length,
    sorted.length,
    sorted.length,
    sorted.length,
  ]
  long.forEach((value, i) => head.writeBigUInt64LE(BigInt(value), 8 + 8 * i))
  const zooms = tiles.map(({ z }) => z)
  head.set([1, 2, 1, tileType, Math.min(...zooms), Math.max(...zooms)], 96)
  return Buffer.concat([head, directory, metadata, data])
}

function varint(value: number): number[] {
  const bytes: number[] = []
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left]
    bytes.push((left % 128) + 128)
  }
}
