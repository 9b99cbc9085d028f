import { sql } from 'drizzle-orm'
import { dueBefore } from '@liandong/shared/access/retention.ts'
import { toIso } from '@liandong/shared/time.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Database } from '../store/database.ts'
import { eraseCases } from './erase-cases.ts'
import { noteErasure } from './erasure.ts'

type Deps = { database: Database; clock: ServerClock; erased: (subdistrictId: string) => void }

/** Cases of one transaction: each holds locks, and nobody waits for an old case to be erased. */
const BATCH = 50
const ACTOR = { kind: 'system', id: 'retention' } as const

/** `eraseDue` erases what has served its time (shared/src/access/retention.ts); run again it finds nothing left to do. */
export async function eraseDue({ database: { db }, clock, erased }: Deps): Promise<void> {
  const now = clock.now()
  await db.execute(sql`UPDATE unit SET lat = NULL, lon = NULL, located_at = NULL
    WHERE located_at < ${toIso(dueBefore('unitPosition', now))}::timestamptz`)
  await db.execute(sql`UPDATE quarantine SET body = '', errors = '[]'
    WHERE octet_length(body) > 0 AND received_at < ${toIso(dueBefore('quarantineBody', now))}::timestamptz`)
  await db.execute(sql`UPDATE centre_visit SET name = NULL
    WHERE name IS NOT NULL AND came_at < ${toIso(dueBefore('visitorName', now))}::timestamptz`)
  const calledBefore = toIso(dueBefore('notification', now))
  await db.execute(sql`DELETE FROM notification AS n USING incident AS i WHERE i.id = n.incident_id AND NOT i.live
    AND coalesce(i.state ->> 'closedAt', i.state ->> 'outcomeAt') < ${calledBefore}`)
  await db.execute(sql`DELETE FROM notification AS n USING roll_call AS r WHERE r.id = n.roll_call_id
    AND r.ended_at < ${calledBefore}::timestamptz`)
  await db.execute(sql`DELETE FROM dead_letter WHERE failed_at < ${toIso(dueBefore('deadLetter', now))}::timestamptz`)
  for (;;) {
    const { rows } = await db.execute<{ id: string; subdistrict_id: string }>(sql`
      SELECT id, subdistrict_id FROM incident WHERE NOT live AND state ->> 'erasedAt' IS NULL
        AND coalesce(state ->> 'closedAt', state ->> 'outcomeAt') < ${toIso(dueBefore('casePersonal', now))}
      ORDER BY coalesce(state ->> 'closedAt', state ->> 'outcomeAt') LIMIT ${BATCH}`)
    if (rows.length === 0) return
    for (const [subdistrictId, of] of Map.groupBy(rows, (row) => row.subdistrict_id)) {
      await db.transaction(async (tx) => {
        const ids = of.map((row) => row.id)
        const { caseIds, counts } = await eraseCases(tx, subdistrictId, ids, new Date(now))
        if (caseIds.length > 0)
          await noteErasure(tx, subdistrictId, { cause: 'retention', caseIds, counts }, { actor: ACTOR, now })
      })
      erased(subdistrictId)
    }
    if (rows.length < BATCH) return
  }
}
