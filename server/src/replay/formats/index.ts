import type { LogFormat } from './format.ts'
import { milwaukeeCalls } from './milwaukee-calls.ts'
import { minneapolisPoliceCad } from './minneapolis-police-cad.ts'
import { sfFireUnits } from './sf-fire-units.ts'

/** Every call log that can be replayed. A new one is a file beside these and a line here. */
export const LOG_FORMATS: readonly LogFormat[] = [minneapolisPoliceCad, sfFireUnits, milwaukeeCalls]

export const detectFormat = (header: readonly string[]): LogFormat | undefined =>
  LOG_FORMATS.find((format) => format.columns.every((column) => header.includes(column)))
