import { crc32, deflateSync } from 'node:zlib'

/** A PNG of 256 × 256 pixels in one colour, with a darker edge so that tiles can be told apart. */
export function png(red: number, green: number, blue: number): Buffer {
  const size = 256
  const rows = Buffer.alloc((size * 3 + 1) * size)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const share = x < 2 || y < 2 ? 0.6 : 1
      rows.set(
        [red, green, blue].map((part) => Math.round(part * share)),
        y * (size * 3 + 1) + 1 + x * 3,
      )
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
