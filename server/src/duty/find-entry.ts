import { and, eq } from 'drizzle-orm'
import { isId } from '../platform/ids.ts'
import type { Db } from '../store/database.ts'
import { dutyEntry } from '../store/schema.ts'
import type { EntryRow } from './rota-read.ts'

export async function findEntry(db: Db, subdistrictId: string, id: string): Promise<EntryRow | undefined> {
  if (!isId(id)) return undefined
  const [row] = await db
    .select()
    .from(dutyEntry)
    .where(and(eq(dutyEntry.id, id), eq(dutyEntry.subdistrictId, subdistrictId)))
  return row
}
