import type { Decision } from '../../problems/refusal.ts'
import { refuse } from '../../problems/refusal.ts'
import type { DecidedEvent } from '../../wire/log-event.ts'
import type { IncidentCommand } from './commands.ts'
import type { IncidentContext } from './context.ts'
import type { CommandName } from './lifecycle.ts'
import { mayDo } from './may.ts'
import type { IncidentState } from './state.ts'
import type { Step } from './step.ts'
import { acknowledge, call, decline, deliver, see } from './steps/acknowledge.ts'
import { acknowledgeNotice } from './steps/acknowledge-notice.ts'
import { callBackup } from './steps/call-backup.ts'
import { classify } from './steps/classify.ts'
import { cancel, close, reopen, visit } from './steps/close.ts'
import { dispatch } from './steps/dispatch.ts'
import { handback } from './steps/handback.ts'
import { issueTicket } from './steps/issue-ticket.ts'
import { merge } from './steps/merge.ts'
import { attend, flag, note } from './steps/note.ts'
import { report } from './steps/report.ts'
import { retractArrival } from './steps/retract-arrival.ts'
import { settle } from './steps/settle.ts'
import { transferPolice } from './steps/transfer-police.ts'
import { arrive, depart } from './steps/travel.ts'

const STEPS: { [N in CommandName]: Step<N> } = {
  classify,
  dispatch,
  deliver,
  see,
  acknowledge,
  decline,
  call,
  depart,
  arrive,
  retractArrival,
  report,
  settle,
  handback,
  callBackup,
  transferPolice,
  issueTicket,
  merge,
  acknowledgeNotice,
  flag,
  attend,
  note,
  cancel,
  visit,
  close,
  reopen,
}

/** `decide` is the incident's rule: state and command in, events or a refusal out. No clock, no I/O. */
export function decide(
  state: IncidentState,
  command: IncidentCommand,
  context: IncidentContext,
): Decision<DecidedEvent> {
  const refusal = mayDo(state, command.name, context.actor)
  if (refusal) return { ok: false, refusal }
  const { expectedVersion } = command.body
  if (expectedVersion !== undefined && expectedVersion !== state.version) {
    return refuse('versionConflict', { expectedVersion, version: state.version })
  }
  const step = STEPS[command.name] as Step<CommandName>
  return step(state, command.body as never, context)
}
