import { and, eq, isNull, ne } from 'drizzle-orm'
import type { FieldError } from '@liandong/shared/problems/refusal.ts'
import { organisation } from '../store/schema.ts'
import type { Change } from './change.ts'

/** What is wrong with a form that names an organisation: it must be an open one of this subdistrict, and stays so meanwhile. */
export async function organisationErrors({ tx, subdistrictId }: Change, organisationId: string): Promise<FieldError[]> {
  const [at] = await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(
      and(
        eq(organisation.id, organisationId),
        eq(organisation.subdistrictId, subdistrictId),
        ne(organisation.kind, 'district'),
        isNull(organisation.closedAt),
      ),
    )
    .for('key share')
  return at ? [] : [{ pointer: '/organisationId', message: 'no such organisation', messageZh: '没有这个组织' }]
}
