/** What somebody brings beside being there (D3): suggestions prefer a fitting one. */
export const SKILLS = ['调解', '法律', '方言', '急救', '消防', '执法', '心理', '劳动监察'] as const
export type Skill = (typeof SKILLS)[number]

const EN: Record<Skill, string> = {
  调解: 'Mediation',
  法律: 'Law',
  方言: 'Dialect',
  急救: 'First aid',
  消防: 'Fire',
  执法: 'Enforcement',
  心理: 'Counselling',
  劳动监察: 'Labour inspection',
}
export const skillLabel = (skill: string): { zh: string; en: string } => ({
  zh: skill,
  en: EN[skill as Skill] ?? skill,
})

/** 专兼职结合 (D3): this is somebody's work, or beside it. */
export const EMPLOYMENTS = [
  { id: 'full', zh: '专职', en: 'Full-time' },
  { id: 'part', zh: '兼职', en: 'Part-time' },
] as const
export type Employment = (typeof EMPLOYMENTS)[number]['id']

export const UNIT_KINDS = [
  { id: 'person', zh: '人员', en: 'Person' },
  { id: 'team', zh: '小组', en: 'Team' },
  { id: 'vehicle', zh: '车辆', en: 'Vehicle' },
  // on the rota and never sent: whoever sits in the command room or answers a station's telephone
  { id: 'seat', zh: '值班席位', en: 'Duty seat' },
] as const
export type UnitKind = (typeof UNIT_KINDS)[number]['id']
