/**
 * When the map may move by itself (domain §4.3, after TicketsCAD): only when the set of incidents changes, and never
 * after somebody has moved it by hand, until the star gives it back.
 */
export type FitState = {
  locked: boolean
  setKey: string | null
  /** The view to go back to on the star's second click. */ saved: MapPose | null
}
export type MapPose = { lat: number; lon: number; zoom: number }
export type FitMove = { state: FitState; go?: 'fit' | { pose: MapPose } }

export const freeFit: FitState = { locked: false, setKey: null, saved: null }

/** Order does not matter; which incidents there are does. FNV-1a over sorted ids: short to keep, cheap to compare. */
export function incidentSetKey(ids: readonly string[]): string {
  let sum = 0
  let mixed = 0
  for (const id of ids) {
    let hash = 0x811c9dc5
    for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
    sum = (sum + (hash >>> 0)) >>> 0
    mixed = (mixed ^ Math.imul(hash, 0x9e3779b1)) >>> 0
  }
  return `${ids.length}.${sum}.${mixed}`
}

export function onIncidents(state: FitState, ids: readonly string[]): FitMove {
  const setKey = incidentSetKey(ids)
  if (setKey === state.setKey) return { state }
  return state.locked ? { state: { ...state, setKey } } : { state: { ...state, setKey }, go: 'fit' }
}

export const onHandMoved = (state: FitState): FitState => ({ ...state, locked: true, saved: null })

/** The star: first click fits everything and remembers where one was; the second goes back there. */
export function onStar(state: FitState, pose: MapPose): FitMove {
  if (state.saved) return { state: { ...state, locked: true, saved: null }, go: { pose: state.saved } }
  return { state: { ...state, locked: false, saved: state.locked ? pose : null }, go: 'fit' }
}
