import { useEffect } from 'react'
import { feed, serverNow } from '../live/live.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { alarmsOf, sosAlarms, type Alarm } from './alarms.ts'
import { createAlarmSchedule } from './alarm-schedule.ts'
import { TONES } from './tones.ts'
import { getPost, setPost, speaker, unmute, watchPermissions } from './watch-post.ts'

const STEP_MS = 250

/** `useAlarmSound()` once on a page that hears alarms. It reads the board; nobody has to tell it anything. */
export function useAlarmSound(): void {
  useEffect(() => {
    const schedule = createAlarmSchedule()
    let beats = -1
    let isSilenced = false
    let endsAt = 0
    let seen: readonly IncidentState[] = []
    let alarms: readonly Alarm[] = []
    /** Derived again only when an incident has changed: this runs four times a second. */
    const alarmsIn = (incidents: readonly IncidentState[]): readonly Alarm[] => {
      if (incidents !== seen) [seen, alarms] = [incidents, alarmsOf(incidents)]
      return alarms
    }
    const step = (): void => {
      const now = performance.now()
      const { board, freshness, beats: heard } = feed.getSnapshot()
      const { mutedUntil } = getPost()
      if (mutedUntil !== null && serverNow() >= mutedUntil) unmute()
      if (heard !== beats) {
        beats = heard
        isSilenced = false
        speaker.windFeedAlarm(feed.silentMs())
      } else if (!isSilenced && !speaker.isFeedAlarmWound()) speaker.windFeedAlarm(feed.silentMs())
      // never layered: while the picture is not to be trusted, that is the only thing to hear
      if (speaker.isFeedAlarmSounding() || freshness === 'red')
        return setPlaying(speaker.isFeedAlarmSounding() ? 'feed' : null)
      const play =
        speaker.state() === 'running' && board
          ? schedule.next([...sosAlarms(board.units), ...alarmsIn(board.incidents)], now, mutedUntil !== null)
          : undefined
      if (play) {
        speaker.play(play.kind, play.level)
        endsAt = now + TONES[play.kind].lengthMs
        setPlaying(play.kind)
      } else if (now > endsAt) setPlaying(null)
    }
    silence = () => {
      isSilenced = true
      speaker.unwindFeedAlarm()
    }
    // where the browser allows sound without a press (a kiosk) it simply starts
    void speaker.open()
    const timer = window.setInterval(step, STEP_MS)
    const unwatch = watchPermissions()
    return () => {
      window.clearInterval(timer)
      unwatch()
      silence = undefined
      speaker.unwindFeedAlarm()
    }
  }, [])
}

let silence: (() => void) | undefined

/** Somebody has heard that the feed is lost; the frame stays, the alarm is wound up again by the next beat. */
export const silenceFeedAlarm = (): void => silence?.()

const setPlaying = (playing: ReturnType<typeof getPost>['playing']): void => {
  if (getPost().playing !== playing) setPost({ playing })
}
