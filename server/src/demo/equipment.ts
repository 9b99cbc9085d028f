import { eq } from 'drizzle-orm'
import type { EquipmentCategory } from '@liandong/shared/equipment/ledger.ts'
import { newId } from '../platform/ids.ts'
import type { Tx } from '../store/database.ts'
import { equipment, organisation } from '../store/schema.ts'
import { COMMAND_ROOM_ID, SUBDISTRICT_ID } from './roster/organisations.ts'

const things = (category: EquipmentCategory, name: string, sign: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    category,
    name,
    serial: `${sign}-${String(i + 1).padStart(3, '0')}`,
    quantity: 1,
  }))
const lot = (category: EquipmentCategory, name: string, quantity: number) => [
  { category, name, serial: null, quantity },
]

/** What a room of this size has in its cupboard. */
const DEMO_EQUIPMENT = [
  ...things('recorder', '执法记录仪', 'JL', 4),
  ...things('radio', '对讲机', 'DJ', 6),
  ...lot('vest', '防刺服', 8),
  ...lot('tape', '警戒带', 10),
  ...lot('firstAid', '急救包', 3),
  ...things('drone', '无人机', 'WR', 1),
]

/** The demo's ledger, where there is none yet: what was taken out of it since stays out. */
export async function seedEquipment(tx: Tx, now: number): Promise<void> {
  const [seeded] = await tx.select({ id: equipment.id }).from(equipment).limit(1)
  if (seeded) return
  const [room] = await tx.select({ id: organisation.id }).from(organisation).where(eq(organisation.id, COMMAND_ROOM_ID))
  if (!room) return
  const common = { subdistrictId: SUBDISTRICT_ID, organisationId: room.id, place: '装备间' }
  await tx.insert(equipment).values(DEMO_EQUIPMENT.map((item, i) => ({ id: newId(now + i), ...common, ...item })))
}
