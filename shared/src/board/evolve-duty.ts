import { foldRollCall } from '../duty/roll-call.ts'
import type { LogEvent } from '../wire/log-event.ts'
import type { Board, BoardGap } from './board.ts'

export type BoardDuty = Pick<Board, 'gaps' | 'unsignedTurn' | 'rollCall'>

/** Gaps that were told, begin and are filled; a shift that nobody took over, and then somebody did. Told twice is told once. */
export function foldDuty<B extends BoardDuty>(board: B, event: Pick<LogEvent, 'type' | 'caseId' | 'at' | 'data'>): B {
  const gaps = board.gaps ?? []
  const others = gaps.filter((gap) => gap.id !== event.caseId)
  switch (event.type) {
    case 'duty.gapAhead':
    case 'duty.gapBegan':
    case 'duty.gapChanged':
      return { ...board, gaps: [...others, toGap(event)].toSorted(byBeginning) }
    case 'duty.gapFilled':
      return { ...board, gaps: others }
    case 'rollCall.started':
    case 'rollCall.answered':
    case 'rollCall.ended':
      return { ...board, rollCall: foldRollCall(board.rollCall ?? null, event) }
    case 'handover.unsigned':
      return { ...board, unsignedTurn: event.data.turnAt as string }
    case 'handover.signed':
      return { ...board, unsignedTurn: (event.data.unsignedTurn as string | null | undefined) ?? null }
    default:
      return board
  }
}

const toGap = ({ caseId, data }: Pick<LogEvent, 'caseId' | 'data'>): BoardGap => ({
  id: caseId,
  ...(data as Omit<BoardGap, 'id'>),
})

/** `byBeginning` is the order the board keeps gaps in, on the server and in the console alike. */
export const byBeginning = (a: BoardGap, b: BoardGap): number =>
  a.fromAt < b.fromAt ? -1 : a.fromAt > b.fromAt ? 1 : a.id < b.id ? -1 : 1
