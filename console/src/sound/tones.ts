/** What is announced by sound, worst first. Four alarms (domain §4.2) and the loss of the feed itself. */
export const ALARM_KINDS = ['newSevere', 'breach', 'unacknowledged', 'newOther'] as const
export type AlarmKind = (typeof ALARM_KINDS)[number]
export type ToneKind = AlarmKind | 'feed'

export type Note = { hz: number; atMs: number; ms: number }
/** `timbre` sets the alarm of the machine apart from the alarms of the work. */
export type Tone = { timbre: 'sine' | 'triangle' | 'sawtooth'; notes: readonly Note[]; lengthMs: number }

const row = (hz: readonly number[], ms: number, gapMs: number): Note[] =>
  hz.map((f, n) => ({ hz: f, atMs: n * (ms + gapMs), ms }))

const build = (timbre: Tone['timbre'], notes: readonly Note[]): Tone => ({
  timbre,
  notes,
  lengthMs: Math.max(...notes.map((note) => note.atMs + note.ms)),
})

/** Distinct by pitch and by rhythm: told apart from the next room, and by those who hear high notes no more. */
export const TONES: Record<ToneKind, Tone> = {
  // nine quick high pairs in three bursts: run
  newSevere: build(
    'triangle',
    [0, 620, 1_240].flatMap((start) =>
      row([1_319, 1_047, 1_319, 1_047], 90, 30).map((n) => ({ ...n, atMs: n.atMs + start })),
    ),
  ),
  // a long fall: something ran out
  breach: build('triangle', row([880, 659, 494, 370], 320, 20)),
  // knocking: somebody must open
  unacknowledged: build(
    'sine',
    [0, 700].flatMap((start) => row([523, 523, 523], 80, 90).map((n) => ({ ...n, atMs: n.atMs + start }))),
  ),
  // two rising notes, once: something came in
  newOther: build('sine', row([659, 988], 220, 40)),
  // low and slow, and never ending: do not trust the screen
  feed: build('sawtooth', row([311, 233], 700, 60)),
}

/** The feed alarm starts again this often, from beginning to beginning. */
export const FEED_PERIOD_MS = 2_400
