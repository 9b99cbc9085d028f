import { useEffect, useEffectEvent } from 'react'

/** The keys of the desk (domain §4.1); each does one thing everywhere on the page. */
export type DeskKey =
  | 'bar'
  | 'down'
  | 'up'
  | 'open'
  | 'dispatch'
  | 'best'
  | 'police'
  | 'nonPolice'
  | 'ticket'
  | 'map'
  | 'track'
  | 'newAlert'
  | 'help'
  | 'hear'
  | { send: number }

type Pressed = Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'altKey'>

const KEYS: Record<string, DeskKey> = {
  '/': 'bar',
  '、': 'bar',
  '／': 'bar',
  j: 'down',
  k: 'up',
  Enter: 'open',
  d: 'dispatch',
  a: 'best',
  p: 'police',
  n: 'nonPolice',
  t: 'ticket',
  m: 'map',
  r: 'track',
  F2: 'newAlert',
  '?': 'help',
  '？': 'help',
  h: 'hear',
}

/**
 * `toDeskKey` reads a key press. An input method that is composing owns every key (`isComposing`; keyCode 229 is how
 * some say it), and so does whoever is typing; a Chinese keyboard's `、` is the slash key.
 */
export function toDeskKey(pressed: Pressed, isTyping: boolean): DeskKey | undefined {
  if (pressed.isComposing || pressed.keyCode === 229 || isTyping) return undefined
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined
  if (/^[1-5]$/.test(pressed.key)) return { send: Number(pressed.key) }
  return KEYS[pressed.key] ?? KEYS[pressed.key.toLowerCase()]
}

const ON_INCIDENT: readonly DeskKey[] = ['open', 'dispatch', 'best', 'police', 'nonPolice', 'ticket', 'hear']

/** Keys that act on the selected incident as the server has described it. */
export const needsDetail = (key: DeskKey): boolean => typeof key === 'object' || ON_INCIDENT.includes(key)

const isTypingIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** A focused button or link keeps its Enter. */
const ownsEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, summary') !== null

export function useDeskKeys(handle: (key: DeskKey) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector('dialog[open]')) return
    const key = toDeskKey(event, isTypingIn(event.target))
    if (key === undefined || (key === 'open' && ownsEnter(event.target))) return
    event.preventDefault()
    handle(key)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
