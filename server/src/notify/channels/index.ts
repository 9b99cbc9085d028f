import type { Channel as ChannelId } from '@liandong/shared/clocks/ladder.ts'
import type { Channel } from '../channel.ts'
import { robot } from './robot/channel.ts'
import { sms } from './sms/channel.ts'
import { socket } from './socket/channel.ts'
import { webPush } from './web-push/channel.ts'

const ALL: readonly Channel[] = [socket, webPush, robot, sms]

export const channelOf = (id: ChannelId): Channel | undefined => ALL.find((channel) => channel.id === id)
