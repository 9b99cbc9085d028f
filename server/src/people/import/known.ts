import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Role } from '@liandong/shared/access/actor.ts'
import { placementAt } from '@liandong/shared/organisation/placement.ts'
import type { UnitForm } from '@liandong/shared/people/forms.ts'
import type { Known } from '@liandong/shared/people/import/plan.ts'
import type { SignedIn } from '../../identity/identity.ts'
import type { Db, Tx } from '../../store/database.ts'
import { account, organisation, unit } from '../../store/schema.ts'
import { readPlacements } from '../placements.ts'

type Who = Pick<SignedIn['actor'], 'id' | 'role'>

/** What a plan is made from: what is open in this subdistrict now. */
export async function readKnown(
  db: Db | Tx,
  subdistrictId: string,
  actor: Who,
  now: number,
  usernames: readonly string[],
): Promise<Known> {
  const placements = await readPlacements(db, subdistrictId)
  const parentOf = (id: string): string | null => {
    const parentId = placementAt(placements, id, now)?.parentId
    return parentId == null ? null : (placementAt(placements, parentId, now)?.name ?? null)
  }
  const organisations = await db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(
      and(
        eq(organisation.subdistrictId, subdistrictId),
        isNull(organisation.closedAt),
        ne(organisation.kind, 'district'),
      ),
    )
    .orderBy(organisation.id)
  const nameOf = new Map(organisations.map((one) => [one.id, one.name]))
  const units = await db
    .select()
    .from(unit)
    .where(and(eq(unit.subdistrictId, subdistrictId), isNull(unit.retiredAt)))
    .orderBy(unit.id)
  const accounts = await db.select().from(account).where(eq(account.subdistrictId, subdistrictId)).orderBy(account.id)
  const own = new Set(accounts.map((one) => one.username))
  const others = usernames.filter((one) => !own.has(one))
  const taken =
    others.length === 0
      ? []
      : (
          await db.execute<{ username: string }>(
            sql`SELECT username FROM taken_usernames(${sql.param(others)}::text[])`,
          )
        ).rows
  return {
    actor: { id: actor.id, role: actor.role },
    organisations: organisations.map((one) => ({ ...one, parentName: parentOf(one.id) })),
    units: units.map((row) => ({
      id: row.id,
      version: row.version,
      organisationName: nameOf.get(row.organisationId) ?? '',
      form: formOf(row),
    })),
    accounts: accounts.map(({ id, version, username, name, role, organisationId, unitId, disabledAt }) => ({
      id,
      version,
      username,
      form: { name, role: role as Role, organisationId, unitId },
      isDisabled: disabledAt !== null,
    })),
    takenElsewhere: taken.map((one) => one.username).toSorted(),
  }
}

const formOf = (row: typeof unit.$inferSelect): UnitForm => ({
  name: row.name,
  kind: row.kind,
  force: row.force as UnitForm['force'],
  employment: row.employment,
  tier: row.tier,
  skills: row.skills as UnitForm['skills'],
  organisationId: row.organisationId,
  callSign: row.callSign,
  phone: row.phone,
  duty: [...row.duty],
  members: row.members,
  equipment: row.equipment,
})
