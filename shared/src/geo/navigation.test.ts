import { describe, expect, it } from 'vitest'
import { distanceM } from './point.ts'
import { navigationLink, toBd09 } from './navigation.ts'

const DONGHU = { lat: 30.431, lon: 120.308 }

describe('the way to a place', () => {
  // GCJ-02 of Donghu is 30.428630, 120.312514: what gcoord says of it in BD-09, and of two other towns
  it.each([
    [DONGHU, { lat: 30.434342, lon: 120.319078 }],
    [
      { lat: 39.915, lon: 116.404 },
      { lat: 39.9227, lon: 116.416627 },
    ],
    [
      { lat: 22.5431, lon: 114.0579 },
      { lat: 22.546042, lon: 114.069564 },
    ],
  ])('Baidu has %o at %o', (point, shown) => expect(distanceM(toBd09(point), shown)).toBeLessThan(1))

  it('gives each map the coordinates it takes its own to be', () => {
    expect(navigationLink('amap', DONGHU, '映荷社区3幢')).toBe(
      'amapuri://route/plan/?sourceApplication=liandong&dlat=30.428630&dlon=120.312514&dname=%E6%98%A0%E8%8D%B7%E7%A4%BE%E5%8C%BA3%E5%B9%A2&dev=0&t=0',
    )
    expect(navigationLink('tencent', DONGHU, 'x')).toContain('tocoord=30.428630,120.312514')
    expect(navigationLink('baidu', DONGHU, 'x')).toMatch(/latlng:30\.43434\d,120\.31907\d&coord_type=bd09ll/)
    expect(navigationLink('geo', DONGHU, 'x')).toBe('geo:30.431000,120.308000?q=30.431000,120.308000(x)')
  })

  it('speaks to the maps of an iPhone in their own words', () => {
    expect(navigationLink('amap', DONGHU, 'x', true)).toMatch(/^iosamap:\/\/path\?.*dlat=30\.428630/)
    expect(navigationLink('geo', DONGHU, 'x', true)).toBe('maps://?daddr=30.431000,120.308000&q=x')
  })

  it('lets no name end the link', () =>
    expect(navigationLink('amap', DONGHU, 'A&dlat=0#)')).toContain('dname=A%26dlat%3D0%23)&dev=0'))
})
