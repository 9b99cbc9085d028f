/** `small` sees that a bench works (CI); `usual` is a few minutes for all; `full` is the size of performance.md. */
export type Size = 'small' | 'usual' | 'full'

export const bySize = <T>(size: Size, sizes: { small: T; usual: T; full?: T }): T =>
  size === 'full' ? (sizes.full ?? sizes.usual) : sizes[size]

/** One measured figure and its floor of the same run; where no floor is defined both it and the ratio are null. */
export type Result = {
  bench: string
  metric: string
  ours: number
  floor: number | null
  ratio: number | null
  unit: string
}

/** A bench: what is measured, against what. It prints nothing itself. */
export type Bench = { name: string; run: (size: Size) => Promise<Result[]> }

const round = (value: number): number => Number(value.toPrecision(4))

export const result = (
  bench: string,
  metric: string,
  unit: string,
  ours: number,
  floor: number | null = null,
): Result => ({
  bench,
  metric,
  ours: round(ours),
  floor: floor === null ? null : round(floor),
  ratio: floor === null || floor === 0 ? null : round(ours / floor),
  unit,
})

export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).toSorted()
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] as number
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** What a person who watches wants to know; results alone go to standard output. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`)
