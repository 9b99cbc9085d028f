import { expect, it } from 'vitest'
import { decodeLine, encodeLine } from './basemap.ts'
import type { Position } from './point.ts'

it('a line comes back from its steps within half a step, however long it is', () => {
  const scale = { origin: [120.308, 30.431] as Position, step: 1e-6 }
  const line = Array.from({ length: 400 }, (_, k): Position => [120.2 + k * 0.000_123_456_7, 30.4 + Math.sin(k) * 0.01])
  const back = decodeLine(scale, encodeLine(scale, line))
  expect(back).toHaveLength(line.length)
  back.forEach(([lon, lat], k) => {
    expect(Math.abs(lon - (line[k]?.[0] ?? 0))).toBeLessThan(0.6e-6)
    expect(Math.abs(lat - (line[k]?.[1] ?? 0))).toBeLessThan(0.6e-6)
  })
})
