import type { FieldError } from '../problems/refusal.ts'
import type { Tile } from './tile-grid.ts'

/** Where the tiles of a layer are asked for. The server asks, never a browser (ADR 0022). */

export const TILE_SETS = ['vec', 'img'] as const
export type TileSet = (typeof TILE_SETS)[number]

/** The names of places lie in a set of their own, over the picture. */
const LABELS: Record<TileSet, string> = { vec: 'cva', img: 'cia' }

const PLACEHOLDERS = /\{([^{}]*)\}/g
const KNOWN = ['z', 'x', 'y', '-y', 'key']
/** What a cloud tells its own machines, keys among it; no map is served there. */
const NEVER = /^(169\.254\.|\[?fe80:|\[?fd00:ec2::254|100\.100\.100\.200$|metadata\.)/i
const SECRET_NAMES = /^(tk|ak|key|token|access_?token|api_?key|secret|password|sign)$/i

export type Saying = Pick<FieldError, 'message' | 'messageZh'>

/** Grids of degrees, of which 天地图 calls the sets `…_c`: they would not fit on the map. */
export const isDegreeGrid = (text: string): boolean =>
  /(vec|img|ter|cva|cia|cta|ibo)_c\b|tilematrixset=c\b|EPSG(:|%3A){1,2}(4326|4490)/i.test(text)

export const DEGREE_GRID: Saying = {
  message:
    'a grid of degrees (…_c, EPSG:4326, EPSG:4490) does not fit this map: use the Web Mercator one (…_w, EPSG:3857)',
  messageZh: '不支持经纬度投影（…_c、EPSG:4326、EPSG:4490）的切片，请改用球面墨卡托投影（…_w、EPSG:3857）',
}

/** What is wrong with an address template, or undefined. */
export function templateFault(template: string): Saying | undefined {
  const used = [...template.matchAll(PLACEHOLDERS)].map(([, name]) => name as string)
  const unknown = used.find((name) => !KNOWN.includes(name))
  if (unknown !== undefined)
    return {
      message: `{${unknown}} is not known; use {z}, {x}, {y} or {-y}, {key}`,
      messageZh: `不认识 {${unknown}}，可用 {z}、{x}、{y}（或 {-y}）、{key}`,
    }
  if (!used.includes('z') || !used.includes('x') || used.includes('y') === used.includes('-y'))
    return {
      message: 'must hold {z}, {x} and one of {y} and {-y}',
      messageZh: '须含 {z}、{x} 和 {y}（自南向北编号的用 {-y}）',
    }
  const url = urlOf(template)
  if (url === undefined) return { message: 'not an address of http or https', messageZh: '不是 http 或 https 地址' }
  if (url.username !== '' || url.password !== '')
    return {
      message: 'must hold no user name or password; write {key}',
      messageZh: '地址中不能写用户名和密码，请用 {key}',
    }
  // a placeholder in the host would let the numbers of a tile choose whom the server asks
  if (/[{}]|%7b/i.test(url.host) || url.hash !== '')
    return {
      message: '{z}, {x}, {y} belong into the path or the query',
      messageZh: '{z}、{x}、{y} 只能写在路径或参数中',
    }
  if (NEVER.test(url.hostname))
    return { message: 'this address is never a map’s', messageZh: '该地址不是地图服务地址，不允许使用' }
  if (isDegreeGrid(template)) return DEGREE_GRID
  for (const [name, value] of url.searchParams)
    if (SECRET_NAMES.test(name) && value !== '{key}')
      return {
        message: `write ${name}={key} and give the key in its own field: there it is kept sealed`,
        messageZh: `请写成 ${name}={key}，并把密钥填入“密钥”一栏，由系统加密保存`,
      }
  return undefined
}

export const usesKey = (template: string): boolean => template.includes('{key}')

function urlOf(template: string): URL | undefined {
  try {
    const url = new URL(template)
    return ['http:', 'https:'].includes(url.protocol) ? url : undefined
  } catch {
    return undefined
  }
}

/** The address of one tile. The numbers are checked before (`isTile`), the key is written as part of a query or path. */
export function fillTemplate(template: string, { z, x, y }: Tile, key: string | null): string {
  const values: Record<string, string | number> = { z, x, y, '-y': 2 ** z - 1 - y, key: encodeURIComponent(key ?? '') }
  return template.replaceAll(PLACEHOLDERS, (_, name: string) => String(values[name]))
}

/** 天地图's tiles are WMTS; `w` is the Web Mercator grid in CGCS2000. */
export function tiandituUrl(host: string, set: TileSet, isLabels: boolean, { z, x, y }: Tile, key: string): string {
  const layer = isLabels ? LABELS[set] : set
  const query = new URLSearchParams({
    SERVICE: 'WMTS',
    REQUEST: 'GetTile',
    VERSION: '1.0.0',
    LAYER: layer,
    STYLE: 'default',
    TILEMATRIXSET: 'w',
    FORMAT: 'tiles',
    TILEMATRIX: String(z),
    TILEROW: String(y),
    TILECOL: String(x),
    tk: key,
  })
  return `${host.replace(/\/+$/, '')}/${layer}_w/wmts?${query}`
}
