import type { Page } from 'playwright-core'

export type Sound = {
  /** Tones of the work that were started so far. */
  tones: number
  /** When the alarm of a lost feed is to begin, from now, seconds; null where none is wound up. */
  feedStartsInS: number | null
  isFeedSounding: boolean
  /** How long the longest feed alarm has sounded so far. */
  feedSoundedS: number
}

/** `watchSound` keeps account of what a page hands to its audio thread; it hears no speaker. */
export async function watchSound(page: Page): Promise<void> {
  await page.evaluate(() => {
    type Wound = { context: BaseAudioContext; startsAt: number; endedAt: number | null }
    const account = { tones: 0, wound: [] as Wound[] }
    Object.assign(window, { soundAccount: account })
    // both are called with the node they belong to
    const start = Reflect.get(AudioBufferSourceNode.prototype, 'start')
    const stop = Reflect.get(AudioBufferSourceNode.prototype, 'stop')
    const known = new WeakMap<AudioBufferSourceNode, Wound>()
    AudioBufferSourceNode.prototype.start = function (when = 0, ...rest) {
      const wound = { context: this.context, startsAt: when, endedAt: null }
      known.set(this, wound)
      account.wound.push(wound)
      return start.call(this, when, ...rest)
    }
    AudioBufferSourceNode.prototype.stop = function (when) {
      const wound = known.get(this)
      if (wound) wound.endedAt = this.context.currentTime
      return stop.call(this, when)
    }
    const ring = Reflect.get(OscillatorNode.prototype, 'start')
    OscillatorNode.prototype.start = function (when) {
      account.tones++
      return ring.call(this, when)
    }
  })
}

export const soundOf = (page: Page): Promise<Sound> =>
  page.evaluate(() => {
    type Wound = { context: BaseAudioContext; startsAt: number; endedAt: number | null }
    const { tones, wound } = (window as unknown as { soundAccount: { tones: number; wound: Wound[] } }).soundAccount
    const open = wound.findLast((one) => one.endedAt === null)
    const sounded = wound.map((one) => (one.endedAt ?? one.context.currentTime) - one.startsAt)
    return {
      tones,
      feedStartsInS: open ? open.startsAt - open.context.currentTime : null,
      isFeedSounding: open !== undefined && open.context.currentTime >= open.startsAt,
      feedSoundedS: Math.max(0, ...sounded),
    }
  })
