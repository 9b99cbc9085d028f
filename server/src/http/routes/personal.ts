import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readPhone } from '@liandong/shared/access/spoken-numbers.ts'
import { revealBody } from '@liandong/shared/access/reveal-body.ts'
import { reveal } from '../../cases/reveal.ts'
import { erasePerson, listErasures, previewErasure } from '../../personal/erasure.ts'
import type { Person } from '../../personal/find-person.ts'
import { isId } from '../../platform/ids.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import type { SignedIn } from '../../identity/identity.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const person = {
  phone: z
    .string()
    .max(40)
    .refine((text) => readPhone(text) !== undefined, {
      error: 'a whole telephone number',
      params: { zh: '请填写完整的电话号码' },
    })
    .optional(),
  incidentNo: z.string().trim().min(1).max(40).optional(),
}
const oneOf = {
  error: 'give a phone or an incident number, one of the two',
  params: { zh: '请填写电话或警情编号，二者选一' },
  path: ['phone'],
}
type Named = { phone?: string | undefined; incidentNo?: string | undefined }
const isOne = (body: Named): boolean => (body.phone === undefined) !== (body.incidentNo === undefined)
const toPerson = (body: Named): Person =>
  body.phone === undefined ? { incidentNo: body.incidentNo as string } : { phone: body.phone }

/** Reading personal data in full, and erasing it (domain.md §2.5). */
export function personalRoutes(app: FastifyInstance, { handler, identity, scoped }: Services): void {
  /** Whoever erases reads no case: these two routes alone reach the words that are to go. */
  const erasing = (me: SignedIn) => ({ ...handler, database: scoped.of(me.subdistrictId, 'erase') })

  route(app, {
    method: 'POST',
    url: '/incidents/:id/reveal',
    tag: 'personal data',
    summary: 'Plain values of masked fields, once, with a reason; never after the case has ended',
    access: 'personal.reveal',
    params: z.object({ id: z.string() }),
    body: revealBody,
    handler: async ({ params, body, me, reply, database }) => {
      if (!isId(params.id)) throw problem('notFound')
      const asked = { subdistrictId: me.subdistrictId, incidentId: params.id, actor: me.actor, request: body }
      const outcome = await reveal({ ...handler, database }, asked)
      if (!outcome.ok) throw new ProblemError(outcome.refusal)
      void reply.header('cache-control', 'no-store')
      return outcome.revealed
    },
  })

  route(app, {
    method: 'GET',
    url: '/erasures',
    tag: 'personal data',
    summary: 'What was erased, when and how much, newest first',
    access: 'personal.erase',
    query: z.strictObject(pageQuery),
    handler: async ({ query, me, database }) => {
      const rows = await listErasures(database.db, me.subdistrictId, query.limit, decodeCursor(query.cursor))
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.at, row.id))
      return {
        items: page.items.map(({ id, at, cause, by, counts }) => ({
          id,
          at: at.toISOString(),
          cause,
          byName: by === null ? null : (identity.nameOf(by) ?? null),
          counts,
        })),
        nextCursor: page.nextCursor,
      }
    },
  })

  route(app, {
    method: 'POST',
    url: '/erasures/preview',
    tag: 'personal data',
    summary: 'A dry run: the cases a person is in and what would go with them',
    access: 'personal.erase',
    body: z.strictObject(person).refine(isOne, oneOf),
    handler: async ({ body, me }) =>
      previewErasure(erasing(me), { subdistrictId: me.subdistrictId, actor: me.actor, person: toPerson(body) }),
  })

  route(app, {
    method: 'POST',
    url: '/erasures',
    tag: 'personal data',
    summary: 'Erase a person from the ended cases of a dry run; the cases and their numbers stay',
    access: 'personal.erase',
    body: z
      .strictObject({
        ...person,
        /** The ended cases of the dry run: what has changed since is not erased unseen. */
        caseIds: z.array(z.uuid()).max(500),
        reason: z.string().trim().min(2).max(500),
      })
      .refine(isOne, oneOf),
    handler: async ({ body, me }) => {
      const { caseIds, reason } = body
      const asked = { subdistrictId: me.subdistrictId, actor: me.actor, person: toPerson(body), caseIds, reason }
      const outcome = await erasePerson(erasing(me), asked)
      if (!outcome.ok) throw new ProblemError(outcome.refusal)
      return { counts: outcome.counts }
    },
  })
}
