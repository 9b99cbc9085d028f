import { MOST_TILE_BYTES, noTile, toTile, type TileAnswer } from './tile-answer.ts'

/** Longer than a tile takes in any network that is well, shorter than anybody looks at a hole in the map. */
const WITHIN_MS = 3_000

/** `askTile` asks another server for one tile; it follows no redirect, reads no more than a tile, and never throws. */
export async function askTile(url: string, withinMs = WITHIN_MS): Promise<TileAnswer> {
  const signal = AbortSignal.timeout(withinMs)
  try {
    const headers = { accept: 'image/png, image/jpeg, image/webp' }
    const response = await fetch(url, { redirect: 'manual', signal, headers })
    const { status } = response
    if (status === 200) return await readTile(response)
    await response.body?.cancel()
    if (status === 404 || status === 204 || status === 410) return noTile('missing', status)
    // 天地图 answers 418 to a key it does not take
    if (status === 401 || status === 403 || status === 418) return noTile('refused', status)
    return noTile('answeredWrong', status)
  } catch {
    // the fault's own words would hold the address, and with it the key
    return noTile(signal.aborted ? 'slow' : 'unreachable')
  }
}

async function readTile(response: Response): Promise<TileAnswer> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    parts.push(part)
    bytes += part.length
    if (bytes > MOST_TILE_BYTES) return noTile('tooLarge', response.status)
  }
  return toTile(Buffer.concat(parts), response.status)
}
