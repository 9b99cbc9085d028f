import type { ProblemCode } from '@liandong/shared/problems/registry.ts'
import { append } from '../log/append.ts'
import type { CommandRequest, HandlerDeps } from './handler.ts'

/** D4: whoever tries what is not theirs leaves a line in the log that the auditor sees. */
export async function noteRefusedAccess(deps: HandlerDeps, request: CommandRequest, code: ProblemCode): Promise<void> {
  const { subdistrictId, incidentId, command, actor } = request
  const now = deps.clock.now()
  const event = { type: 'access.refused', data: { command: command.name, code } }
  const story = { kind: 'audit' as const, caseId: incidentId, firstVersion: 0, events: [event] }
  await deps.database.db.transaction((tx) => append(tx, subdistrictId, [story], { actor, now }))
  deps.committed(subdistrictId, [])
}
