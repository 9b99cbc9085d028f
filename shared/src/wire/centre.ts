import type { IncidentState } from '../cases/incident/state.ts'
import type { CentreForm } from '../centres/forms.ts'
import type { Purpose } from '../centres/purpose.ts'
import type { VisitState } from '../centres/queue.ts'
import type { UnitState } from '../duty/unit-state.ts'

/** The street's own centre, or one of a village or community. */
export type CentreLevel = 'street' | 'village'

type Kept = Omit<CentreForm, 'rooms' | 'windows'>

/** A centre in the list. */
export type CentreRow = Pick<Kept, 'address' | 'phones' | 'microCourt'> & {
  id: string
  name: string
  level: CentreLevel
  agents: number
  /** Who waits there now; null for whoever is not shown the work. */
  waiting: number | null
}

export type CentreRoom = CentreForm['rooms'][number] & { id: string }
export type CentreWindow = CentreForm['windows'][number] & {
  id: string
  accountName: string | null
  isOpen: boolean
}

/** A centre as it is kept and edited. */
export type Centre = Kept & {
  id: string
  name: string
  level: CentreLevel
  rooms: CentreRoom[]
  /** The grids its agents may be of. */
  grids: { id: string; name: string }[]
  windows: CentreWindow[]
  version: number
}

export type CentreVisit = {
  id: string
  number: number
  purpose: Purpose
  windowId: string | null
  state: VisitState
  /** Masked always. */
  name: string | null
  cameAt: string
  calledAt: string | null
}

export type CentreMediator = { id: string; name: string; phone: string | null; state: UnitState }

/** What happens at a centre today. */
export type CentreToday = {
  /** Null where the caller is shown no case at all. */
  cases: { items: IncidentState[]; total: number } | null
  /** On duty now. */
  mediators: CentreMediator[]
  /** Of today, by number; whoever was served or left is counted alone. */
  visits: CentreVisit[]
  served: number
  left: number
  isFull: boolean
}

export type CentreDetail = { centre: Centre; today: CentreToday | null }
