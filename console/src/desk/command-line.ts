import type { BoardUnit } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Act } from '../case/acts.ts'
import { matchRank, rankMatches } from '../case/pinyin-initials.ts'

/** A word the command bar knows; `name` is what stands in the line, in the person's language. */
export type Verb = { id: Act | 'search' | 'newAlert'; name: string; also: readonly string[] }

/** What a finished line asks for. */
export type Order =
  | { kind: 'act'; act: Act; incidentId: string; unitId?: string; text?: string }
  | { kind: 'open'; incidentId: string }
  | { kind: 'search'; words: string }
  | { kind: 'newAlert' }

export type Candidate = {
  id: string
  label: string
  hint: string
  /** The line once Tab has taken it. */ line: string
  order: Order | null
}

export type LineWorld = {
  verbs: readonly Verb[]
  /** Most urgent first. */
  incidents: readonly IncidentState[]
  units: readonly BoardUnit[]
  selectedId: string | null
  wordsOf: (incident: IncidentState) => string
}

export type Line = { candidates: Candidate[]; order: Order | null }

const MOST = 7

const namesOf = (verb: Verb): readonly string[] => [verb.name, ...verb.also]

const verbRank = (verb: Verb, typed: string): number | undefined => {
  const ranks = namesOf(verb).flatMap((name) => matchRank(name, typed) ?? [])
  return ranks.length > 0 ? Math.min(...ranks) : undefined
}

export function findVerbs(verbs: readonly Verb[], typed: string): Verb[] {
  return verbs
    .flatMap((verb) => {
      const rank = verbRank(verb, typed)
      // from its beginning alone: "单" inside 派单 must not send anybody
      return rank === undefined || rank > 2 ? [] : [{ verb, rank }]
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ verb }) => verb)
}

/** `0017`, `17` or the whole `20261124-0017`: the end of the number, as people say it. */
export function findByNo(incidents: readonly IncidentState[], typed: string): IncidentState | undefined {
  if (!/^[\d-]+$/.test(typed)) return undefined
  return (
    incidents.find((i) => i.no === typed) ??
    incidents.find((i) => Number(i.no.split('-').at(-1)) === Number(typed) && !typed.includes('-'))
  )
}

/**
 * `readLine` says what a line means so far: `verb [number] [unit or words]`. Without a number the selected incident is
 * meant; a line that begins with no verb looks for an incident. It never guesses a unit: two that fit are two choices.
 */
export function readLine(line: string, world: LineWorld): Line {
  const text = line.replace(/^\s*[/／、]\s*/, '')
  const parts = text.split(/\s+/)
  const head = parts[0] ?? ''
  const isMore = parts.length > 1
  const verbs = head === '' ? [...world.verbs] : findVerbs(world.verbs, head)
  const verb = isMore ? (verbs.find((v) => verbRank(v, head) === 0) ?? verbs[0]) : undefined
  if (verb === undefined)
    return {
      candidates: [...verbs.map((v) => verbCandidate(v, world)), ...incidentCandidates(text, '', world)].slice(0, MOST),
      order: soleOrder(verbs, head, world),
    }
  return readRest(verb, parts.slice(1), world)
}

function verbCandidate(verb: Verb, world: LineWorld): Candidate {
  return {
    id: `verb-${verb.id}`,
    label: verb.name,
    hint: verb.also.join(' '),
    line: `${verb.name} `,
    order: orderOf(verb, undefined, [], world),
  }
}

/** A whole verb alone acts on the selected incident: `/警务`. */
const soleOrder = (verbs: readonly Verb[], head: string, world: LineWorld): Order | null => {
  const exact =
    verbs.find((verb) => head !== '' && verbRank(verb, head) === 0) ?? (verbs.length === 1 ? verbs[0] : undefined)
  return exact ? orderOf(exact, undefined, [], world) : null
}

function readRest(verb: Verb, rest: readonly string[], world: LineWorld): Line {
  if (verb.id === 'search')
    return { candidates: incidentCandidates(rest.join(' '), '', world), order: orderOf(verb, undefined, rest, world) }
  if (verb.id === 'newAlert') return { candidates: [], order: { kind: 'newAlert' } }
  const named = findByNo(world.incidents, rest[0] ?? '')
  const words = named ? rest.slice(1) : rest
  const start = `${verb.name} ${named ? `${shortNo(named)} ` : ''}`
  const typed = words.join(' ').trim()
  if (verb.id !== 'dispatch') {
    const candidates =
      named || (typed === '' && rest[0] !== '') ? [] : incidentCandidates(typed, `${verb.name} `, world)
    return { candidates, order: orderOf(verb, named, words, world) }
  }
  const free = world.units.filter((unit) => unit.onDuty && unit.incidentId === null)
  const units = rankMatches(free, typed, (unit) => unit.name)
  const sole =
    typed === ''
      ? undefined
      : (units.find((unit) => matchRank(unit.name, typed) === 0) ?? (units.length === 1 ? units[0] : undefined))
  const target = named?.id ?? world.selectedId
  const candidates = units.slice(0, MOST).map((unit): Candidate => ({
    id: `unit-${unit.id}`,
    label: unit.name,
    hint: named ? shortNo(named) : '',
    line: `${start}${unit.name}`,
    order: target ? { kind: 'act', act: 'dispatch', incidentId: target, unitId: unit.id } : null,
  }))
  const byWords = named || candidates.length > 0 ? [] : incidentCandidates(typed, `${verb.name} `, world)
  const order: Order | null =
    target && (typed === '' || sole)
      ? { kind: 'act', act: 'dispatch', incidentId: target, ...(sole ? { unitId: sole.id } : {}) }
      : null
  return { candidates: [...candidates, ...byWords].slice(0, MOST), order }
}

function orderOf(
  verb: Verb,
  named: IncidentState | undefined,
  words: readonly string[],
  world: LineWorld,
): Order | null {
  if (verb.id === 'newAlert') return { kind: 'newAlert' }
  const text = words.join(' ').trim()
  if (verb.id === 'search') return text === '' ? null : { kind: 'search', words: text }
  const incidentId = named?.id ?? world.selectedId
  return incidentId === null ? null : { kind: 'act', act: verb.id, incidentId, ...(text === '' ? {} : { text }) }
}

function incidentCandidates(typed: string, before: string, world: LineWorld): Candidate[] {
  if (typed.trim() === '') return []
  const byNo = findByNo(world.incidents, typed.trim())
  const found = byNo ? [byNo] : world.incidents.filter((i) => `${i.no} ${world.wordsOf(i)}`.includes(typed.trim()))
  return found.slice(0, MOST).map((incident) => ({
    id: `incident-${incident.id}`,
    label: `${shortNo(incident)} ${world.wordsOf(incident)}`,
    hint: '',
    line: `${before}${shortNo(incident)} `,
    order: before === '' ? { kind: 'open', incidentId: incident.id } : null,
  }))
}

const shortNo = (incident: IncidentState): string => incident.no.split('-').at(-1) ?? incident.no
