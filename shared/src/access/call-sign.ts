const SHORT: Record<string, string> = {
  office: '科室',
  platform: '平台',
  village: '村社',
  grid: '网格',
  fullTime: '联动队',
  squad: '联动队',
  mediation: '调解',
  volunteer: '群防',
}

/** What is a team, a vehicle, a post or a number by its name; everything else may be somebody's name. */
const NO_PERSON =
  /^(?=.{4,})(?:.*(?:分队|小组|组|中队|大队|支队|救援队|巡逻车|中心|派出所|站|室))$|\d\s*[号车组队班]|^\p{Script=Han}+ \d{2,3}$/u

/** Is this a name that no person bears? Only such a one may stand on a wall. */
export const namesNobody = (name: string): boolean => NO_PERSON.test(name)

type Called = { id: string; name: string; callSign?: string | undefined }

/**
 * `callSign` is what a wall calls a unit. A wall carries no name of any person, not even the family name: a person is
 * force and number (网格 07), kept with the unit, so it is the same on every screen and every day and nobody else's.
 * An order from before the sign was kept has it told from the unit's id.
 */
export function callSign(unit: Called): string {
  if (unit.callSign) return unit.callSign
  if (namesNobody(unit.name)) return unit.name
  const [, force = '', number] = /^unit-([a-zA-Z]+)-?(\d+)?$/.exec(unit.id) ?? []
  const known = SHORT[force] ?? SHORT.fullTime
  return `${known} ${number === undefined || SHORT[force] === undefined ? hashed(unit.id) : number.padStart(2, '0')}`
}

/** The first free sign: a team or a vehicle by its name, a person by the force and a number. */
export function freeCallSign(unit: { name: string; force: string }, taken: ReadonlySet<string>): string {
  const isNamed = namesNobody(unit.name)
  if (isNamed && !taken.has(unit.name)) return unit.name
  const stem = isNamed ? unit.name : (SHORT[unit.force] ?? SHORT.fullTime)
  for (let n = isNamed ? 2 : 1; ; n += 1) {
    const sign = `${stem} ${String(n).padStart(2, '0')}`
    if (!taken.has(sign)) return sign
  }
}

type Signed = { name: string; force: string; callSign: string | null }

/** Which sign a unit has once this form is saved: the one asked for, or its own, or a free one. */
export function callSignAfter(form: Signed, before: Signed | undefined, taken: ReadonlySet<string>): string {
  const asked = form.callSign ?? before?.callSign ?? null
  // what goes by its name goes by its new name
  const follows = before !== undefined && asked === before.name && form.name !== before.name
  return asked === null || follows ? freeCallSign(form, taken) : asked
}

/** Three digits from an id that has none: the same ones always (FNV-1a). */
function hashed(id: string): string {
  let hash = 0x811c9dc5
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return String((hash >>> 0) % 1_000).padStart(3, '0')
}
