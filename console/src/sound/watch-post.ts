import { useSyncExternalStore } from 'react'
import { serverNow } from '../live/live.ts'
import { MAX_MUTE_MS } from './alarm-schedule.ts'
import { createSpeaker, type SpeakerState } from './speaker.ts'
import type { ToneKind } from './tones.ts'

export type Permission = 'unasked' | 'held' | 'lost' | 'unsupported'

/** What this screen needs to be a post that can be relied on; each part that is missing shows. */
export type WatchPost = {
  /** Somebody has pressed "arm" on this page: from then on a lost permission is a fault, not a default. */
  isArmed: boolean
  audio: SpeakerState
  screen: Permission
  fullScreen: Permission
  /** Server time, epoch ms. */
  mutedUntil: number | null
  playing: ToneKind | null
}

let post: WatchPost = {
  isArmed: false,
  audio: 'unasked',
  screen: 'unasked',
  fullScreen: 'unasked',
  mutedUntil: null,
  playing: null,
}
const listeners = new Set<() => void>()

export function setPost(change: Partial<WatchPost>): void {
  post = { ...post, ...change }
  for (const listener of listeners) listener()
}

export const getPost = (): WatchPost => post
export const useWatchPost = (): WatchPost =>
  useSyncExternalStore((listener) => (listeners.add(listener), () => listeners.delete(listener)), getPost)

export const speaker = createSpeaker((audio) => setPost({ audio }))

let wakeLock: WakeLockSentinel | undefined

/** Once at shift start, in answer to a press: sound is heard, the screen stays awake, the page fills it. */
export async function armPost({ fullScreen = true }: { fullScreen?: boolean } = {}): Promise<void> {
  setPost({ isArmed: true })
  if (fullScreen) await enterFullScreen()
  const audio = await speaker.open()
  if (audio === 'running') speaker.play('newOther', 0.5)
  await keepAwake()
}

async function enterFullScreen(): Promise<void> {
  if (!document.fullscreenEnabled) return setPost({ fullScreen: 'unsupported' })
  const entered = await document.documentElement.requestFullscreen().then(
    () => true,
    () => false,
  )
  setPost({ fullScreen: entered ? 'held' : 'lost' })
}

async function keepAwake(): Promise<void> {
  if (!('wakeLock' in navigator)) return setPost({ screen: 'unsupported' })
  try {
    wakeLock = await navigator.wakeLock.request('screen')
    wakeLock.addEventListener('release', () => setPost({ screen: 'lost' }))
    setPost({ screen: 'held' })
  } catch {
    setPost({ screen: 'lost' })
  }
}

export const mute = (ms: number): void => setPost({ mutedUntil: serverNow() + Math.min(ms, MAX_MUTE_MS) })
export const unmute = (): void => setPost({ mutedUntil: null })

/** Watches what the browser takes away: a wake lock goes when the tab is hidden, and is asked for again on return. */
export function watchPermissions(): () => void {
  const left = (): void => {
    if (post.fullScreen !== 'unasked' && post.fullScreen !== 'unsupported')
      setPost({ fullScreen: document.fullscreenElement ? 'held' : 'lost' })
  }
  const shown = (): void => {
    if (document.visibilityState !== 'visible' || !post.isArmed) return
    void speaker.open()
    if (wakeLock?.released !== false) void keepAwake()
  }
  document.addEventListener('fullscreenchange', left)
  document.addEventListener('visibilitychange', shown)
  return () => {
    document.removeEventListener('fullscreenchange', left)
    document.removeEventListener('visibilitychange', shown)
  }
}

/** The faults worth a banner or a badge. */
export function faultsOf(state: WatchPost): ('audio' | 'screen' | 'fullScreen')[] {
  const faults: ('audio' | 'screen' | 'fullScreen')[] = []
  if (state.audio !== 'running') faults.push('audio')
  if (state.isArmed && state.screen === 'lost') faults.push('screen')
  if (state.isArmed && state.fullScreen === 'lost') faults.push('fullScreen')
  return faults
}
