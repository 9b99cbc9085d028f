import { ROLES, type Role } from '../../shared/src/access/actor.ts'
import { audienceOf, showData } from '../../shared/src/access/audience.ts'
import { SCREEN_EVENTS, type ScreenEvent } from '../../shared/src/wire/screen-events.ts'
import { kindShown } from '../../server/src/board/show-event.ts'

/** Everybody's, or only that of the cases and the unit that are theirs. */
function told(role: Role, { kind, type }: ScreenEvent): string {
  const audience = audienceOf(role)
  if (!kindShown(audience, kind, type)) return ''
  const isPart = (audience === 'police' && kind === 'incident') || audience === 'unit'
  return isPart ? '◐' : '●'
}

export const liveRows = (): string[][] =>
  SCREEN_EVENTS.map((event) => [`\`${event.type}\``, ...ROLES.map((role) => told(role, event))])

const NUMBER = '13912345671'
/** Something for each field that shows what becomes of it. */
const SAMPLES: Record<string, unknown> = {
  location: { lat: 30.4, lon: 120.3 },
  place: { name: '映荷社区3幢' },
  classification: { flags: [], subtype: null, subtypes: [], reasons: [{ words: NUMBER }] },
  unitName: '王志明',
}

function shown(role: Role, field: string): string {
  const audience = audienceOf(role)
  if (!SCREEN_EVENTS.some((e) => e.personal.includes(field) && kindShown(audience, e.kind, e.type))) return ''
  const value = SAMPLES[field] ?? `电话${NUMBER}`
  const event = { type: 'x', caseId: 'unit-grid-07', data: {}, personal: { [field]: value } }
  const said = showData(audience, event)[field]
  if (said === undefined) return ''
  if (JSON.stringify(said) === JSON.stringify(value)) return '●'
  if (field === 'unitName') return '代号 call sign'
  if (field === 'classification' && audience === 'wall') return '类别 class only'
  return JSON.stringify(said).includes(NUMBER) ? '●' : '脱敏 masked'
}

/** What each role reads of the personal part of the events it is told of. */
export function fieldRows(): string[][] {
  const fields = [...new Set(SCREEN_EVENTS.flatMap((event) => event.personal))]
  return fields.map((field) => [`\`${field}\``, ...ROLES.map((role) => shown(role, field))])
}
