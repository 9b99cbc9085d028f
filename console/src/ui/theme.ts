import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'auto' | 'night' | 'day'
export type Theme = 'night' | 'day'

const REMEMBERED = 'liandong.theme'
const listeners = new Set<() => void>()

/** Light by day, dark by night: the shifts change at 8 and 20, the light earlier. */
const DAY_FROM_HOUR = 7
const DAY_TO_HOUR = 18

let pageDefault: ThemeChoice = 'auto'

const stored = (): ThemeChoice | undefined => {
  const value = localStorage.getItem(REMEMBERED)
  return value === 'night' || value === 'day' || value === 'auto' ? value : undefined
}

export const getThemeChoice = (): ThemeChoice => stored() ?? pageDefault

export function getTheme(hour = new Date().getHours()): Theme {
  const choice = getThemeChoice()
  if (choice !== 'auto') return choice
  return hour >= DAY_FROM_HOUR && hour < DAY_TO_HOUR ? 'day' : 'night'
}

/** What this page looks like where nobody has chosen: the wall hangs in a dark room. */
export function setPageTheme(choice: ThemeChoice): void {
  pageDefault = choice
  applyTheme()
}

export function setThemeChoice(choice: ThemeChoice): void {
  localStorage.setItem(REMEMBERED, choice)
  applyTheme()
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = getTheme()
  const ground = getComputedStyle(document.documentElement).backgroundColor
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', ground)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, getThemeChoice)
export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => getTheme())
