import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AMBER_AFTER_MS, RED_AFTER_MS } from './freshness.ts'

const css = readFileSync(new URL('./feed-frame.css', import.meta.url), 'utf8')
const base = readFileSync(new URL('../ui/base.css', import.meta.url), 'utf8')

describe('the frame that needs no JavaScript', () => {
  it.each(['even', 'odd'])('shows amber and red exactly as late as the feed does (%s beats)', (turn) => {
    const seconds = (layer: string): number => {
      const found = new RegExp(
        `feed-frame--${turn} \\.feed-frame__layer--${layer} \\{\\s*animation: feed-silent-${turn} (\\d+)s linear forwards`,
      ).exec(css)
      return Number(found?.[1]) * 1_000
    }
    expect(seconds('amber')).toBe(AMBER_AFTER_MS)
    expect(seconds('red')).toBe(RED_AFTER_MS)
  })

  it('moves nothing but opacity, which the compositor animates without the page', () => {
    const keyframes = css.slice(css.indexOf('@keyframes'))
    const animated = [...keyframes.matchAll(/^\s+([a-z-]+):/gm)].map((m) => m[1])
    expect(new Set(animated)).toEqual(new Set(['opacity']))
  })

  it('is spared by prefers-reduced-motion', () => {
    expect(base).toContain('*:not(.feed-frame__layer)')
  })
})
