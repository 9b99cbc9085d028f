import { randomFillSync } from 'node:crypto'

/** Random bytes are fetched from the system by the page: a call for each id costs more than everything else about it. */
const PAGE = Buffer.alloc(4_096)
let used = PAGE.length

function takeRandom(): Buffer {
  if (used + 10 > PAGE.length) {
    randomFillSync(PAGE)
    used = 0
  }
  used += 10
  return PAGE.subarray(used - 10, used)
}

/** UUID version 7 (RFC 9562): time first, so that rows of one hour lie side by side in an index. */
export function newId(now: number): string {
  const time = now.toString(16).padStart(12, '0')
  const bytes = takeRandom()
  bytes[0] = (bytes[0]! & 0x0f) | 0x70
  bytes[2] = (bytes[2]! & 0x3f) | 0x80
  const rest = bytes.toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isId = (text: string): boolean => UUID.test(text)
