/** The seven kinds of responders (D2), in the order of the implementation plan. */
export const FORCES = [
  { id: 'office', zh: '街道职能科室干部', en: 'Subdistrict office staff' },
  { id: 'platform', zh: '基层治理四平台下沉力量', en: 'Staff posted from the four platforms' },
  { id: 'village', zh: '村社干部', en: 'Village and community cadres' },
  { id: 'grid', zh: '网格长（员）', en: 'Grid leaders' },
  { id: 'fullTime', zh: '专职力量', en: 'Full-time squad' },
  { id: 'mediation', zh: '社会调解组织力量', en: 'Mediation organisations' },
  { id: 'volunteer', zh: '群防群治力量', en: 'Volunteers' },
] as const

export type Force = (typeof FORCES)[number]['id']

export const forceLabel = (id: string): { zh: string; en: string } =>
  FORCES.find((force) => force.id === id) ?? { zh: id, en: id }
