import type { ProblemCode } from '@liandong/shared/problems/registry.ts'
import { appendAudit } from '../log/audit.ts'
import type { CommandRequest, HandlerDeps } from './handler.ts'

/** D4: whoever tries what is not theirs leaves a line in the log that the auditor sees. */
export async function noteRefusedAccess(deps: HandlerDeps, request: CommandRequest, code: ProblemCode): Promise<void> {
  const { subdistrictId, incidentId, command, actor } = request
  const event = { type: 'access.refused', data: { command: command.name, code } }
  const by = { actor, now: deps.clock.now() }
  await deps.database.db.transaction((tx) => appendAudit(tx, subdistrictId, incidentId, event, by))
  deps.committed(subdistrictId, [])
}
