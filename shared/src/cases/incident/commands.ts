import { z } from 'zod'
import type { CommandName } from './lifecycle.ts'

/** The bodies of the incident commands: strict, an unknown field is refused by name (contract.md). */
const text = (max = 2_000) => z.string().trim().min(1).max(max)
const reason = text(500)
const id = z.string().min(1).max(64)
const instant = z.iso.datetime({ offset: true })

/** What any command from a device may carry; `sentAt` lets the server measure the phone's clock. */
const device = {
  occurredAt: instant.optional(),
  sentAt: instant.optional(),
  expectedVersion: z.int().min(0).optional(),
}
const ofDispatch = { dispatchId: id.optional(), ...device }
const point = z.strictObject({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  crs: z.enum(['wgs84', 'cgcs2000', 'gcj02', 'bd09']).default('wgs84'),
  accuracyM: z.number().min(0).optional(),
})

export const FLAGS = ['major', 'difficult', 'sensitive', 'confidential', 'watched'] as const

export const COMMAND_BODIES = {
  classify: z.strictObject({
    police: z.enum(['police', 'nonPolice', 'undecided']),
    dispute: z.boolean().optional(),
    category: text(40).optional(),
    subtype: text(40).nullable().optional(),
    severity: z.int().min(1).max(4).optional(),
    reason: reason.optional(),
    ...device,
  }),
  dispatch: z
    .strictObject({
      unitId: id.optional(),
      unitIds: z.array(id).min(1).max(10).optional(),
      content: text(500).optional(),
      /** Sends more force to an incident that has its lead unit already. */
      support: z.boolean().optional(),
      /** Redirect: the order that this one takes the place of. */
      replaces: id.optional(),
      evenOffDuty: z.boolean().optional(),
      /** 先期处置: departments that are told in the same breath. */
      notify: z.array(id).min(1).max(5).optional(),
      ...device,
    })
    .refine((b) => (b.unitId === undefined) !== (b.unitIds === undefined), {
      message: 'give unitId or unitIds, one of the two',
      path: ['unitId'],
    }),
  deliver: z.strictObject(ofDispatch),
  see: z.strictObject(ofDispatch),
  acknowledge: z.strictObject(ofDispatch),
  decline: z.strictObject({ reason, ...ofDispatch }),
  /** Whether anybody was reached by telephone (D33). */
  call: z.strictObject({ outcome: z.enum(['reached', 'unreached']), ...ofDispatch }),
  depart: z.strictObject({ delayReason: text(200).optional(), ...ofDispatch }),
  arrive: z.strictObject({ location: point.optional(), manualReason: text(200).optional(), ...ofDispatch }),
  /** 没有到: the product took a unit for arrived that only drove past. */
  retractArrival: z.strictObject(ofDispatch),
  report: z.strictObject({
    text: text().optional(),
    partiesPresent: z.enum(['both', 'one', 'none']).optional(),
    injured: z.boolean().optional(),
    policeNeeded: z.boolean().optional(),
    canSettle: z.boolean().optional(),
    ...ofDispatch,
  }),
  settle: z.strictObject({
    text: text().optional(),
    /** `noAction` and `transferred` need no first report, but a text that says why (domain.md §3.1). */
    outcome: z.enum(['settled', 'noAction', 'transferred']).optional(),
    transferTo: text(100).optional(),
    ...ofDispatch,
  }),
  handback: z.strictObject({
    facts: text(),
    parties: text().optional(),
    demands: text().optional(),
    risk: text().optional(),
    evidence: text().optional(),
    ...ofDispatch,
  }),
  /** 呼叫增援: how many more, and why; the desk is alarmed and sends them with one key. */
  callBackup: z.strictObject({ count: z.int().min(1).max(20).default(1), reason: text(200).optional(), ...ofDispatch }),
  transferPolice: z.strictObject({ reason: reason.optional(), ...device }),
  issueTicket: z.strictObject({
    organisationId: id.optional(),
    coOrganisationIds: z.array(id).max(10).optional(),
    title: text(200).optional(),
    content: text().optional(),
    ...device,
  }),
  merge: z.strictObject({ intoId: id, reason: reason.optional(), ...device }),
  acknowledgeNotice: z.strictObject({ noticeId: id, ...device }),
  flag: z.strictObject({ flag: z.enum(FLAGS), on: z.boolean().default(true), reason: reason.optional(), ...device }),
  /** Silences one alarm of the case, for everyone (domain.md §4.2): `new`, or the id of a clock. */
  attend: z.strictObject({ alarm: id, ...device }),
  note: z.strictObject({ text: text(), dispatchId: id.optional(), delayReason: text(200).optional(), ...device }),
  cancel: z.strictObject({ reason, ...device }),
  visit: z.strictObject({
    result: z.enum(['satisfied', 'basicallySatisfied', 'dissatisfied', 'unreached']).optional(),
    text: text().optional(),
    ...device,
  }),
  close: z.strictObject({ text: text().optional(), ...device }),
  reopen: z.strictObject({ reason, ...device }),
} as const satisfies Record<CommandName, z.ZodType>

export type CommandBody<N extends CommandName> = z.output<(typeof COMMAND_BODIES)[N]>
export type IncidentCommand = { [N in CommandName]: { name: N; body: CommandBody<N> } }[CommandName]
