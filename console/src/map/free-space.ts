/** A box on the canvas, in pixels. */
export type Rect = { left: number; top: number; right: number; bottom: number }

export const boxAround = (x: number, y: number, halfWidth: number, halfHeight: number): Rect => ({
  left: x - halfWidth,
  top: y - halfHeight,
  right: x + halfWidth,
  bottom: y + halfHeight,
})

const overlap = (a: Rect, b: Rect): boolean =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top

/** `FreeSpace` is what is left of the map for words: whoever asks first is given the place. */
export class FreeSpace {
  readonly #taken: Rect[]

  constructor(taken: readonly Rect[] = []) {
    this.#taken = [...taken]
  }

  /** Takes the box if nothing is there; false where it is not free. */
  take(rect: Rect): boolean {
    if (this.#taken.some((other) => overlap(other, rect))) return false
    this.#taken.push(rect)
    return true
  }
}
