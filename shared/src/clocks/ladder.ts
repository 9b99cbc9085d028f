import { delivered, versionAt, type Book, type Version } from '../settings/version.ts'
import type { FieldError } from '../problems/refusal.ts'

/** How an order can be called out beside the screen it stands on. */
export const CHANNELS = ['socket', 'webPush', 'robot', 'sms'] as const
export type Channel = (typeof CHANNELS)[number]

/** The moments at which somebody is called: the order itself, then K3's steps. What is red is the target of K3. */
export const CALLS = ['order', 'remind', 'red', 'leader'] as const
export type Call = (typeof CALLS)[number]

/**
 * What happens while nobody acknowledges an order, in seconds from the order (domain.md §3.6 K3). When it is red is
 * not here: that is the target of K3, and one thing has one number.
 */
export type Ladder = {
  remindAfter: number
  leaderAfter: number
  backupAfter: number
  /** Which channels call at which step. */
  channels: Record<Call, Channel[]>
  /** Channels that are silent for now, whatever stands above. */
  quiet: Channel[]
}

export type LadderVersion = Version<Ladder>
export type LadderBook = Book<Ladder>

/** The ladder as delivered: every channel that is set up, at every step but the red one, which is the desk's affair. */
export const DELIVERED_LADDER: LadderVersion = delivered<Ladder>({
  remindAfter: 30,
  leaderAfter: 120,
  backupAfter: 180,
  channels: { order: [...CHANNELS], remind: [...CHANNELS], red: ['socket'], leader: [...CHANNELS] },
  quiet: [],
})

export const ladderAt = (book: LadderBook, at: number): LadderVersion => versionAt(book, at, DELIVERED_LADDER)

/** `ladderOf` is a version by its number, for an order that climbs it already. */
export const ladderOf = (book: LadderBook, version: number): LadderVersion =>
  [DELIVERED_LADDER, ...book].find((one) => one.version === version) ?? DELIVERED_LADDER

/** What a clock keeps of the ladder it climbs. */
export const stepsOf = ({ version, content }: LadderVersion) => ({
  ladderVersion: version,
  stepSeconds: { remind: content.remindAfter, leader: content.leaderAfter, backup: content.backupAfter },
})

/** The channels of one call, in a fixed order. */
export const channelsOf = (ladder: Ladder, call: Call): Channel[] =>
  CHANNELS.filter((channel) => ladder.channels[call].includes(channel) && !ladder.quiet.includes(channel))

export const LADDER_BOUNDS = { remindAfter: [10, 300], leaderAfter: [30, 900], backupAfter: [45, 1_800] } as const
type Step = keyof typeof LADDER_BOUNDS

/** `checkLadder` says what is wrong with a proposed ladder, field by field: out of bounds, or steps out of their order. */
export function checkLadder(ladder: Ladder): FieldError[] {
  const errors = (Object.entries(LADDER_BOUNDS) as [Step, readonly [number, number]][]).flatMap(
    ([step, [least, most]]): FieldError[] =>
      ladder[step] >= least && ladder[step] <= most
        ? []
        : [
            {
              pointer: `/content/${step}`,
              message: `between ${least} and ${most} seconds`,
              messageZh: `应在 ${least} 秒至 ${most} 秒之间`,
            },
          ],
  )
  if (errors.length > 0) return errors
  if (ladder.leaderAfter <= ladder.remindAfter)
    errors.push({
      pointer: '/content/leaderAfter',
      message: 'must come after the reminder',
      messageZh: '报告带班长须晚于催签',
    })
  if (ladder.backupAfter <= ladder.leaderAfter)
    errors.push({
      pointer: '/content/backupAfter',
      message: 'must come after the shift leader was told',
      messageZh: '建议增援须晚于报告带班长',
    })
  if (ladder.channels.order.every((channel) => ladder.quiet.includes(channel)))
    errors.push({
      pointer: '/content/channels/order',
      message: 'an order needs a channel that is not quiet',
      messageZh: '下达指令至少保留一个未静默的渠道',
    })
  return errors
}
