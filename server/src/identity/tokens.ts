import { createHash, randomBytes } from 'node:crypto'

/** What a browser holds is random and long; the database holds its hash alone. */
export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
