import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { channelsOf, ladderAt, type Channel, type LadderBook } from '@liandong/shared/clocks/ladder.ts'
import { newId } from '../platform/ids.ts'
import type { Tx } from '../store/database.ts'
import { account, channelSetting, notification } from '../store/schema.ts'
import { insertCalls, OPEN } from './notifications.ts'

/**
 * A roll-call goes out where it costs nobody anything: to the devices of whoever is asked, and once to the robot's
 * group. The open page shows it by itself; a short message to a hundred people is no way to count them.
 */
const OF_A_ROLL_CALL: readonly Channel[] = ['webPush', 'robot']

type Asked = { subdistrictId: string; rollCallId: string; asked: readonly string[]; now: number; ladder: LadderBook }

/** Writes down whom a roll-call calls, in the transaction that starts it; answers the ids of what is to be sent. */
export async function callRoll(tx: Tx, { subdistrictId, rollCallId, asked, now, ladder }: Asked): Promise<string[]> {
  const enabled = await tx
    .select({ channel: channelSetting.channel })
    .from(channelSetting)
    .where(and(eq(channelSetting.subdistrictId, subdistrictId), eq(channelSetting.enabled, true)))
  const ready: Channel[] = ['webPush', ...enabled.map((row) => row.channel)]
  const channels = channelsOf(ladderAt(ladder, now).content, 'order').filter(
    (channel) => OF_A_ROLL_CALL.includes(channel) && ready.includes(channel),
  )
  const people = await tx
    .select({ id: account.id })
    .from(account)
    .where(
      and(
        eq(account.subdistrictId, subdistrictId),
        eq(account.role, 'responder'),
        isNull(account.disabledAt),
        inArray(account.unitId, [...asked]),
      ),
    )
    .orderBy(account.id)
  const at = new Date(now)
  const rows = channels.flatMap((channel) =>
    (channel === 'robot' ? ['group'] : people.map((person) => `account:${person.id}`)).map((recipient) => ({
      id: newId(now),
      subdistrictId,
      rollCallId,
      step: 'rollCall' as const,
      channel,
      recipient,
      state: 'pending' as const,
      createdAt: at,
      nextAt: at,
    })),
  )
  return insertCalls(tx, rows)
}

/** A unit has answered, or the roll-call is over: nobody is called for it any more. */
export const cancelRollCalls = (tx: Tx, rollCallId: string, now: number, unitId?: string) =>
  tx
    .update(notification)
    .set({ state: 'cancelled', doneAt: new Date(now) })
    .where(
      and(
        eq(notification.rollCallId, rollCallId),
        inArray(notification.state, [...OPEN]),
        unitId === undefined
          ? undefined
          : sql`${notification.recipient} IN (SELECT 'account:' || id FROM account WHERE unit_id = ${unitId})`,
      ),
    )
