/** The levels of the tree (A2): 区 → 街道 → 指挥室、站所、科办、村社 → 分队、网格. */
export const ORGANISATION_KINDS = [
  { id: 'district', zh: '区', en: 'District' },
  { id: 'subdistrict', zh: '街道', en: 'Subdistrict' },
  { id: 'room', zh: '指挥室', en: 'Command room' },
  { id: 'station', zh: '站所', en: 'Station' },
  { id: 'department', zh: '科办', en: 'Department' },
  { id: 'team', zh: '分队', en: 'Squad' },
  { id: 'village', zh: '村社', en: 'Village or community' },
  { id: 'grid', zh: '网格', en: 'Grid' },
] as const

export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]['id']

export const ORGANISATION_KIND_IDS = ORGANISATION_KINDS.map((kind) => kind.id)

/** What may hang under what. `null` is the top: an installation that serves one street need not show its district. */
const UNDER: Record<OrganisationKind, readonly (OrganisationKind | null)[]> = {
  district: [null],
  subdistrict: ['district', null],
  room: ['subdistrict'],
  station: ['subdistrict'],
  department: ['subdistrict'],
  team: ['subdistrict', 'room', 'station'],
  // a village belongs to the street, or to one of its offices where the street is divided among them
  village: ['subdistrict', 'department'],
  grid: ['village'],
}

/** `mayHang` answers whether an organisation of one kind may stand directly under one of another. */
export const mayHang = (kind: OrganisationKind, under: OrganisationKind | null): boolean => UNDER[kind].includes(under)

/** Administrators make and move what is inside their street; the street itself and its district are made with it. */
export const isMadeInside = (kind: OrganisationKind): boolean => kind !== 'district' && kind !== 'subdistrict'

export const kindLabel = (id: string): { zh: string; en: string } =>
  ORGANISATION_KINDS.find((kind) => kind.id === id) ?? { zh: id, en: id }
