import type { Story } from './story.ts'

/**
 * Lets the time of one case pass without waking the timekeeper for it, so that the command given then is the first to see
 * what its clocks have become. Holding the row would not do: whoever waits for it and the timekeeper race when it is let go.
 */
export async function unwatched<T>(
  story: Story,
  incidentId: string,
  { forwardMs, command }: { forwardMs: number; command: () => Promise<T> },
): Promise<T> {
  const { pool } = story.database
  const { rows } = await pool.query<{ id: string; at: Date }>(
    `UPDATE clock AS c SET next_wake_at = NULL FROM clock AS old
     WHERE c.incident_id = $1 AND c.next_wake_at IS NOT NULL AND old.incident_id = c.incident_id AND old.clock_id = c.clock_id
     RETURNING c.clock_id AS id, old.next_wake_at AS at`,
    [incidentId],
  )
  await story.forward(forwardMs)
  const answer = await command()
  // what the command has not written anew is watched again
  for (const { id, at } of rows)
    await pool.query(
      `UPDATE clock SET next_wake_at = $3 WHERE incident_id = $1 AND clock_id = $2 AND next_wake_at IS NULL AND ended_at IS NULL`,
      [incidentId, id, at],
    )
  return answer
}
