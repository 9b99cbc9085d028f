/** What a room hands out; a site that has something else calls it `other` and names it. */
export const EQUIPMENT_CATEGORIES = [
  'recorder',
  'radio',
  'vest',
  'shield',
  'tape',
  'firstAid',
  'extinguisher',
  'lamp',
  'drone',
  'other',
] as const
export type EquipmentCategory = (typeof EQUIPMENT_CATEGORIES)[number]

/** Somebody has so many of it. */
export type OpenUse = { id: string; quantity: number; unitId: string; takenAt: string; incidentNo: string | null }

/** An item as the rules need it: one thing with a serial number, or so many of a kind. */
export type Stock = {
  id: string
  category: EquipmentCategory
  name: string
  serial: string | null
  quantity: number
  outOfService: { reason: string; since: string } | null
  uses: readonly OpenUse[]
}

export const takenOf = ({ uses }: Pick<Stock, 'uses'>): number => uses.reduce((sum, use) => sum + use.quantity, 0)

/** How many of an item could be handed out now. */
export const freeOf = (item: Pick<Stock, 'quantity' | 'uses' | 'outOfService'>): number =>
  item.outOfService ? 0 : Math.max(0, item.quantity - takenOf(item))

export type StockState = 'free' | 'inUse' | 'outOfService'

/** 在用 as soon as nothing of it is left to hand out. */
export const stateOf = (item: Pick<Stock, 'quantity' | 'uses' | 'outOfService'>): StockState =>
  item.outOfService ? 'outOfService' : freeOf(item) > 0 ? 'free' : 'inUse'

export type Wanted = { category: EquipmentCategory; equipmentId?: string | null | undefined; quantity: number }

/** Who has what there is: whom to ask for it. */
export type Holder = { name: string; serial: string | null; unitId: string; since: string; incidentNo: string | null }

export type Picked =
  | { ok: true; item: Stock }
  | { ok: false; why: 'unknown' }
  /** The one that was named is not to be had, others of its kind are. */
  | { ok: false; why: 'thisNotFree'; state: StockState; free: { id: string; name: string; serial: string | null }[] }
  /** Nothing of this kind is free (D7): who has it, and what is broken. */
  | { ok: false; why: 'noneFree'; holders: Holder[]; broken: number; free: number }

/**
 * `pickItem` says which item is handed out, of all of one category. Named, it is that one or none; else the first that
 * has enough. `stock` is in the order it is to be handed out in.
 */
export function pickItem(stock: readonly Stock[], { category, equipmentId, quantity }: Wanted): Picked {
  const kind = stock.filter((item) => item.category === category)
  const named = equipmentId ? kind.find((item) => item.id === equipmentId) : undefined
  if (equipmentId && !named) return { ok: false, why: 'unknown' }
  const item = named ?? kind.find((one) => freeOf(one) >= quantity)
  if (item && freeOf(item) >= quantity) return { ok: true, item }
  const free = kind.filter((one) => freeOf(one) >= quantity)
  if (named && free.length > 0) {
    const others = free.map(({ id, name, serial }) => ({ id, name, serial }))
    return { ok: false, why: 'thisNotFree', state: stateOf(named), free: others }
  }
  const holders = kind.flatMap(({ name, serial, uses }) =>
    uses.map(({ unitId, takenAt, incidentNo }) => ({ name, serial, unitId, since: takenAt, incidentNo })),
  )
  const broken = kind.filter((one) => one.outOfService).length
  return { ok: false, why: 'noneFree', holders, broken, free: kind.reduce((sum, one) => sum + freeOf(one), 0) }
}
