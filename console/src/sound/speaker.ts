import { SECOND_MS } from '@liandong/shared/time.ts'
import { RED_AFTER_MS } from '../live/freshness.ts'
import { FEED_PERIOD_MS, TONES, type ToneKind } from './tones.ts'

export type SpeakerState = 'unasked' | 'running' | 'blocked'

/** Notes fade in and out this fast: a hard edge clicks. */
const EDGE_S = 0.012
/** The alarm of a lost feed grows from half to full within a minute. */
const FEED_GROW_S = 60

/** `createSpeaker` is all of WebAudio: plays one tone at a time, and keeps the alarm of a lost feed wound up. */
export function createSpeaker(onState: (state: SpeakerState) => void) {
  let context: AudioContext | undefined
  let feedBuffer: AudioBuffer | undefined
  let feedAlarm: { source: AudioBufferSourceNode; startsAt: number } | undefined

  const stateOf = (): SpeakerState =>
    context === undefined ? 'unasked' : context.state === 'running' ? 'running' : 'blocked'

  /** Browsers start sound only in answer to a press; without one this stays `blocked`, and the page says so. */
  const open = async (): Promise<SpeakerState> => {
    if (context === undefined) {
      context = new AudioContext({ latencyHint: 'playback' })
      context.addEventListener('statechange', () => onState(stateOf()))
    }
    // resume() of a context without a gesture never settles: do not wait for it for ever
    if (context.state !== 'running')
      await Promise.race([context.resume().catch(() => undefined), new Promise((done) => setTimeout(done, 400))])
    onState(stateOf())
    return stateOf()
  }

  const play = (kind: ToneKind, level: number): void => {
    if (context === undefined || context.state !== 'running') return
    const out = new GainNode(context, { gain: level })
    out.connect(context.destination)
    const from = context.currentTime + 0.02
    const tone = TONES[kind]
    for (const note of tone.notes) {
      const start = from + note.atMs / SECOND_MS
      const end = start + note.ms / SECOND_MS
      const voice = new OscillatorNode(context, { type: tone.timbre, frequency: note.hz })
      const edge = new GainNode(context, { gain: 0 })
      edge.gain.setValueAtTime(0, start)
      edge.gain.linearRampToValueAtTime(1, start + EDGE_S)
      edge.gain.setValueAtTime(1, Math.max(end - EDGE_S, start + EDGE_S))
      edge.gain.linearRampToValueAtTime(0, end)
      voice.connect(edge).connect(out)
      voice.start(start)
      voice.stop(end)
    }
    setTimeout(() => out.disconnect(), tone.lengthMs + SECOND_MS)
  }

  const unwindFeedAlarm = (): void => {
    feedAlarm?.source.stop()
    feedAlarm?.source.disconnect()
    feedAlarm = undefined
  }

  return {
    open,
    play,
    state: stateOf,
    unwindFeedAlarm,
    /**
     * Winds the dead-man's alarm up anew: it is handed to the audio thread to begin in 30 s and go on for ever. Every
     * beat winds it up again; if beats stop, or this page's JavaScript hangs, nothing has to happen for it to sound.
     */
    windFeedAlarm(silentMs: number): void {
      if (context === undefined || context.state !== 'running') return
      unwindFeedAlarm()
      feedBuffer ??= renderFeedAlarm(context)
      const startsAt = context.currentTime + Math.max(RED_AFTER_MS - silentMs, 0) / SECOND_MS
      const source = new AudioBufferSourceNode(context, { buffer: feedBuffer, loop: true })
      const level = new GainNode(context, { gain: 0.5 })
      level.gain.setValueAtTime(0.5, startsAt)
      level.gain.linearRampToValueAtTime(1, startsAt + FEED_GROW_S)
      source.connect(level).connect(context.destination)
      source.start(startsAt)
      feedAlarm = { source, startsAt }
    },
    isFeedAlarmSounding: (): boolean =>
      feedAlarm !== undefined && context !== undefined && context.currentTime >= feedAlarm.startsAt,
    isFeedAlarmWound: (): boolean => feedAlarm !== undefined,
  }
}

export type Speaker = ReturnType<typeof createSpeaker>

/** One period of the alarm as samples, so that it can loop without anybody's help. */
function renderFeedAlarm(context: AudioContext): AudioBuffer {
  const rate = context.sampleRate
  const buffer = context.createBuffer(1, Math.round((FEED_PERIOD_MS / SECOND_MS) * rate), rate)
  const samples = buffer.getChannelData(0)
  for (const note of TONES.feed.notes) {
    const [start, length] = [Math.round((note.atMs / SECOND_MS) * rate), Math.round((note.ms / SECOND_MS) * rate)]
    for (let n = 0; n < length; n++) {
      const edge = Math.min(n / (EDGE_S * rate), (length - n) / (EDGE_S * rate), 1)
      const phase = (n * note.hz) / rate
      samples[start + n] = edge * 0.6 * (2 * (phase - Math.floor(phase + 0.5)))
    }
  }
  return buffer
}
