import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { revokeSessions } from '../../identity/access-channel.ts'
import { unlock } from '../../identity/guards.ts'
import { resetSecondFactor } from '../../identity/second-factor.ts'
import type { SignedIn } from '../../identity/identity.ts'
import { findAccount, listSignIns } from '../../identity/sign-in-list.ts'
import { appendAudit } from '../../log/audit.ts'
import type { Tx } from '../../store/database.ts'
import { pageLimit, toPage } from '../paging.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { ROLES } from '@liandong/shared/access/actor.ts'

const rowSchema = z.object({
  accountId: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  isDisabled: z.boolean(),
  sessions: z.int(),
  lastSeenAt: z.string().nullable(),
  waitsUntil: z.string().nullable(),
  hasSecondFactor: z.boolean(),
})

const encode = (username: string): string => Buffer.from(username).toString('base64url')
function decode(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const username = Buffer.from(cursor, 'base64url').toString()
  if (username.includes('\u0000')) throw problem('invalidQuery', 'this cursor is not one of this list')
  return username.toWellFormed()
}

/** The security administrator's part of sign-in: who is signed in, who has to wait, and what helps them. */
export function signInAdminRoutes(app: FastifyInstance, { scoped, clock, handler }: Services): void {
  const databaseOf = (me: SignedIn) => scoped.of(me.subdistrictId, 'signIn')

  route(app, {
    method: 'GET',
    url: '/sign-ins',
    tag: 'signIns',
    summary: 'How the people of the subdistrict are signed in, by user name',
    access: 'signIn.read',
    query: z.strictObject({ cursor: z.string().max(200).optional(), limit: pageLimit(50) }),
    response: { 200: z.object({ items: z.array(rowSchema), nextCursor: z.string().nullable() }) },
    handler: async ({ me, query }) => {
      const { cursor, limit } = query
      const rows = await listSignIns(databaseOf(me).db, me.subdistrictId, decode(cursor), limit + 1, clock.now())
      const page = toPage(rows, limit, (row) => encode(row.username))
      const items = page.items.map((row) => ({
        ...row,
        lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
        waitsUntil: row.waitsUntil?.toISOString() ?? null,
      }))
      return { items, nextCursor: page.nextCursor }
    },
  })

  const act = (
    url: string,
    summary: string,
    type: string,
    change: (tx: Tx, me: SignedIn, accountId: string) => Promise<void>,
  ) =>
    route(app, {
      method: 'POST',
      url: `/sign-ins/:id/${url}`,
      tag: 'signIns',
      summary,
      access: 'signIn.end',
      params: z.object({ id: z.string().max(100) }),
      handler: async ({ me, params, reply }) => {
        const { db } = databaseOf(me)
        const row = await findAccount(db, me.subdistrictId, params.id)
        if (!row) throw problem('notFound')
        await db.transaction(async (tx) => {
          await change(tx, me, row.id)
          const by = { actor: me.actor, now: clock.now() }
          await appendAudit(tx, me.subdistrictId, row.id, { type, data: {} }, by)
        })
        handler.committed(me.subdistrictId, [])
        return reply.code(204).send()
      },
    })

  act('unlock', 'Let somebody who has to wait sign in at once', 'signIn.unlocked', (tx, _me, id) => unlock(tx, id))
  act('end', 'Sign somebody out everywhere', 'session.ended', (tx, _me, id) => revokeSessions(tx, id))
  act('reset-second-factor', 'Take away a second factor that was lost', 'secondFactor.reset', async (tx, me, id) => {
    // nobody takes the second lock off their own door
    if (id === me.user.id) throw new ProblemError({ code: 'secondPersonRequired' })
    await resetSecondFactor(tx, me.subdistrictId, id)
    await revokeSessions(tx, id)
  })
}
