import type { Gazetteer } from '@liandong/shared/geo/gazetteer-index.ts'
import { offsetM } from '@liandong/shared/geo/point.ts'
import { toIso } from '@liandong/shared/time.ts'
import { DISPUTES } from './disputes.ts'
import { EVERYDAY_CALLS, OUTSIDE_CALLS, POLICE_CALLS, UNCLEAR_CALLS } from './other-calls.ts'
import type { Random } from './random.ts'
import { findSpot } from './spots.ts'
import type { Topic } from './topics.ts'

/** Nine alerts in ten are disputes (domain.md §0.2: 4191 of 4656). */
const KINDS: readonly { weight: number; topics: readonly Topic[] }[] = [
  { weight: 90, topics: DISPUTES },
  { weight: 4, topics: POLICE_CALLS },
  { weight: 2.5, topics: UNCLEAR_CALLS },
  { weight: 2.5, topics: EVERYDAY_CALLS },
  { weight: 1, topics: OUTSIDE_CALLS },
]

/** By this the play knows its own alerts again, also after a restart. */
export const PLAY_PREFIX = 'PLAY-'

export type PlayedAlert = {
  externalNo: string
  narrative: string
  reportedAt: string
  address?: string
  location?: { lat: number; lon: number; crs: 'wgs84' }
  caller: { name?: string; phone?: string; anonymous?: boolean }
  severity?: 1 | 2 | 3 | 4
}

/** `composeAlert` is one alert as the call taker of the platform hands it over; everything in it is invented. */
export function composeAlert(gazetteer: Gazetteer, random: Random, now: number): PlayedAlert {
  const topic = pickWeighted(pickWeighted(KINDS, random).topics, random)
  const spot = findSpot(gazetteer, random.pick(topic.spots), random)
  const narrative = fillIn(random.pick(topic.lines), spot.said, random)
  const hasAddress = random.chance(0.85)
  const isPlaced = spot.point !== null && random.chance(0.72)
  // a mobile's position is off by a house or two
  const at = isPlaced && spot.point ? offsetM(spot.point, random.between(-25, 25), random.between(-25, 25)) : null
  const takenMs = random.whole(15_000, 70_000)
  return {
    externalNo: `${PLAY_PREFIX}${now.toString(36)}-${random.whole(0, 1_295).toString(36).padStart(2, '0')}`,
    narrative,
    reportedAt: toIso(now - takenMs),
    caller: caller(random),
    ...(hasAddress ? { address: spot.written } : {}),
    ...(at ? { location: { lat: round(at.lat), lon: round(at.lon), crs: 'wgs84' as const } } : {}),
    ...(topic.severity !== undefined && random.chance(0.6) ? { severity: topic.severity } : {}),
  }
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

function pickWeighted<T extends { weight: number }>(items: readonly T[], random: Random): T {
  let left = random.between(
    0,
    items.reduce((sum, { weight }) => sum + weight, 0),
  )
  for (const item of items) {
    left -= item.weight
    if (left < 0) return item
  }
  return random.pick(items)
}

const MONEY = [
  '三百',
  '八百',
  '一千二',
  '两千',
  '三千五',
  '六千',
  '八千',
  '一万',
  '两万多',
  '五万',
  '480',
  '1600',
  '2800',
  '4500',
  '12000',
  '36000',
]
const MONTHS = ['一', '两', '三', '四', '半年多、快七', '5', '2', '3']
const BEFORE = ['', '', '', '', '喂，', '你好，', '喂你好，', '110吗，', '同志，', '麻烦一下，']
const AFTER = [
  '',
  '',
  '',
  '',
  '，快点来人',
  '，麻烦派个人过来',
  '，你们管不管',
  '，现在还在吵',
  '，谢谢',
  '。',
  '，来个人说说理',
]

/** Fills in a line, and now and then drops its punctuation, as call takers in a hurry do. */
export function fillIn(line: string, place: string, random: Random): string {
  const said = line
    .replaceAll('{place}', place)
    .replaceAll('{money}', () => random.pick(MONEY))
    .replaceAll('{months}', () => random.pick(MONTHS))
    .replaceAll('{count}', () => String(random.whole(3, 24)))
  const whole = `${random.pick(BEFORE)}${said}${random.pick(AFTER)}`
  return random.chance(0.12) ? whole.replaceAll(/[，。]/gu, ' ').trim() : whole
}

const FAMILY = [
  '王',
  '李',
  '张',
  '刘',
  '杨',
  '赵',
  '黄',
  '吴',
  '孙',
  '马',
  '朱',
  '胡',
  '郭',
  '何',
  '林',
  '罗',
  '韦',
  '覃',
  '石',
  '田',
]
const TITLES = ['先生', '女士', '师傅', '阿姨', '大伯', '老板']

/** Numbers that begin with 100 belong to no network: nobody can be called by mistake. */
function caller(random: Random): PlayedAlert['caller'] {
  const phone = `1000000${random.whole(5_000, 8_999)}`
  if (random.chance(0.06)) return { anonymous: true }
  if (random.chance(0.1)) return { phone, anonymous: true }
  return { name: `${random.pick(FAMILY)}${random.pick(TITLES)}`, phone }
}
