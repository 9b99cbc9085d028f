import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from './columns.ts'

/** The tables of sign-in beside `account` and `session`. */
export const wallScreen = pgTable('wall_screen', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  name: text('name').notNull(),
  pairedAt: instant('paired_at').notNull(),
  pairedBy: text('paired_by').notNull(),
  revokedAt: instant('revoked_at'),
  revokedBy: text('revoked_by'),
})

export const wallPairing = pgTable('wall_pairing', {
  pollHash: bytes('poll_hash').primaryKey(),
  code: text('code').notNull(),
  place: text('place').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  screenId: uuid('screen_id'),
})

export const signInGuard = pgTable('sign_in_guard', {
  key: bytes('key').primaryKey(),
  name: text('name').$type<'pair' | 'account' | 'address'>().notNull(),
  accountId: text('account_id'),
  place: text('place'),
  failed: integer('failed').notNull(),
  since: instant('since').notNull(),
  waitsUntil: instant('waits_until'),
})

export const knownDevice = pgTable('known_device', {
  deviceHash: bytes('device_hash').notNull(),
  accountId: text('account_id').notNull(),
  lastAt: instant('last_at').notNull(),
})

export const oidcAttempt = pgTable('oidc_attempt', {
  cookieHash: bytes('cookie_hash').primaryKey(),
  state: text('state').notNull(),
  nonce: text('nonce').notNull(),
  verifier: text('verifier').notNull(),
  expiresAt: instant('expires_at').notNull(),
})
