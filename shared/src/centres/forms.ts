import { z } from 'zod'
import { dutyField, idField, line, nameField, phoneField } from '../people/forms.ts'
import { PURPOSE_IDS, ROOM_PURPOSE_IDS } from './purpose.ts'

/** What an administrator writes down about a centre (A5, A6). Rooms and windows are part of it and obey its version. */

/** Who is called when something is up in the village or in one of its grids. */
const agentField = z.strictObject({
  name: nameField,
  phone: phoneField,
  /** Null: of the centre as a whole. */
  gridId: idField.nullable(),
})

/** A micro-court (B9) there is, or there is none: unsaid it cannot be. */
const microCourtField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('court'), name: nameField, judge: nameField, phone: phoneField }),
  z.strictObject({ kind: z.literal('none') }),
])

const roomField = z.strictObject({
  /** Null makes a new one; one that is left out is retired. */
  id: z.uuid().nullable(),
  name: nameField,
  purpose: z.enum(ROOM_PURPOSE_IDS),
  seats: z.int().min(1).max(500),
})

const windowField = z.strictObject({
  id: z.uuid().nullable(),
  number: z.int().min(1).max(99),
  name: nameField,
  purpose: z.enum(PURPOSE_IDS),
  /** Who sits there. */
  accountId: idField.nullable(),
})

const isTwice = (values: readonly unknown[]): boolean => new Set(values).size < values.length

export const centreForm = z.strictObject({
  address: line(100),
  phones: z
    .array(phoneField)
    .max(5)
    .refine((phones) => phones.length > 0, {
      error: 'at least one duty telephone',
      params: { zh: '至少填写一部值守电话' },
    }),
  /** Visitors who can wait at once. */
  capacity: z.int().min(1).max(2_000),
  hours: dutyField.readonly(),
  microCourt: microCourtField,
  agents: z
    .array(agentField)
    .max(60)
    .refine((agents) => agents.length > 0, {
      error: 'at least one agent',
      params: { zh: '至少登记一名代办员或网格员' },
    }),
  rooms: z
    .array(roomField)
    .max(30)
    .refine((rooms) => !isTwice(rooms.map((room) => room.name)), {
      error: 'two rooms of one name',
      params: { zh: '房间名称重复' },
    }),
  windows: z
    .array(windowField)
    .max(30)
    .refine((windows) => !isTwice(windows.map((window) => window.number)), {
      error: 'two windows of one number',
      params: { zh: '窗口号重复' },
    }),
})
export type CentreForm = z.output<typeof centreForm>
export type CentreAgent = CentreForm['agents'][number]
export type MicroCourt = CentreForm['microCourt']

export const visitForm = z.strictObject({
  purpose: z.enum(PURPOSE_IDS),
  /** Of the visitor; personal, and nobody has to give it. */
  name: nameField.nullable().default(null),
})
export type VisitForm = z.output<typeof visitForm>
