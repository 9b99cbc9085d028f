import { MINUTE_MS, SECOND_MS } from '@liandong/shared/time.ts'
import type { Translate } from './language.ts'

/** The product's own time zone (contract.md: TZ_DISPLAY), whatever the machine's is. */
const ZONE = 'Asia/Shanghai'

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const short = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })
const weekday = {
  zh: new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, weekday: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'long' }),
}

/** `14:07:32` */
export const formatClock = (at: number | string): string => clock.format(new Date(at))
/** `14:07` */
export const formatTime = (at: number | string): string => short.format(new Date(at))
/** `2026-11-24` */
export const formatDay = (at: number | string): string => day.format(new Date(at))
/** `2026-11-24 14:07:32`: the exact instant, for hover and focus. */
export const formatInstant = (at: number | string): string => `${formatDay(at)} ${formatClock(at)}`
/** `2026-10-13 24:00`: a day that ends, by the first instant after it. */
export const formatEndOfDay = (at: number | string): string => `${formatDay(new Date(at).getTime() - 1)} 24:00`
export const formatWeekday = (at: number | string, language: 'zh' | 'en'): string =>
  weekday[language].format(new Date(at))

/** `3:07`, `1:02:07`: a length of time to the second, rounded towards zero. */
export function formatSpan(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / SECOND_MS)
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** `刚刚`, `40 秒前`, `3 分钟前`, `2 小时前`. */
export function formatAge(t: Translate, ms: number): string {
  if (ms < 5 * SECOND_MS) return t('ui.age.now')
  if (ms < MINUTE_MS) return t('ui.age.seconds', { n: Math.floor(ms / SECOND_MS) })
  if (ms < 60 * MINUTE_MS) return t('ui.age.minutes', { n: Math.floor(ms / MINUTE_MS) })
  if (ms < 48 * 60 * MINUTE_MS) return t('ui.age.hours', { n: Math.floor(ms / (60 * MINUTE_MS)) })
  return t('ui.age.days', { n: Math.floor(ms / (24 * 60 * MINUTE_MS)) })
}

/** `0.4 秒`: the age of the feed, to a tenth below ten seconds. */
export const formatSeconds = (t: Translate, ms: number): string =>
  t('ui.seconds', { n: ms < 10 * SECOND_MS ? (Math.max(ms, 0) / SECOND_MS).toFixed(1) : Math.floor(ms / SECOND_MS) })
