/** Where a matter of this kind happens; compose-alert.ts knows which places of the gazetteer are meant. */
export type SpotKind =
  | 'home'
  | 'compound'
  | 'hamlet'
  | 'door'
  | 'road'
  | 'factory'
  | 'site'
  | 'shop'
  | 'school'
  | 'hospital'
  | 'park'
  | 'outside'

/** A kind of call: how often it comes among its like, where it happens, and what is said. */
export type Topic = {
  name: string
  weight: number
  spots: readonly SpotKind[]
  lines: readonly string[]
  /** The source's own hint, where its call taker would give one. */
  severity?: 1 | 2 | 3 | 4
}
