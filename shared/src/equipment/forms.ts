import { z } from 'zod'
import { idField, line, nameField, versionField } from '../people/forms.ts'
import { EQUIPMENT_CATEGORIES } from './ledger.ts'

/** What is written down of equipment: page and server obey the same. */

const MOST = 9_999
const quantityField = z
  .int()
  .refine((n) => n >= 1 && n <= MOST, { error: `1 to ${MOST}`, params: { zh: `须为 1–${MOST}` } })
const categoryField = z.enum(EQUIPMENT_CATEGORIES)
const reasonField = line(200)

const fields = z.strictObject({
  category: categoryField,
  name: nameField,
  /** With a number it is one thing; without, so many of a kind. */
  serial: line(40).nullable(),
  quantity: quantityField,
  organisationId: idField,
  place: line(50).nullable(),
})
const isOneThing = ({ serial, quantity }: { serial: string | null; quantity: number }) =>
  serial === null || quantity === 1
const ONE_THING = {
  error: 'a thing with a serial number is one',
  params: { zh: '有编号的装备按件登记，数量须为 1' },
  path: ['quantity'],
}

export const equipmentForm = fields.refine(isOneThing, ONE_THING)
export type EquipmentForm = z.output<typeof equipmentForm>
export const equipmentChange = fields.extend({ version: versionField }).refine(isOneThing, ONE_THING)

/** Out of service it has a reason; back in service it needs none. */
export const serviceForm = z.discriminatedUnion('inService', [
  z.strictObject({ version: versionField, inService: z.literal(false), reason: reasonField }),
  z.strictObject({ version: versionField, inService: z.literal(true) }),
])
export const vehicleServiceForm = z.discriminatedUnion('inService', [
  z.strictObject({ inService: z.literal(false), reason: reasonField }),
  z.strictObject({ inService: z.literal(true) }),
])

export const takeForm = z.strictObject({
  category: categoryField,
  /** Which one; without it the first that is free. */
  equipmentId: idField.nullable().default(null),
  quantity: quantityField.default(1),
  unitId: idField,
  incidentId: idField.nullable().default(null),
})
export type TakeForm = z.output<typeof takeForm>
