import { eq } from 'drizzle-orm'
import webpush from 'web-push'
import { pushSubscription } from '../../../store/schema.ts'
import type { Channel, ChannelDeps, Message, Sent } from '../../channel.ts'
import { post } from '../../post.ts'

/** An order that could not be pushed within this long is pushed by the next step of the ladder. */
const KEPT_SECONDS = 120
const GONE = [404, 410]

type Subscription = typeof pushSubscription.$inferSelect

/** Web Push (RFC 8030, 8291, 8292) to every device the account has switched it on for. */
export const webPush: Channel = {
  id: 'webPush',
  send: async (message, deps) => {
    if (!deps.vapid) return { ok: false, said: 'notSetUp', isFinal: true }
    const accountId = message.recipient.slice('account:'.length)
    const { db } = deps.database
    const devices = await db.select().from(pushSubscription).where(eq(pushSubscription.accountId, accountId))
    if (devices.length === 0) return { ok: false, said: 'noDevice', isFinal: true }
    const sent = await Promise.all(devices.map((device) => sendTo(device, message, deps)))
    const best = sent.find((one) => one.ok) ?? sent.find((one) => !one.isFinal) ?? (sent[0] as Sent)
    return best
  },
}

async function sendTo(
  device: Subscription,
  { text, incidentId, dispatchId }: Message,
  deps: ChannelDeps,
): Promise<Sent> {
  const { vapid, pushHosts, database } = deps
  if (!vapid) return { ok: false, said: 'notSetUp', isFinal: true }
  try {
    const details = webpush.generateRequestDetails(
      { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
      JSON.stringify({ text, incidentId, dispatchId }),
      { vapidDetails: vapid, TTL: KEPT_SECONDS, urgency: 'high', contentEncoding: 'aes128gcm' },
    )
    const { 'Content-Length': _length, ...headers } = details.headers as Record<string, string | number>
    const answer = await post(details.endpoint, pushHosts, {
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: new Uint8Array(details.body as Buffer),
    })
    if (answer.status === null || !GONE.includes(answer.status)) return answer
    // the device has switched it off, or is no more
    await database.db.delete(pushSubscription).where(eq(pushSubscription.id, device.id))
    return { ok: false, said: 'deviceGone', isFinal: true }
  } catch {
    // its keys are no keys: nothing can ever be sent to it
    return { ok: false, said: 'badSubscription', isFinal: true }
  }
}
