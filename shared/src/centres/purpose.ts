/** What people come to a centre for (A5); a window serves one of them, the general one everybody. */
export const PURPOSES = [
  { id: 'general', zh: '综合受理', en: 'General' },
  { id: 'petition', zh: '信访接待', en: 'Petitions' },
  { id: 'mediation', zh: '矛盾调解', en: 'Mediation' },
  { id: 'legalAid', zh: '法律援助', en: 'Legal aid' },
  { id: 'labour', zh: '劳动维权', en: 'Labour rights' },
] as const

export type Purpose = (typeof PURPOSES)[number]['id']
export const PURPOSE_IDS = PURPOSES.map((purpose) => purpose.id)

/** What a room of a centre is for. */
export const ROOM_PURPOSES = [
  { id: 'mediation', zh: '调解室', en: 'Mediation room' },
  { id: 'court', zh: '微法庭', en: 'Micro-court' },
  { id: 'reception', zh: '接访室', en: 'Reception room' },
  { id: 'counselling', zh: '心理疏导室', en: 'Counselling room' },
  { id: 'meeting', zh: '会商室', en: 'Meeting room' },
] as const

export type RoomPurpose = (typeof ROOM_PURPOSES)[number]['id']
export const ROOM_PURPOSE_IDS = ROOM_PURPOSES.map((purpose) => purpose.id)

const labelIn = (list: readonly { id: string; zh: string; en: string }[], id: string): { zh: string; en: string } =>
  list.find((one) => one.id === id) ?? { zh: id, en: id }

export const purposeLabel = (id: string): { zh: string; en: string } => labelIn(PURPOSES, id)
export const roomPurposeLabel = (id: string): { zh: string; en: string } => labelIn(ROOM_PURPOSES, id)
