/** Where an organisation stands from one instant to another, epoch ms; `until` is not included, null is "still". */
export type Placement = {
  readonly organisationId: string
  readonly parentId: string | null
  readonly name: string
  readonly from: number
  readonly until: number | null
}

const holdsAt = (placement: Placement, at: number): boolean =>
  placement.from <= at && (placement.until === null || at < placement.until)

/** `placementAt` is where one organisation stood at an instant; undefined before it was and after it was closed. */
export const placementAt = (
  placements: readonly Placement[],
  organisationId: string,
  at: number,
): Placement | undefined => placements.find((one) => one.organisationId === organisationId && holdsAt(one, at))

/** `ancestorsAt` is what stood above it at an instant, the nearest first (A2: an old case keeps its old parents). */
export function ancestorsAt(placements: readonly Placement[], organisationId: string, at: number): string[] {
  const above: string[] = []
  for (let next = placementAt(placements, organisationId, at); next?.parentId != null;) {
    if (above.includes(next.parentId)) break
    above.push(next.parentId)
    next = placementAt(placements, next.parentId, at)
  }
  return above
}

/** `subtreeAt` is an organisation and all below it at an instant, parents before their children. */
export function subtreeAt(placements: readonly Placement[], rootId: string, at: number): string[] {
  const below = Map.groupBy(
    placements.filter((one) => holdsAt(one, at)),
    (one) => one.parentId,
  )
  const found = [rootId]
  for (const id of found) {
    for (const child of below.get(id) ?? []) if (!found.includes(child.organisationId)) found.push(child.organisationId)
  }
  return placementAt(placements, rootId, at) ? found : []
}

export type MoveRefusal = 'notThere' | 'beforeItStoodHere' | 'underItself' | 'parentNotThere' | 'staysWhereItIs'
export type Moved = { ok: true; placements: Placement[] } | { ok: false; why: MoveRefusal }

/**
 * `movePlacement` hangs an organisation elsewhere from an instant on: the row that holds then is closed and another is
 * opened, nothing before it changes. A move that was planned for later and has not come true gives way to this one.
 */
export function movePlacement(
  placements: readonly Placement[],
  move: { organisationId: string; parentId: string | null; at: number; now: number },
): Moved {
  const { organisationId, parentId, at, now } = move
  const present = placementAt(placements, organisationId, now)
  if (!present) return { ok: false, why: 'notThere' }
  // it may be told late, but not of a time when it stood somewhere else
  if (at < present.from) return { ok: false, why: 'beforeItStoodHere' }
  if (parentId === present.parentId) return { ok: false, why: 'staysWhereItIs' }
  if (parentId !== null && !placementAt(placements, parentId, at)) return { ok: false, why: 'parentNotThere' }
  if (parentId !== null && subtreeAt(placements, organisationId, at).includes(parentId))
    return { ok: false, why: 'underItself' }
  const others = placements.filter((one) => one.organisationId !== organisationId || one.from < present.from)
  const before = at === present.from ? [] : [{ ...present, until: at }]
  return { ok: true, placements: [...others, ...before, { ...present, parentId, from: at, until: null }] }
}

/** `renamePlacement` gives it another name from now on; what is planned for later bears the new name too. */
export function renamePlacement(
  placements: readonly Placement[],
  rename: { organisationId: string; name: string; now: number },
): Placement[] {
  const { organisationId, name, now } = rename
  return placements.flatMap((one) => {
    if (one.organisationId !== organisationId || (one.until !== null && one.until <= now) || one.name === name)
      return [one]
    if (one.from >= now) return [{ ...one, name }]
    return [
      { ...one, until: now },
      { ...one, name, from: now },
    ]
  })
}

/** `closePlacement` ends it at an instant: what stood before stays, what was planned for later falls away. */
export const closePlacement = (placements: readonly Placement[], organisationId: string, at: number): Placement[] =>
  placements.flatMap((one) => {
    if (one.organisationId !== organisationId || (one.until !== null && one.until <= at)) return [one]
    return one.from >= at ? [] : [{ ...one, until: at }]
  })
