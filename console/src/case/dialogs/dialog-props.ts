import type { BoardUnit } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import type { CommandRunner } from '../use-command.ts'

/** What every command dialog is given; it closes itself once the server has said yes. */
export type CaseDialogProps = {
  detail: IncidentDetail
  units: readonly BoardUnit[]
  /** Live incidents, for 并案. */
  others: readonly IncidentState[]
  runner: CommandRunner
  userId: string
  /** The order a radio entry is about. */
  dispatchId?: string | undefined
  /** Words to begin with, for the person to change. */
  text?: string | undefined
  onClose: () => void
}

/** Empty text is no text: the field is left out, the strict schema of the server never sees "". */
export const some = <K extends string>(key: K, value: string): Partial<Record<K, string>> =>
  value.trim() === '' ? {} : ({ [key]: value.trim() } as Record<K, string>)
