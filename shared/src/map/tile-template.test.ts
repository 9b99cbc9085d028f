import { describe, expect, it } from 'vitest'
import { fillTemplate, templateFault, tiandituUrl, usesKey } from './tile-template.ts'

const TILE = { z: 15, x: 27_334, y: 13_473 }

describe('the address of a tile', () => {
  it.each([
    'http://maps.local/tiles/{z}/{x}/{y}.png',
    'https://10.1.2.3:8443/wmts?z={z}&x={x}&y={y}',
    'http://maps.local/tms/{z}/{x}/{-y}.png',
    'http://maps.local/{z}/{x}/{y}?token={key}',
    'http://[fd12::5]/{z}/{x}/{y}',
  ])('%s is good', (template) => expect(templateFault(template)).toBeUndefined())

  it.each([
    ['ftp://maps.local/{z}/{x}/{y}', /http or https/],
    ['file:///etc/{z}/{x}/{y}', /http or https/],
    ['maps.local/{z}/{x}/{y}', /http or https/],
    ['http://maps.local/{z}/{x}', /must hold/],
    ['http://maps.local/{z}/{x}/{y}/{-y}', /must hold/],
    ['http://maps.local/{z}/{x}/{y}/{host}', /\{host\} is not known/],
    ['http://{x}.local/{z}/{x}/{y}', /path or the query|http or https/],
    ['http://a:b@maps.local/{z}/{x}/{y}', /user name/],
    ['http://169.254.169.254/{z}/{x}/{y}', /never a map/],
    ['http://[fe80::1]/{z}/{x}/{y}', /never a map/],
    ['http://100.100.100.200/{z}/{x}/{y}', /never a map/],
    ['http://maps.local/{z}/{x}/{y}?tk=0123456789', /write tk=\{key\}/],
    ['http://maps.local/vec_c/wmts?r={z}&c={x}&y={y}', /grid of degrees/],
    ['http://maps.local/wmts?TILEMATRIXSET=EPSG:4326&r={z}&c={x}&y={y}', /grid of degrees/],
    ['http://maps.local/wmts?TILEMATRIXSET=c&r={z}&c={x}&y={y}', /grid of degrees/],
  ])('%s is refused, in both languages', (template, sentence) => {
    const fault = templateFault(template)
    expect(fault?.message).toMatch(sentence)
    expect(fault?.messageZh).toMatch(/[\u4e00-\u9fff]/)
  })

  it('is filled in, from the south where the rows count so, and its key is written as part of an address', () => {
    expect(fillTemplate('http://m/{z}/{x}/{y}', TILE, null)).toBe('http://m/15/27334/13473')
    expect(fillTemplate('http://m/{z}/{x}/{-y}', TILE, null)).toBe(`http://m/15/27334/${2 ** 15 - 1 - 13_473}`)
    expect(fillTemplate('http://m/{z}/{x}/{y}?k={key}', TILE, 'a&b=c')).toBe('http://m/15/27334/13473?k=a%26b%3Dc')
    expect([usesKey('http://m/{z}?k={key}'), usesKey('http://m/{z}')]).toEqual([true, false])
  })

  it('of 天地图 is WMTS in the Web Mercator grid, its names a set of their own', () => {
    const url = new URL(tiandituUrl('https://t0.tianditu.gov.cn/', 'img', true, TILE, 'k'))
    expect(url.origin + url.pathname).toBe('https://t0.tianditu.gov.cn/cia_w/wmts')
    expect(url.searchParams.get('TILEMATRIXSET')).toBe('w')
    expect([url.searchParams.get('TILEROW'), url.searchParams.get('TILECOL')]).toEqual(['13473', '27334'])
  })
})
