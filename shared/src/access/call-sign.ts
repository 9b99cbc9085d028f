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

/** What is a team, a vehicle or a post by its name; everything else may be somebody's name. */
const NO_PERSON =
  /^(?=.{4,})(?:.*(?:分队|小组|组|中队|大队|支队|救援队|巡逻车|中心|派出所|站|室))$|\d\s*[号车组队班]|^\p{Script=Han}+ \d{2,3}$/u

/**
 * `callSign` is what a wall calls a unit. A wall carries no name of any person, not even the family name: a person is
 * force and number (网格 07), told from the unit's id so that it is the same on every screen and every day.
 */
export function callSign(unit: { id: string; name: string }): string {
  if (NO_PERSON.test(unit.name)) return unit.name
  const [, force = '', number] = /^unit-([a-zA-Z]+)-?(\d+)?$/.exec(unit.id) ?? []
  const known = SHORT[force] ?? SHORT.fullTime
  return `${known} ${number === undefined || SHORT[force] === undefined ? hashed(unit.id) : number.padStart(2, '0')}`
}

/** Three digits from an id that has none: the same ones always (FNV-1a). */
function hashed(id: string): string {
  let hash = 0x811c9dc5
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return String((hash >>> 0) % 1_000).padStart(3, '0')
}
