import type { Severity } from '@liandong/shared/classify/classification.ts'

/** The severity shapes as SVG paths around the origin, for markers and keys; the canvas traces the same ones. */
export const SEVERITY_PATH: Record<Severity | 0, string> = {
  0: 'M7 0A7 7 0 1 1 -7 0A7 7 0 1 1 7 0Z',
  1: 'M0 -9L9 0L0 9L-9 0Z',
  2: 'M0 -8.6L8.6 6.8L-8.6 6.8Z',
  3: 'M7 0A7 7 0 1 1 -7 0A7 7 0 1 1 7 0Z',
  4: 'M-6.5 -6.5H6.5V6.5H-6.5Z',
}
