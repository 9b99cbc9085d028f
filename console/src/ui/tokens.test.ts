import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Contrast measured from the tokens themselves: OKLCH to linear sRGB (Björn Ottosson), then WCAG 2 luminance. */
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
type Oklch = [lightness: number, chroma: number, hue: number]

function readTheme(name: 'night' | 'day'): Map<string, Oklch> {
  const block = css.slice(css.indexOf(`[data-theme='${name}']`)).split('}')[0] ?? ''
  const found = [...block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g)]
  return new Map(found.map((m) => [m[1] as string, [Number(m[2]), Number(m[3]), Number(m[4])]]))
}

function luminance([l, c, h]: Oklch): number {
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)]
  const [lp, mp, sp] = [
    l + 0.3963377774 * a + 0.2158037573 * b,
    l - 0.1055613458 * a - 0.0638541728 * b,
    l - 0.0894841775 * a - 1.291485548 * b,
  ].map((x) => x ** 3) as Oklch
  const rgb = [
    4.0767416621 * lp - 3.3077115913 * mp + 0.2309699292 * sp,
    -1.2684380046 * lp + 2.6097574011 * mp - 0.3413193965 * sp,
    -0.0041960863 * lp - 0.7034186147 * mp + 1.707614701 * sp,
  ]
  const [red, green, blue] = rgb.map((x) => Math.min(Math.max(x, 0), 1)) as Oklch
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (a: Oklch, b: Oklch): number => {
  const [x, y] = [luminance(a) + 0.05, luminance(b) + 0.05]
  return Math.max(x, y) / Math.min(x, y)
}

const GROUNDS = ['ground', 'raised', 'raised-2']
const WORDS = [
  'text',
  'text-2',
  'text-3',
  'accent',
  'alarm-ink',
  'amber',
  'success',
  ...[0, 1, 2, 3, 4].map((n) => `severity-${n}-ink`),
]
const SHAPES = [0, 1, 2, 3, 4].map((n) => `severity-${n}`)
const FILLS = [
  ['on-accent', 'accent'],
  ['on-amber', 'amber'],
  ['on-alarm', 'alarm'],
] as const

/** At the wall: words on the ground and on the status line, AAA (7:1). */
const WALL_GROUNDS = ['ground', 'raised']
const WALL_WORDS = [
  'text',
  'text-2',
  'alarm-ink',
  'amber',
  'severity-1-ink',
  'severity-2-ink',
  'severity-3-ink',
  'severity-4-ink',
  'severity-0-ink',
]

describe.each(['night', 'day'] as const)('%s', (theme) => {
  const tokens = readTheme(theme)
  const ratio = (a: string, b: string): number => contrast(tokens.get(a) as Oklch, tokens.get(b) as Oklch)

  it.each(GROUNDS)('words on %s are AA', (ground) => {
    for (const word of WORDS) expect(ratio(word, ground), word).toBeGreaterThanOrEqual(4.5)
  })

  it.each(GROUNDS)('severity shapes on %s are seen (3:1)', (ground) => {
    for (const shape of SHAPES) expect(ratio(shape, ground), shape).toBeGreaterThanOrEqual(3)
  })

  it('words on fills and on washes are AA', () => {
    for (const [word, fill] of FILLS) expect(ratio(word, fill), fill).toBeGreaterThanOrEqual(4.5)
    for (const wash of ['severity-1-wash', 'severity-2-wash', 'severity-3-wash', 'severity-4-wash', 'accent-wash'])
      expect(ratio('text', wash), wash).toBeGreaterThanOrEqual(7)
  })
})

describe('the wall', () => {
  it.each(WALL_GROUNDS)('words on %s are AAA by night', (ground) => {
    const night = readTheme('night')
    for (const word of WALL_WORDS)
      expect(contrast(night.get(word) as Oklch, night.get(ground) as Oklch), word).toBeGreaterThanOrEqual(7)
  })
})
