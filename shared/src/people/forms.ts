import { z } from 'zod'
import { namesNobody } from '../access/call-sign.ts'
import { ROLES } from '../access/actor.ts'
import { FORCES } from '../duty/force.ts'
import { EMPLOYMENTS, SKILLS, UNIT_KINDS } from '../duty/skill.ts'
import { ORGANISATION_KIND_IDS } from '../organisation/kind.ts'

/** What administrators write down about people, units and organisations: the forms and the spreadsheets obey the same. */

const DAY_MINUTES = 1_440
const isLine = (text: string): boolean => !/\p{Cc}/u.test(text)
/** One line of text, not empty. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .refine((text) => text !== '', { error: 'must not be empty', params: { zh: '必填，不能为空' } })
    .refine((text) => text.length <= most, {
      error: `at most ${most} characters`,
      params: { zh: `最多 ${most} 个字` },
    })
    .refine(isLine, { error: 'holds a control character', params: { zh: '含有换行等控制字符' } })

export const nameField = line(50)
export const idField = z
  .string()
  .max(64)
  .refine((text) => text !== '', { error: 'choose one', params: { zh: '请选择' } })
export const versionField = z.int().min(1)

export const usernameField = z
  .string()
  .trim()
  .refine((text) => /^[a-z][a-z0-9._-]{2,31}$/.test(text), {
    error: '3 to 32 of a–z, 0–9, dot, underscore, hyphen; begins with a letter',
    params: { zh: '须为 3–32 位小写字母、数字或 . _ -，以字母开头' },
  })

/** A mobile number, or a land line with its area code; the demo's numbers are of lengths that nobody is called by. */
export const phoneField = z
  .string()
  .trim()
  .refine((text) => /^(?:\+?86[- ]?)?(?:1\d{10}|0\d{2,3}[- ]?\d{4} ?\d{3,4}|\d{3,8})$/.test(text), {
    error: 'not a telephone number: 11 digits, or a land line with its area code',
    params: { zh: '不是有效的电话号码（11 位手机号，或带区号的座机）' },
  })

export const dutyField = z
  .array(
    z
      .strictObject({
        fromMinute: z
          .int()
          .min(0)
          .max(DAY_MINUTES - 1),
        toMinute: z.int().min(0).max(DAY_MINUTES),
      })
      .refine((stretch) => stretch.fromMinute !== stretch.toMinute, {
        error: 'a stretch begins and ends at the same minute',
        params: { zh: '起止时间相同' },
      }),
  )
  .max(6)

export const accountForm = z.strictObject({
  name: nameField,
  role: z.enum(ROLES),
  organisationId: idField,
  unitId: idField.nullable(),
})
export type AccountForm = z.output<typeof accountForm>

/** Stands on walls, where nobody's name may: a number, or the name of a team, a vehicle or a post. */
export const callSignField = line(53).refine(namesNobody, {
  error: 'a call sign is force and number (网格 07), or the name of a team or vehicle; never of a person',
  params: { zh: '呼号须为“类别 编号”（如 网格 07），或小组、车辆名称，不能是人名' },
})

export const unitForm = z.strictObject({
  name: nameField,
  kind: z.enum(UNIT_KINDS.map((kind) => kind.id)),
  force: z.enum(FORCES.map((force) => force.id)),
  employment: z.enum(EMPLOYMENTS.map((employment) => employment.id)),
  tier: z.literal([1, 2, 3]),
  skills: z.array(z.enum(SKILLS)).max(SKILLS.length),
  organisationId: idField,
  /** What walls call it; none keeps the one it has, or gives a new unit the first that is free. */
  callSign: callSignField.nullable().default(null),
  phone: phoneField.nullable(),
  duty: dutyField,
  /** Of a team, the lead first (D6). */
  members: z.array(nameField).max(40),
  /** What a vehicle carries (D7). */
  equipment: z.array(line(50)).max(40),
})
export type UnitForm = z.output<typeof unitForm>

export const organisationForm = z.strictObject({
  kind: z.enum(ORGANISATION_KIND_IDS),
  name: nameField,
  parentId: idField,
  phone: phoneField.nullable(),
})
export type OrganisationForm = z.output<typeof organisationForm>
