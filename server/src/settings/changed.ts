/** `changedOf` gives the fields that differ, before and after, for the line in the log. */
export function changedOf<T extends Record<string, unknown>>(
  before: T,
  after: Partial<T>,
): { before: Partial<T>; after: Partial<T> } {
  const keys = (Object.keys(after) as (keyof T)[]).filter((key) => before[key] !== after[key])
  const pick = (from: Partial<T>): Partial<T> =>
    Object.fromEntries(keys.map((key) => [key, from[key]])) as unknown as Partial<T>
  return { before: pick(before), after: pick(after) }
}
