import { DAY_MS, SHANGHAI_OFFSET_MS, toIso, toMs } from '../time.ts'

/** A day as people name it: `2026-11-24`, in Shanghai. Days in this form are in order as texts. */
export type Day = string

const midnightUtc = (day: Day): number => toMs(`${day}T00:00:00Z`)
const toDay = (ms: number): Day => toIso(ms).slice(0, 10)

/** `isDay('2026-02-30')` is false: the calendar has no such day. */
export const isDay = (text: string): boolean => {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false
  const ms = midnightUtc(text)
  return !Number.isNaN(ms) && toDay(ms) === text
}

/** `dayAt(now)` is the day in Shanghai at an instant. */
export const dayAt = (ms: number): Day => toDay(ms + SHANGHAI_OFFSET_MS)

/** 0:00 in Shanghai, epoch ms. */
export const startOfDay = (day: Day): number => midnightUtc(day) - SHANGHAI_OFFSET_MS

/** 24:00 in Shanghai, epoch ms: the first instant that is too late. */
export const endOfDay = (day: Day): number => startOfDay(day) + DAY_MS

export const addDays = (day: Day, n: number): Day => toDay(midnightUtc(day) + n * DAY_MS)

export const yearOf = (day: Day): number => Number(day.slice(0, 4))

/** 1 is Monday, 7 is Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day): number => ((Math.floor(midnightUtc(day) / DAY_MS) + 3) % 7) + 1

export const isWeekend = (day: Day): boolean => weekdayOf(day) > 5
