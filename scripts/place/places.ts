import { middleOf } from './blocks.ts'
import type { Block } from './blocks.ts'
import { isClear } from './compounds.ts'
import type { Compound } from './compounds.ts'
import { bend, distance, distanceToLine, holds } from './frame.ts'
import type { Xy } from './frame.ts'
import { HILL, LAKE, METRO_STOPS } from './landscape.ts'
import { TOWN_CORE } from './lattice.ts'
import {
  estateName,
  factoryName,
  hamletName,
  GREAT_MARKETS,
  GREAT_SCHOOLS,
  MALLS,
  OFFICES,
  PARK_LAST,
  SCHOOL_LAST,
} from './names.ts'
import type { Community, Grid, Town } from './town.ts'
import { houseRing } from './scenery.ts'
import type { Street } from './streets.ts'

export interface NamedCompound {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: 'estate' | 'hamlet'
  readonly compound: Compound
  readonly grid: Grid
  readonly at: Xy
  readonly address?: string
}

export interface Landmark {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: string
  readonly grid: Grid
  readonly at: Xy
  readonly address?: string
}

/** One house number every so many metres of a street, odd on one side, even on the other. */
export const NUMBER_EVERY_M = 6

/** addressOf looks up the nearest street with a name and the house number there. */
export function addressOf(at: Xy, streets: readonly Street[]): string | undefined {
  const walked = new Map<string, number>()
  let best: { name: string; number: number; away: number } | undefined
  for (const street of streets) {
    if (street.name === undefined) continue
    const before = walked.get(street.name) ?? 0
    let along = 0
    // the gate is on the greater street, even when a side street is nearer
    const frontage = street.kind === 'arterial' ? 80 : street.kind === 'secondary' ? 40 : 0
    street.line.forEach((point, k) => {
      const from = street.line[k - 1]
      if (from === undefined) return
      const length = distance(from, point)
      const away = distanceToLine([from, point], at)
      if (away < 420 && (best === undefined || away - frontage < best.away)) {
        const t =
          ((at[0] - from[0]) * (point[0] - from[0]) + (at[1] - from[1]) * (point[1] - from[1])) / (length * length)
        const isLeft = (point[0] - from[0]) * (at[1] - from[1]) - (point[1] - from[1]) * (at[0] - from[0]) > 0
        const rough = Math.round((before + along + Math.max(0, Math.min(1, t)) * length) / NUMBER_EVERY_M)
        const number = Math.max(1, rough - (rough % 2) + (isLeft ? 1 : 2))
        best = { name: street.name as string, number, away: away - frontage }
      }
      along += length
    })
    walked.set(street.name, before + along)
  }
  return best === undefined ? undefined : `${best.name}${best.number}号`
}

const shortOf = (name: string): string => name.replace(/(社区|村)$/, '')

/** How people type a name: 小区 tacked on, 苑 園 院 mixed up, 幢 left to the address reader. */
function variantsOf(name: string): string[] {
  const variants = [`${name}小区`]
  if (name.endsWith('苑')) variants.push(name.replace(/苑$/, '院'), name.replace(/苑$/, '园'))
  if (name.endsWith('华庭')) variants.push(name.replace(/庭$/, '亭'), name.replace(/庭$/, '廷'))
  if (/(花园|家园|嘉园|公寓|名苑|雅苑|景苑|新城|华庭|新村)$/.test(name))
    variants.push(name.replace(/(花园|家园|嘉园|公寓|名苑|雅苑|景苑|新城|华庭|新村)$/, '小区'))
  return variants
}

export function nameCompounds(town: Town): NamedCompound[] {
  const gridOf = new Map<Block, Grid>()
  for (const community of town.communities)
    for (const grid of community.grids) for (const block of grid.blocks) gridOf.set(block, grid)
  const communityOf = new Map<string, Community>(town.communities.map((community) => [community.id, community]))
  const ownNames = new Map<string, number>()
  const used = new Set<string>(town.communities.map((community) => shortOf(community.name)))
  let estates = 0
  let hamlets = 0
  const ordered = [...town.compounds].sort(
    (a, b) => distance(middleOf(a.rect), TOWN_CORE) - distance(middleOf(b.rect), TOWN_CORE),
  )
  const named = ordered.map((compound, n): NamedCompound => {
    const grid = gridOf.get(compound.block) as Grid
    const community = communityOf.get(grid.centreId) as Community
    const own = ownNames.get(community.id) ?? 0
    let name = ''
    if (compound.kind === 'estate' && own < 2) {
      // each community lends its name to its oldest estates
      name = `${shortOf(community.name)}${own === 0 ? '苑' : '新村'}`
      ownNames.set(community.id, own + 1)
    }
    while (name === '' || used.has(name))
      name = compound.kind === 'estate' ? estateName(estates++) : hamletName(hamlets++)
    used.add(name)
    const at = bend(middleOf(compound.rect))
    const address = addressOf(at, town.streets)
    const aliases = compound.kind === 'estate' ? variantsOf(name) : [`${name}组`, `${name}自然村`]
    return {
      id: `compound-${String(n + 1).padStart(3, '0')}`,
      name,
      kind: compound.kind,
      aliases,
      compound,
      grid,
      at,
      ...(address && { address }),
    }
  })
  // a variant that is another place's name, or shared by two, says nothing
  const count = new Map<string, number>()
  for (const { aliases } of named) for (const alias of aliases) count.set(alias, (count.get(alias) ?? 0) + 1)
  return named.map((one) => ({
    ...one,
    aliases: one.aliases.filter((alias) => !used.has(alias) && count.get(alias) === 1),
  }))
}

const MOST_SCHOOLS = 15
const MOST_PARKS = 26

export interface Placed {
  readonly landmarks: readonly Landmark[]
  /** blocks drawn as school yards */
  readonly schools: ReadonlySet<Block>
  /** the small house of each community centre */
  readonly centreAt: ReadonlyMap<string, Xy>
  readonly centreHouses: readonly (readonly Xy[])[]
}

/** placeLandmarks hands the names out to blocks of the right use, from the middle of the town outwards. */
export function placeLandmarks(town: Town): Placed {
  const gridOf = new Map<Block, Grid>()
  for (const community of town.communities)
    for (const grid of community.grids) for (const block of grid.blocks) gridOf.set(block, grid)
  const communityOf = new Map<string, Community>(town.communities.map((community) => [community.id, community]))
  const landmarks: Landmark[] = []
  const add = (name: string, kind: string, at: Xy, grid: Grid, aliases: readonly string[] = []): void => {
    const address = kind === 'park' || kind === 'lake' || kind === 'hill' ? undefined : addressOf(at, town.streets)
    landmarks.push({
      id: `landmark-${String(landmarks.length + 1).padStart(3, '0')}`,
      name,
      kind,
      at,
      grid,
      aliases,
      ...(address && { address }),
    })
  }
  const outwards = town.blocks
    .filter((block) => block.rect !== undefined && block.special === undefined)
    .sort((a, b) => distance(a.centre, TOWN_CORE) - distance(b.centre, TOWN_CORE))
  const ofUse = (use: Block['use']): Block[] => outwards.filter((block) => block.use === use)
  const groundPoint = (block: Block): Xy => bend(block.centre)
  const gridFor = (block: Block): Grid => gridOf.get(block) as Grid

  const publicBlocks = ofUse('public')
  const roomy = publicBlocks.filter(
    ({ rect }) =>
      rect !== undefined &&
      rect.u1 - rect.u0 > 190 &&
      rect.v1 - rect.v0 > 170 &&
      isClear({ u0: rect.u0 + 20, u1: rect.u1 - 20, v0: rect.v0 + 20, v1: rect.v1 - 20 }, 0),
  )
  const schools = new Set<Block>()
  for (const block of roomy.slice(1)) {
    const isSpread = [...schools].every((other) => distance(other.centre, block.centre) > 650)
    if (isSpread && schools.size < MOST_SCHOOLS) schools.add(block)
  }
  const taken = new Set<string>()
  const localName = (block: Block, lasts: readonly string[]): string | undefined => {
    const short = shortOf((communityOf.get(gridFor(block).centreId) as Community).name)
    const name = lasts.map((last) => `${short}${last}`).find((one) => !taken.has(one))
    if (name !== undefined) taken.add(name)
    return name
  }
  ;[...schools].forEach((block, k) => {
    const great = k % 3 === 1 ? GREAT_SCHOOLS[(k - 1) / 3] : undefined
    const name = great ?? localName(block, [SCHOOL_LAST[k % SCHOOL_LAST.length] as string, ...SCHOOL_LAST])
    if (name !== undefined)
      add(name, 'school', groundPoint(block), gridFor(block), name === '东湖第一小学' ? ['东湖一小'] : [])
  })
  const officeBlocks = publicBlocks.filter((block) => !schools.has(block))
  const shops = ofUse('commercial')
  const spots = [...officeBlocks, ...shops.slice(-4)]
  OFFICES.forEach((office, k) => {
    const block = spots[k % spots.length] as Block
    const shift = Math.floor(k / spots.length) * 60
    add(office.name, office.kind, bend([block.centre[0] + shift, block.centre[1]]), gridFor(block), office.aliases)
  })
  shops.forEach((block, k) => {
    const mall = MALLS[k / 2]
    if (k % 2 === 0 && mall !== undefined) return add(mall, 'mall', groundPoint(block), gridFor(block))
    const market = k % 4 === 1 ? GREAT_MARKETS[(k - 1) / 4] : undefined
    const name = market ?? localName(block, ['农贸市场', '菜场'])
    if (name !== undefined)
      add(
        name,
        'market',
        groundPoint(block),
        gridFor(block),
        name.endsWith('农贸市场') ? [name.replace('农贸市场', '菜市场')] : [],
      )
  })
  ofUse('industrial')
    .slice(0, 46)
    .forEach((block, k) => {
      const full = factoryName(k)
      add(
        full,
        'factory',
        groundPoint(block),
        gridFor(block),
        [full.replace(/厂$/, '有限公司')].filter((alias) => alias !== full),
      )
    })
  ofUse('green')
    .slice(0, MOST_PARKS)
    .forEach((block) => {
      const name = localName(block, PARK_LAST)
      if (name !== undefined) add(name, 'park', groundPoint(block), gridFor(block))
    })
  for (const [place, special, kind] of [
    [LAKE, 'lake', 'lake'],
    [HILL, 'hill', 'hill'],
  ] as const) {
    const block = town.blocks.find((one) => one.special === special) as Block
    add(
      kind === 'lake' ? '东湖公园' : '安平山公园',
      'park',
      bend(block.centre),
      gridFor(block),
      kind === 'hill' ? [place.name] : [`${place.name}景区`],
    )
  }
  for (const stop of METRO_STOPS) {
    // the entrance, off the crossing: a place on the line between grids belongs to none for sure
    const entrance: Xy = [stop.plan[0] + 32, stop.plan[1] - 38]
    const under = town.blocks.find((block) => block.cells.some((cell) => holds(cell.ring, entrance))) as Block
    add(stop.name, 'station', bend(entrance), gridFor(under), [`地铁${stop.name}`, stop.name.replace(/站$/, '地铁站')])
  }
  const centreAt = new Map<string, Xy>()
  const centreHouses: Xy[][] = []
  for (const community of town.communities) {
    const near = community.blocks
      .filter((block) => block.rect !== undefined)
      .sort((a, b) => distance(a.centre, community.centre) - distance(b.centre, community.centre))
    const block =
      near.find((one) => one.use === 'residential' || one.use === 'village' || one.use === 'public') ??
      near[0] ??
      (community.blocks[0] as Block)
    const { rect } = block
    const plan: Xy = rect === undefined ? block.centre : [rect.u0 + Math.min(40, (rect.u1 - rect.u0) / 3), rect.v0 - 2]
    const at = bend(plan)
    centreAt.set(community.id, at)
    if (rect !== undefined)
      centreHouses.push(houseRing({ u0: plan[0] - 13, u1: plan[0] + 13, v0: rect.v0 + 1, v1: rect.v0 + 11 }))
    const short = shortOf(community.name)
    add(
      `${short}${community.isVillage ? '村' : '社区'}社会治理中心`,
      'centre',
      at,
      gridFor(block),
      [
        `${community.name}党群服务中心`,
        `${community.name}服务中心`,
        `${community.name}居委会`,
        `${short}村委会`,
      ].filter((alias) => community.isVillage || !alias.endsWith('村委会')),
    )
  }
  return { landmarks, schools, centreAt, centreHouses }
}
