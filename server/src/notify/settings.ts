import { and, eq } from 'drizzle-orm'
import type { Channel } from '@liandong/shared/clocks/ladder.ts'
import type { SecretBox } from '../platform/secret-box.ts'
import type { Database, Db, Tx } from '../store/database.ts'
import { channelSetting } from '../store/schema.ts'

export type SettingRow = typeof channelSetting.$inferSelect
/** What an administrator sets up; `socket` and `webPush` need nothing. */
export const SET_UP = ['robot', 'sms'] as const satisfies readonly Channel[]
export type SetUpChannel = (typeof SET_UP)[number]

/** What is sealed: an address holds its key in its query, so it is a secret whole. */
export type ChannelSecret = { url: string; signingSecret?: string; headers?: Record<string, string> }

const ownerOf = (subdistrictId: string, channel: string): string => `channel ${subdistrictId} ${channel}`

export const sealSecret = (secrets: SecretBox, subdistrictId: string, channel: string, secret: ChannelSecret): Buffer =>
  secrets.seal(JSON.stringify(secret), ownerOf(subdistrictId, channel))

export function openSecret(secrets: SecretBox, row: SettingRow): ChannelSecret | undefined {
  const text = row.secret ? secrets.open(row.secret, ownerOf(row.subdistrictId, row.channel)) : undefined
  return text === undefined ? undefined : (JSON.parse(text) as ChannelSecret)
}

export async function findSetting(db: Db | Tx, subdistrictId: string, channel: Channel, lock = false) {
  const query = db
    .select()
    .from(channelSetting)
    .where(and(eq(channelSetting.subdistrictId, subdistrictId), eq(channelSetting.channel, channel)))
  const [row] = await (lock ? query.for('update') : query)
  return row
}

/** A channel as its sender needs it, secrets opened; undefined where it is not set up. */
export async function openSetting(
  { database, secrets }: { database: Database; secrets: SecretBox },
  subdistrictId: string,
  channel: SetUpChannel,
): Promise<(ChannelSecret & { style: SettingRow['style']; template: string | null }) | undefined> {
  const row = await findSetting(database.db, subdistrictId, channel)
  const secret = row && openSecret(secrets, row)
  return row && secret ? { ...secret, style: row.style, template: row.template } : undefined
}

export async function writeSetting(tx: Tx, values: typeof channelSetting.$inferInsert): Promise<SettingRow> {
  const { subdistrictId: _s, channel: _c, ...set } = values
  const [row] = await tx
    .insert(channelSetting)
    .values(values)
    .onConflictDoUpdate({ target: [channelSetting.subdistrictId, channelSetting.channel], set })
    .returning()
  return row as SettingRow
}

/** As administrators see it: where it goes, and that secrets are there, never themselves. */
export const toSettingView = (channel: Channel, row: SettingRow | undefined, secret: ChannelSecret | undefined) => ({
  channel,
  enabled: row?.enabled ?? false,
  style: row?.style ?? null,
  host: row?.host ?? null,
  template: row?.template ?? null,
  hasSigningSecret: secret?.signingSecret !== undefined,
  headerNames: Object.keys(secret?.headers ?? {}),
  version: row?.version ?? 0,
})
