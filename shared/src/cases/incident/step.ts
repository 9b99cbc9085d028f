import type { Decision } from '../../problems/refusal.ts'
import type { DecidedEvent } from '../../wire/log-event.ts'
import type { CommandBody } from './commands.ts'
import type { IncidentContext } from './context.ts'
import type { CommandName } from './lifecycle.ts'
import type { IncidentState } from './state.ts'

/** A step of the work: what one command decides, once `mayDo` has let it through. */
export type Step<N extends CommandName> = (
  state: IncidentState,
  body: CommandBody<N>,
  context: IncidentContext,
) => Decision<DecidedEvent>
