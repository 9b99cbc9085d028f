import { createHash } from 'node:crypto'
import { askTile } from './ask-tile.ts'
import { Gate } from './gate.ts'
import { noTile, type TileAnswer } from './tile-answer.ts'
import type { TileCache } from './tile-cache.ts'

/** Streets are built more slowly than this. */
const FRESH_MS = 30 * 24 * 3_600_000
const MISSING_MS = 600_000
const FAILED_MS = 30_000
const MOST_REMEMBERED = 5_000
/** So many in a row that are away: the layer is left alone for a while, instead of every tile waiting for itself. */
const PATIENCE = 4
const AWAY = ['slow', 'unreachable']

type No = Extract<TileAnswer, { ok: false }>
/** `name` is the tile's whole address without its key: two tiles of one name are one tile. */
export type Asked = { layerId: string; name: string; url: string }

/** Tiles of other servers: each fetched once for everybody, kept on disk, and refusals remembered for a while. */
export class FetchedTiles {
  readonly #cache: TileCache
  readonly #gate = new Gate(16, 200)
  readonly #underWay = new Map<string, Promise<TileAnswer>>()
  readonly #refused = new Map<string, { answer: No; until: number }>()
  readonly #away = new Map<string, { times: number; until: number }>()

  constructor(cache: TileCache) {
    this.#cache = cache
  }

  async read(asked: Asked): Promise<TileAnswer> {
    const key = createHash('sha256').update(`${asked.layerId} ${asked.name}`).digest('hex')
    let answer = this.#underWay.get(key)
    if (!answer) {
      answer = this.#read(asked, key).finally(() => this.#underWay.delete(key))
      this.#underWay.set(key, answer)
    }
    return answer
  }

  /** What comes of asking now, whatever is remembered: for whoever looks for a fault. */
  async ask({ layerId, url }: Asked): Promise<TileAnswer> {
    const answer = (await this.#gate.pass(() => askTile(url))) ?? noTile('busy')
    if (answer.ok) this.#away.delete(layerId)
    return answer
  }

  async #read(asked: Asked, key: string): Promise<TileAnswer> {
    const kept = await this.#cache.get(key)
    if (kept && Date.now() - kept.at < FRESH_MS) return kept.tile
    const refused = this.#refused.get(key)
    const answer =
      refused && refused.until > Date.now()
        ? refused.answer
        : ((await this.#gate.pass(() => this.#fetch(asked, key))) ?? noTile('busy'))
    // an old picture is better than a hole
    return answer.ok || answer.why === 'missing' || !kept ? answer : kept.tile
  }

  async #fetch({ layerId, url }: Asked, key: string): Promise<TileAnswer> {
    const away = this.#away.get(layerId)
    if (away && away.times >= PATIENCE && away.until > Date.now()) return noTile('paused')
    const answer = await askTile(url)
    if (answer.ok) {
      this.#away.delete(layerId)
      await this.#cache.put(key, answer.bytes)
      return answer
    }
    if (AWAY.includes(answer.why)) {
      const times = (this.#away.get(layerId)?.times ?? 0) + 1
      this.#away.set(layerId, { times, until: Date.now() + FAILED_MS })
    }
    if (this.#refused.size >= MOST_REMEMBERED) this.#refused.clear()
    this.#refused.set(key, { answer, until: Date.now() + (answer.why === 'missing' ? MISSING_MS : FAILED_MS) })
    return answer
  }
}
