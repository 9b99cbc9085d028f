import { encodeLine } from '../../shared/src/geo/basemap.ts'
import type { BasemapFeature, BasemapLayer } from '../../shared/src/geo/basemap.ts'
import { interiorPoint, polygonAreaM2 } from '../../shared/src/geo/polygon.ts'
import type { Position } from '../../shared/src/geo/point.ts'
import type { Block } from './blocks.ts'
import { ANCHOR, bend, densify, lonLatOfPlan, toLonLat } from './frame.ts'
import type { Xy } from './frame.ts'
import { buildLabels } from './labels.ts'
import { METRO_PLAN, METRO_STOPS, tracks, waterways } from './landscape.ts'
import { outlineOf } from './lattice.ts'
import { AROUND, ELSEWHERE } from './names.ts'
import { nameCompounds, NUMBER_EVERY_M, placeLandmarks } from './places.ts'
import { createRandom } from './random.ts'
import { blockScenery } from './scenery.ts'
import type { Shape } from './scenery.ts'
import { insideOnly } from './streets.ts'
import { buildTown } from './town.ts'
import type { Community } from './town.ts'

const SEED = 1
const LABEL = {
  zh: '示意：虚构的边界、社区、道路与楼房，非测绘成果',
  en: 'Schematic, invented: boundary, communities, roads and houses are not surveyed',
}
const SCALE = { origin: ANCHOR, step: 1e-6 }

/** A8: 31 万东湖人. */
const POPULATION = 310_000

/** What is drawn over what; an island is a park, but lies on the water. */
const DRAWN: readonly (BasemapLayer | 'island')[] = [
  'land',
  'park',
  'relief',
  'field',
  'compound',
  'ground',
  'canal',
  'water',
  'island',
  'road',
  'building',
  'rail',
  'label',
]
const turnOf = ({ layer, kind }: BasemapFeature): number => DRAWN.indexOf(kind === 'island' ? 'island' : layer)

const steps = (line: readonly Xy[]): number[] => encodeLine(SCALE, line.map(toLonLat))
const blockRings = (blocks: readonly Block[]): Position[][] =>
  outlineOf(blocks.flatMap((block) => block.cells)).map((ring) => densify(ring, 110, true).map(lonLatOfPlan))
const closed = (ring: readonly Position[]): Position[] => [...ring, ring[0] as Position]
const lines = (items: readonly unknown[]): string => `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`
const featureCollection = (features: readonly unknown[]): string =>
  `{"type":"FeatureCollection","label":${JSON.stringify(LABEL)},"features":${lines(features)}}`

/** Shapes of one layer and kind become one feature an area, so a screen can leave out what it does not show. */
function gather(shapes: readonly { shape: Shape; area: string }[]): BasemapFeature[] {
  const groups = new Map<string, { feature: BasemapFeature; coords: number[][] }>()
  for (const { shape, area } of shapes) {
    const key = [
      shape.layer,
      shape.kind,
      shape.name ?? '',
      shape.widthM ?? '',
      shape.name === undefined ? area : '',
      shape.layer === 'label' ? steps(shape.lines[0] ?? []).join() : '',
    ].join('|')
    let group = groups.get(key)
    if (group === undefined) {
      const coords: number[][] = []
      const { layer, kind, name, widthM } = shape
      group = {
        coords,
        feature: { layer, kind, ...(name !== undefined && { name }), ...(widthM !== undefined && { widthM }), coords },
      }
      groups.set(key, group)
    }
    group.coords.push(...shape.lines.map(steps))
  }
  const roadOrder = ['path', 'lane', 'minor', 'secondary', 'arterial', 'expressway']
  return [...groups.values()]
    .map((group) => group.feature)
    .filter((feature) => feature.coords.length > 0)
    .sort(
      (a, b) =>
        turnOf(a) - turnOf(b) || (a.layer === 'road' ? roadOrder.indexOf(a.kind) - roadOrder.indexOf(b.kind) : 0),
    )
}

/** drawPlace makes every file of the demo place, by name. */
export function drawPlace(): Record<string, string> {
  const town = buildTown(SEED)
  const ground = town.boundary.map(bend)
  const compounds = nameCompounds(town)
  const { landmarks, schools, centreAt, centreHouses } = placeLandmarks(town)
  const communityOf = new Map<Block, Community>(
    town.communities.flatMap((community) => community.blocks.map((block) => [block, community] as const)),
  )

  const shapes: { shape: Shape; area: string }[] = []
  const put = (shape: Shape, area = ''): void => void shapes.push({ shape, area })
  const scenery = createRandom(SEED + 9)
  for (const block of town.blocks) {
    const own = town.compounds.filter((compound) => compound.block === block)
    for (const shape of blockScenery(block, own, schools.has(block), scenery)) put(shape, communityOf.get(block)?.id)
  }
  for (const water of waterways) {
    const { name, kind, widthM } = water
    put({ layer: 'canal', kind, widthM, ...(name && { name }), lines: insideOnly(water.line, ground) })
  }
  for (const { name, kind, widthM, line } of town.streets)
    put({ layer: 'road', kind, widthM, ...(name && { name }), lines: [line] })
  for (const track of tracks) {
    put({
      layer: track.kind === 'expressway' ? 'road' : 'rail',
      kind: track.kind,
      widthM: track.widthM,
      name: track.name,
      lines: insideOnly(track.line, ground),
    })
  }
  put({
    layer: 'rail',
    kind: 'metro',
    name: '轨道交通东湖线',
    widthM: 8,
    lines: insideOnly(densify(METRO_PLAN, 60).map(bend), ground),
  })
  put({ layer: 'rail', kind: 'station', lines: METRO_STOPS.map((stop) => [bend(stop.plan)]) })
  put({ layer: 'building', kind: 'public', lines: centreHouses }, 'centres')
  for (const shape of buildLabels(town.streets, town.boundary, town.blocks, compounds, landmarks)) put(shape)

  const grids = town.communities.flatMap((community) => community.grids)
  const communityRings = new Map(town.communities.map((community) => [community.id, blockRings(community.blocks)]))
  for (const community of town.communities) {
    const at = interiorPoint(communityRings.get(community.id) ?? [])
    shapes.push({ area: '', shape: { layer: 'label', kind: 'community', name: community.name, lines: [] } })
    const last = shapes.at(-1) as { shape: Shape }
    ;(last.shape.lines as Xy[][]).push([[(at.lon - ANCHOR[0]) * 96_096, (at.lat - ANCHOR[1]) * 110_858]])
  }

  const people = shareOut(
    town.communities.map((community) => peopleWeight(community, town.compounds)),
    POPULATION,
  )
  const boundary = blockRings(town.blocks)
  return {
    'boundary.geojson': featureCollection([
      {
        type: 'Feature',
        properties: {
          name: '东湖街道（示意）',
          code: '330113003',
          label: LABEL,
          areaM2: Math.round(polygonAreaM2(boundary)),
          crs: 'wgs84',
        },
        geometry: { type: 'Polygon', coordinates: boundary.map(closed) },
      },
    ]),
    'centres.json': `{"label":${JSON.stringify(LABEL)},"centres":${lines(
      town.communities.map((community, k) => {
        const [lon, lat] = toLonLat(centreAt.get(community.id) as Xy)
        return {
          id: community.id,
          name: community.name,
          kind: community.isVillage ? 'village' : 'community',
          point: { lat, lon },
          // 0571-8600 01xx: a made-up series, one number a centre
          phone: `0571-8600 ${String(101 + k).padStart(4, '0')}`,
          hasMicroCourt: k % 19 !== 17,
          population: people[k],
          gridIds: community.grids.map((grid) => grid.id),
        }
      }),
    )}}`,
    'communities.geojson': featureCollection(
      town.communities.map((community) => ({
        type: 'Feature',
        id: community.id,
        properties: { id: community.id, name: community.name },
        geometry: { type: 'Polygon', coordinates: (communityRings.get(community.id) ?? []).map(closed) },
      })),
    ),
    'grids.geojson': featureCollection(
      grids.map((grid) => ({
        type: 'Feature',
        id: grid.id,
        properties: { id: grid.id, name: grid.name, centreId: grid.centreId },
        geometry: { type: 'Polygon', coordinates: blockRings(grid.blocks).map(closed) },
      })),
    ),
    'basemap.json': `{"label":${JSON.stringify(LABEL)},"origin":${JSON.stringify(ANCHOR)},"step":${SCALE.step},"features":${lines(gather(shapes))}}`,
    'gazetteer.json': `{"label":${JSON.stringify(LABEL)},"origin":${JSON.stringify(ANCHOR)},"step":${SCALE.step},"numberEveryM":${NUMBER_EVERY_M},"around":${JSON.stringify(AROUND)},"elsewhere":${JSON.stringify(ELSEWHERE)},"roads":${lines(roadRows(town.streets))},"compounds":${lines(
      compounds.map(({ id, name, kind, aliases, address, grid, at, compound }) => ({
        id,
        name,
        kind,
        aliases,
        address,
        gridId: grid.id,
        at: steps([at]),
        houses: steps(compound.houses.map(({ rect }) => bend([(rect.u0 + rect.u1) / 2, (rect.v0 + rect.v1) / 2]))),
      })),
    )},"landmarks":${lines(landmarks.map(({ id, name, kind, aliases, address, grid, at }) => ({ id, name, kind, aliases, address, gridId: grid.id, at: steps([at]) })))}}`,
  }
}

function roadRows(streets: ReturnType<typeof buildTown>['streets']): unknown[] {
  const rows = new Map<string, { name: string; kind: string; aliases: string[]; paths: number[][] }>()
  const put = (name: string, kind: string, line: readonly Xy[]): void => {
    const row = rows.get(name) ?? { name, kind, aliases: [], paths: [] }
    row.paths.push(steps(line))
    rows.set(name, row)
  }
  for (const street of streets) if (street.name !== undefined) put(street.name, street.kind, street.line)
  for (const row of rows.values()) {
    // 东湖北路 is said 东湖路; 振兴东路 is said 振兴路; unless there is a road of that name
    const plain = row.name.replace(/[东西南北]路$/, '路')
    if (plain !== row.name && !rows.has(plain)) row.aliases.push(plain)
  }
  return [...rows.values()]
}

const peopleWeight = (
  community: Community,
  compounds: readonly { block: Block; kind: string; houses: readonly unknown[] }[],
): number =>
  400 +
  compounds
    .filter((one) => community.blocks.includes(one.block))
    .reduce((sum, one) => sum + one.houses.length * (one.kind === 'estate' ? 70 : 6), 0)

/** shareOut gives whole shares of a total, in proportion; what rounding leaves goes to the largest. */
function shareOut(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const shares = weights.map((weight) => Math.round((weight / sum) * total))
  const largest = shares.indexOf(Math.max(...shares))
  shares[largest] = (shares[largest] as number) + total - shares.reduce((a, b) => a + b, 0)
  return shares
}
