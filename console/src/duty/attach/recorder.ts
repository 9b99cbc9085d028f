/** A voice note is a sentence or two: nobody listens to more on the way. */
export const LONGEST_MS = 60_000

export type Recording = {
  /** Ends it; the sound, or null where nothing was recorded. */
  stop: () => Promise<Blob | null>
  /** How loud it is just now, 0 to 1. */
  level: () => number
}

/** What this browser can write, best first: all of them are taken by the server. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

export const canRecord = (): boolean => typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined

/** `record` begins a voice note; it ends by itself after a minute. Throws where the microphone is refused. */
export async function record(onFull: () => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type))
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 24_000, ...(mimeType ? { mimeType } : {}) })
  const parts: Blob[] = []
  recorder.addEventListener('dataavailable', (event) => void parts.push(event.data))
  const ended = new Promise<void>((done) => recorder.addEventListener('stop', () => done(), { once: true }))
  const { level, close } = listen(stream)
  // a part a second: what is there stays there, should the phone cut it off
  recorder.start(1_000)
  const timer = window.setTimeout(onFull, LONGEST_MS)
  return {
    level,
    async stop() {
      window.clearTimeout(timer)
      if (recorder.state !== 'inactive') recorder.stop()
      await ended
      for (const track of stream.getTracks()) track.stop()
      close()
      const sound = new Blob(parts, { type: recorder.mimeType.split(';')[0] ?? '' })
      return sound.size === 0 ? null : sound
    },
  }
}

/** The level is for the eye alone; where it cannot be had the sound is recorded all the same. */
function listen(stream: MediaStream): { level: () => number; close: () => void } {
  try {
    const context = new AudioContext()
    const analyser = new AnalyserNode(context, { fftSize: 512 })
    context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Uint8Array(analyser.fftSize)
    return {
      level() {
        analyser.getByteTimeDomainData(samples)
        const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0)
        return Math.min(1, loudest / 100)
      },
      close: () => void context.close(),
    }
  } catch {
    return { level: () => 0, close: () => undefined }
  }
}
