import { readFileSync, writeFileSync } from 'node:fs'
import { decodeLine, minZoomOf } from '../../shared/src/geo/basemap.ts'
import type { Basemap, BasemapFeature } from '../../shared/src/geo/basemap.ts'
import type { Position } from '../../shared/src/geo/point.ts'

/**
 * Draws the demo place as SVG, to look at: `node scripts/place/picture.ts OUT.svg [zoom] [lon,lat] [widthxheight] [day|night]`.
 * The palette here is a proposal for the console's canvas, not shared with it.
 */
const [out = 'place.svg', zoomText = '12.6', centreText = '120.281,30.4445', sizeText = '1600x1500', theme = 'night'] =
  process.argv.slice(2)
const zoom = Number(zoomText)
const [centreLon = 0, centreLat = 0] = centreText.split(',').map(Number)
const [width = 0, height = 0] = sizeText.split('x').map(Number)

const place = new URL('../../server/src/demo/place/', import.meta.url)
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, place), 'utf8'))
const basemap = read('basemap.json') as Basemap
type Collection = { features: { geometry: { coordinates: Position[][] } }[] }

const scale = (256 * 2 ** zoom) / 360
const mercator = (lat: number): number => (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI
const project = ([lon, lat]: Position): [number, number] => [
  (lon - centreLon) * scale + width / 2,
  (mercator(centreLat) - mercator(lat)) * scale + height / 2,
]
const pixelsPerMetre = scale / (111_320 * Math.cos((centreLat * Math.PI) / 180))

type Palette = Record<string, string>
const night: Palette = {
  outside: '#0b0f14',
  ground: '#141a21',
  ink: '#aeb9c4',
  faint: '#6d7a87',
  halo: '#11161c',
  residential: '#1a222b',
  commercial: '#232430',
  industrial: '#1f2126',
  farmland: '#16211d',
  village: '#18221f',
  public: '#20242f',
  green: '#16271f',
  lake: '#16271f',
  hill: '#16271f',
  'hill-high': '#19301f',
  'hill-top': '#1d3823',
  contour: '#27452d',
  parcel: '#1e2d27',
  island: '#1b3325',
  park: '#17291f',
  water: '#16384c',
  waterInk: '#5fa0bd',
  estate: '#1f2a34',
  hamlet: '#1d2a25',
  school: '#2a2733',
  track: '#4b3136',
  pitch: '#2b4230',
  garden: '#223a2c',
  houseResidential: '#34424f',
  houseHouse: '#33423b',
  houseIndustrial: '#2d3138',
  houseCommercial: '#3a3a4c',
  housePublic: '#3d4052',
  arterial: '#46525e',
  arterialEdge: '#0f141a',
  secondary: '#37424c',
  minor: '#2b343d',
  lane: '#25302d',
  path: '#2b4433',
  expressway: '#5a5347',
  rail: '#5c6670',
  metro: '#7a6aa8',
  boundary: '#7fa6b8',
  community: '#566675',
  grid: '#33404b',
}
const day: Palette = {
  outside: '#e6e8e6',
  ground: '#f6f4ef',
  ink: '#3a444c',
  faint: '#7d878e',
  halo: '#fbfaf7',
  residential: '#f2efe9',
  commercial: '#f5e9e4',
  industrial: '#ebe9ee',
  farmland: '#e9f0dc',
  village: '#eeeedf',
  public: '#ece9f3',
  green: '#d5e8ce',
  lake: '#d5e8ce',
  hill: '#cfe3c5',
  'hill-high': '#bfd9b3',
  'hill-top': '#aecf9f',
  contour: '#9dbf8f',
  parcel: '#d8e2c4',
  island: '#c8e0be',
  park: '#d0e6c8',
  water: '#b5d7e8',
  waterInk: '#4b87a6',
  estate: '#ebe7de',
  hamlet: '#e9e8d6',
  school: '#f3e7d8',
  track: '#e2b9a6',
  pitch: '#c4ddb2',
  garden: '#d3e3c4',
  houseResidential: '#d6cfc2',
  houseHouse: '#d9d3bf',
  houseIndustrial: '#d3d2da',
  houseCommercial: '#e2cdc4',
  housePublic: '#d6d0e2',
  arterial: '#ffffff',
  arterialEdge: '#d2cdc2',
  secondary: '#ffffff',
  minor: '#ffffff',
  lane: '#fbf9f2',
  path: '#bcd3b0',
  expressway: '#f3d9a4',
  rail: '#9aa2a8',
  metro: '#9a86cc',
  boundary: '#5b8296',
  community: '#a5b0b8',
  grid: '#d3d7d6',
}
const colour = theme === 'day' ? day : night
const of = (name: string): string => colour[name] ?? '#f0f'

const parts: string[] = []
const pathOf = (line: readonly Position[], close: boolean, isAlways = false): string => {
  const points = line.map(project)
  if (!isAlways && points.every(([x, y]) => x < -200 || y < -200 || x > width + 200 || y > height + 200)) return ''
  return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${close ? 'Z' : ''}`
}
const areas = (feature: BasemapFeature, fill: string, extra = ''): void => {
  const d = feature.coords.map((steps) => pathOf(decodeLine(basemap, steps), true)).join('')
  if (d !== '') parts.push(`<path d="${d}" fill="${fill}" ${extra}/>`)
}
const strokes = (feature: BasemapFeature, stroke: string, px: number, extra = ''): void => {
  const d = feature.coords.map((steps) => pathOf(decodeLine(basemap, steps), false)).join('')
  if (d !== '')
    parts.push(
      `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${px.toFixed(2)}" stroke-linecap="round" stroke-linejoin="round" ${extra}/>`,
    )
}
const shown = basemap.features.filter((feature) => zoom >= minZoomOf(feature.layer, feature.kind))
const layer = (name: string): BasemapFeature[] => shown.filter((feature) => feature.layer === name)
const wide = (feature: BasemapFeature, least: number): number => Math.max(least, (feature.widthM ?? 5) * pixelsPerMetre)

const boundary = (read('boundary.geojson') as Collection).features
  .map((f) => f.geometry.coordinates.map((ring) => pathOf(ring, true, true)).join(''))
  .join('')
parts.push(
  `<rect width="${width}" height="${height}" fill="${of('outside')}"/><path d="${boundary}" fill="${of('ground')}"/>`,
)
for (const f of layer('land')) areas(f, of(f.kind))
for (const f of layer('park')) areas(f, of(f.kind === 'green' ? 'park' : f.kind))
for (const f of layer('relief')) {
  if (f.kind === 'contour') strokes(f, of('contour'), 0.8)
  else areas(f, of(f.kind))
}
for (const f of layer('field')) strokes(f, of('parcel'), 0.8)
for (const f of layer('compound')) areas(f, of(f.kind))
for (const f of layer('ground')) areas(f, of(f.kind))
for (const f of layer('canal')) strokes(f, of('park'), wide(f, 1) + 14 * pixelsPerMetre)
for (const f of layer('canal')) strokes(f, of('water'), wide(f, f.kind === 'ditch' ? 0.8 : 1.6))
for (const f of layer('water')) areas(f, of('water'))
for (const f of shown) if (f.layer === 'park' && f.kind === 'island') areas(f, of('island'))
for (const f of layer('road')) if (f.kind === 'path' && zoom >= 14) strokes(f, of('path'), wide(f, 1))
for (const kind of ['lane', 'minor', 'secondary', 'arterial', 'expressway']) {
  const least = { lane: 0.6, minor: 0.9, secondary: 1.5, arterial: 2.6, expressway: 3 }[kind] ?? 1
  for (const f of layer('road'))
    if (f.kind === kind && kind !== 'lane') strokes(f, of('arterialEdge'), wide(f, least) + 1.6)
  for (const f of layer('road')) if (f.kind === kind) strokes(f, of(kind), wide(f, least))
}
for (const f of layer('building'))
  areas(
    f,
    of(`house${f.kind.charAt(0).toUpperCase()}${f.kind.slice(1)}`),
    zoom >= 16 ? `stroke="${of('ground')}" stroke-width="0.8"` : '',
  )
for (const f of layer('rail')) {
  if (f.kind === 'railway') {
    strokes(f, of('rail'), 2.4)
    strokes(f, of('ground'), 1.2, 'stroke-dasharray="6 9"')
  }
  if (f.kind === 'metro') strokes(f, of('metro'), 1.6, 'stroke-dasharray="1 4" opacity="0.9"')
  if (f.kind === 'station')
    for (const steps of f.coords) {
      const [x, y] = project(decodeLine(basemap, steps)[0] as Position)
      parts.push(`<circle cx="${x}" cy="${y}" r="4" fill="${of('ground')}" stroke="${of('metro')}" stroke-width="2"/>`)
    }
}
const outlines = (name: string, stroke: string, px: number, dash: string): void => {
  for (const f of (read(name) as Collection).features)
    parts.push(
      `<path d="${f.geometry.coordinates.map((ring) => pathOf(ring, true)).join('')}" fill="none" stroke="${stroke}" stroke-width="${px}" stroke-dasharray="${dash}" opacity="0.8"/>`,
    )
}
if (zoom >= 14) outlines('grids.geojson', of('grid'), 1, '2 4')
outlines('communities.geojson', of('community'), 1, '6 4')
parts.push(`<path d="${boundary}" fill="none" stroke="${of('boundary')}" stroke-width="2"/>`)

/** Labels that would touch one already placed are left out, the important kinds first. */
const boxes: [number, number, number, number][] = []
const free = (x: number, y: number, w: number, h: number): boolean => {
  if (boxes.some(([bx, by, bw, bh]) => Math.abs(bx - x) < (bw + w) / 2 && Math.abs(by - y) < (bh + h) / 2)) return false
  boxes.push([x, y, w, h])
  return true
}
const order = [
  'community',
  'lake',
  'hill',
  'station',
  'arterial',
  'water',
  'secondary',
  'park',
  'landmark',
  'compound',
  'minor',
]
const sizes: Record<string, number> = { community: 14, arterial: 12, lake: 15, hill: 13, water: 12, station: 11 }
for (const kind of order) {
  for (const f of layer('label')) {
    if (f.kind !== kind || f.name === undefined) continue
    const line = decodeLine(basemap, f.coords[0] ?? []).map(project)
    const a = line[0] as [number, number]
    const b = line.at(-1) as [number, number]
    const size = sizes[kind] ?? 11
    const [x, y] = line.length === 1 ? a : (line[Math.floor(line.length / 2)] as [number, number])
    if (x < 0 || y < 0 || x > width || y > height) continue
    const length = f.name.length * size * (kind === 'community' ? 1.15 : 1)
    const angle = line.length === 1 ? 0 : Math.atan2(b[1] - a[1], b[0] - a[0])
    const box = [Math.abs(Math.cos(angle)) * length + size, Math.abs(Math.sin(angle)) * length + size] as const
    if (line.length > 1 && Math.hypot(b[0] - a[0], b[1] - a[1]) < length * 0.9) continue
    if (!free(x, y, ...box)) continue
    const fill = kind === 'water' || kind === 'lake' ? of('waterInk') : kind === 'community' ? of('ink') : of('faint')
    let turn = (angle * 180) / Math.PI
    const steep = Math.abs(turn) > 62 && Math.abs(turn) < 118
    if (steep) turn = turn > 0 ? turn - 90 : turn + 90
    const text = (t: string, tx: number, ty: number): string =>
      `<text x="${tx.toFixed(1)}" y="${ty.toFixed(1)}" text-anchor="middle" dominant-baseline="central" font-size="${size}" fill="${fill}" stroke="${of('halo')}" stroke-width="3" paint-order="stroke" ${kind === 'community' ? 'letter-spacing="2" font-weight="600"' : ''}>${t}</text>`
    // a road running north is lettered downwards, character by character, as on Chinese maps
    const body = steep
      ? [...f.name].map((t, k) => text(t, 0, (k - (f.name as string).length / 2 + 0.5) * size * 1.1)).join('')
      : text(f.name, 0, 0)
    parts.push(`<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(1)})">${body}</g>`)
  }
}
writeFileSync(
  out,
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Noto Sans CJK SC, sans-serif">${parts.join('\n')}</svg>\n`,
)
