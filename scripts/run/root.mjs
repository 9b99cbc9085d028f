import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout this script lies in, wherever it was called from. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const inRoot = (...parts) => join(root, ...parts)
