import type { CommandName } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { COMMAND_BODIES } from '@liandong/shared/cases/incident/commands.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { isWorthRetrying, type Answer } from './answer.ts'
import { request } from './request.ts'

/** The body of a command as it is sent: what the schema takes in, not what it makes of it. */
export type CommandInput<N extends CommandName> = (typeof COMMAND_BODIES)[N]['_zod']['input']
export type CommandAnswer = { incident: IncidentState; seq: number }

export const newKey = (): string => crypto.randomUUID()

/** Waits between attempts; the last try ends about 4 s after the first failed. */
const RETRY_MS = [400, 1_200, 2_400]

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/**
 * `sendCommand` gives a command to an incident. The Idempotency-Key stays the same over every attempt, so a repeat of
 * one that did arrive answers as the first time. Pass `attempts: 1` where the caller keeps its own queue.
 */
export async function sendCommand<N extends CommandName>(
  incidentId: string,
  name: N,
  body: CommandInput<N>,
  { key = newKey(), attempts = RETRY_MS.length + 1 }: { key?: string; attempts?: number } = {},
): Promise<Answer<CommandAnswer>> {
  const path = `/incidents/${encodeURIComponent(incidentId)}/commands/${name}`
  let answer = await request<CommandAnswer>('POST', path, { body, headers: { 'idempotency-key': key } })
  for (const ms of RETRY_MS.slice(0, attempts - 1)) {
    if (answer.ok || !isWorthRetrying(answer.problem)) return answer
    await wait(ms)
    answer = await request<CommandAnswer>('POST', path, { body, headers: { 'idempotency-key': key } })
  }
  return answer
}
