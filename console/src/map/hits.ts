/** What lies under the pointer; later drawn lies on top. */
export type Drawn = { x: number; y: number; radius: number; what: 'incident' | 'unit' | 'cluster'; id: string }

const CELL_PX = 48

/** `HitIndex` finds the drawn symbol at a pixel without walking twenty thousand of them: a hash of 48-pixel squares. */
export class HitIndex {
  readonly #cells = new Map<number, Drawn[]>()
  #largest = 0

  clear(): void {
    this.#cells.clear()
    this.#largest = 0
  }

  add(drawn: Drawn): void {
    const key = keyOf(Math.floor(drawn.x / CELL_PX), Math.floor(drawn.y / CELL_PX))
    const cell = this.#cells.get(key)
    if (cell) cell.push(drawn)
    else this.#cells.set(key, [drawn])
    if (drawn.radius > this.#largest) this.#largest = drawn.radius
  }

  /** The nearest symbol whose circle, widened by `slackPx` for a quick hand, holds the pixel. */
  at(x: number, y: number, slackPx = 4): Drawn | undefined {
    const reach = Math.ceil((this.#largest + slackPx) / CELL_PX)
    const [cx, cy] = [Math.floor(x / CELL_PX), Math.floor(y / CELL_PX)]
    let best: Drawn | undefined
    let bestD = Infinity
    for (let i = cx - reach; i <= cx + reach; i++) {
      for (let j = cy - reach; j <= cy + reach; j++) {
        for (const drawn of this.#cells.get(keyOf(i, j)) ?? []) {
          const d = Math.hypot(drawn.x - x, drawn.y - y)
          if (d <= drawn.radius + slackPx && d <= bestD) [best, bestD] = [drawn, d]
        }
      }
    }
    return best
  }
}

/** Cells may be left of or above the canvas by a little, never by 30,000. */
const keyOf = (i: number, j: number): number => (i + 32_768) * 65_536 + (j + 32_768)
