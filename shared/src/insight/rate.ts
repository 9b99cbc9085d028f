export type Population = { readonly year: number; readonly people: number }

/** `populationOf` is how many people a year is reckoned with: its own figure, or the last one known before it (A8). */
export const populationOf = (known: readonly Population[], year: number): Population | undefined =>
  known.filter((one) => one.year <= year).toSorted((a, b) => b.year - a.year)[0]

/** `perTenThousand(4656, 310_000)` is 150.2: one digit behind the point, as it is published. */
export const perTenThousand = (count: number, people: number): number => Math.round((count / people) * 100_000) / 10
