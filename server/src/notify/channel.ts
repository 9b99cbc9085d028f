import type { Channel as ChannelId } from '@liandong/shared/clocks/ladder.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { SecretBox } from '../platform/secret-box.ts'
import type { Database } from '../store/database.ts'
import type { Vapid } from './vapid.ts'

/** What came of one try. `isFinal`: another try would say the same. */
export type Sent = { ok: boolean; said: string; isFinal?: boolean }

/** What is to be said, to whom; `incidentId` is where the phone answers that it has arrived. */
export type Message = {
  subdistrictId: string
  recipient: string
  text: string
  incidentId: string | null
  dispatchId: string | null
}

export type ChannelDeps = {
  database: Database
  clock: ServerClock
  secrets: SecretBox
  /** Where an administrator's channels may send, and where push services are. */
  hosts: readonly string[]
  pushHosts: readonly string[]
  vapid: Vapid | undefined
}

/** A way to call somebody: one folder in channels/ and one line in its index. */
export type Channel = { id: ChannelId; send: (message: Message, deps: ChannelDeps) => Promise<Sent> }
