/** A net in plain numbers: the lanes out of corner n are `first[n]` up to `first[n + 1]`. */
export type Lanes = { first: Int32Array; to: Int32Array; metres: Float64Array }

/**
 * Dijkstra from one corner, no further than it is asked: each question goes on where the last one stopped, so that
 * whoever is near costs little and nothing is reckoned twice.
 */
export class Search {
  readonly #lanes: Lanes
  readonly #metres: Float64Array
  readonly #cameFrom: Int32Array
  readonly #isDone: Uint8Array
  /** A binary heap of corners, the nearest on top; `#place` says where in it a corner stands, so none stands twice. */
  readonly #heap: Int32Array
  readonly #place: Int32Array
  #size = 0

  constructor(lanes: Lanes, start: number) {
    const corners = lanes.first.length - 1
    this.#lanes = lanes
    this.#metres = new Float64Array(corners).fill(Number.POSITIVE_INFINITY)
    this.#cameFrom = new Int32Array(corners).fill(-1)
    this.#isDone = new Uint8Array(corners)
    this.#heap = new Int32Array(corners)
    this.#place = new Int32Array(corners).fill(-1)
    this.#reach(start, 0, -1)
  }

  /** How far it is to a corner; undefined where no lane leads there. */
  metresTo(goal: number): number | undefined {
    while (this.#isDone[goal] === 0 && this.#size > 0) this.#step()
    return this.#isDone[goal] === 1 ? this.#metres[goal] : undefined
  }

  /** The corners on the way, start and goal included. Ask `metresTo` first. */
  pathTo(goal: number): number[] {
    const path: number[] = []
    for (let n = goal; n !== -1; n = this.#cameFrom[n] as number) path.push(n)
    return path.toReversed()
  }

  #step(): void {
    const corner = this.#popNearest()
    const { first, to, metres } = this.#lanes
    const far = this.#metres[corner] as number
    this.#isDone[corner] = 1
    const end = first[corner + 1] as number
    for (let lane = first[corner] as number; lane < end; lane++) {
      const next = to[lane] as number
      const there = far + (metres[lane] as number)
      if (there < (this.#metres[next] as number)) this.#reach(next, there, corner)
    }
  }

  #reach(corner: number, far: number, from: number): void {
    this.#metres[corner] = far
    this.#cameFrom[corner] = from
    if (this.#place[corner] === -1) this.#place[corner] = this.#size++
    let i = this.#place[corner] as number
    while (i > 0) {
      const parent = (i - 1) >> 1
      const above = this.#heap[parent] as number
      if ((this.#metres[above] as number) <= far) break
      this.#put(above, i)
      i = parent
    }
    this.#put(corner, i)
  }

  #popNearest(): number {
    const nearest = this.#heap[0] as number
    const last = this.#heap[--this.#size] as number
    const far = this.#metres[last] as number
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= this.#size) break
      const right = child + 1
      if (right < this.#size && this.#metresAt(right) < this.#metresAt(child)) child = right
      if (this.#metresAt(child) >= far) break
      this.#put(this.#heap[child] as number, i)
      i = child
    }
    if (this.#size > 0) this.#put(last, i)
    return nearest
  }

  #metresAt(place: number): number {
    return this.#metres[this.#heap[place] as number] as number
  }

  #put(corner: number, place: number): void {
    this.#heap[place] = corner
    this.#place[corner] = place
  }
}
