import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ROLES } from '@liandong/shared/access/actor.ts'
import { refuseNewAccount } from '@liandong/shared/people/account-rules.ts'
import { accountForm, idField, usernameField, versionField } from '@liandong/shared/people/forms.ts'
import { hashPassword } from '../../identity/passwords.ts'
import {
  createAccount,
  disableAccount,
  editAccount,
  enableAccount,
  resetPassword,
  toAccount,
} from '../../people/accounts.ts'
import { makePassword } from '../../people/one-time-password.ts'
import { findAccount, listAccounts } from '../../people/read.ts'
import { changing } from '../changing.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

export const byId = z.object({ id: z.string().max(64) })
export const listState = z.enum(['active', 'ended', 'all']).default('active')
export const search = z.string().max(100).optional()
export const idCursor = (row: { id: string }): string => encodeCursor(new Date(0), row.id)

/** Accounts: who may sign in as what. A password leaves the server once, in the answer that made it. */
export function peopleRoutes(app: FastifyInstance, services: Services): void {
  const { identity } = services

  route(app, {
    method: 'GET',
    url: '/accounts',
    tag: 'people',
    summary: 'Accounts of this subdistrict',
    access: 'people.read',
    query: z.strictObject({
      ...pageQuery,
      q: search,
      role: z.enum(ROLES).optional(),
      organisationId: idField.optional(),
      state: listState,
    }),
    handler: async ({ query: { cursor, ...query }, me, database }) => {
      const after = decodeCursor(cursor)?.id
      const rows = await listAccounts(database.db, { ...query, subdistrictId: me.subdistrictId, after })
      const page = toPage(rows, query.limit, idCursor)
      return { items: page.items.map(toAccount), nextCursor: page.nextCursor }
    },
  })

  route(app, {
    method: 'GET',
    url: '/accounts/:id',
    tag: 'people',
    summary: 'One account',
    access: 'people.read',
    params: byId,
    handler: async ({ params, me, database }) => {
      const row = await findAccount(database.db, me.subdistrictId, params.id)
      if (!row) throw problem('notFound')
      return toAccount(row)
    },
  })

  route(app, {
    method: 'POST',
    url: '/accounts',
    tag: 'people',
    summary: 'Make an account; its one-time password is in the answer and nowhere else',
    access: 'people.write',
    body: accountForm.extend({ username: usernameField }),
    handler: async ({ body, me, reply }) => {
      // before the hash is reckoned, which is slow on purpose
      const refusal = refuseNewAccount(me.actor, body.role)
      if (refusal) throw new ProblemError(refusal)
      const password = makePassword()
      const passwordHash = await hashPassword(password)
      const row = await changing(services, me, (change) => createAccount(change, body, passwordHash))
      await identity.load()
      return reply.code(201).send({ account: toAccount(row), password })
    },
  })

  route(app, {
    method: 'PUT',
    url: '/accounts/:id',
    tag: 'people',
    summary: 'Change name, role, organisation or unit; other than the name ends the sessions',
    access: 'people.write',
    params: byId,
    body: accountForm.extend({ version: versionField }),
    handler: async ({ body, params, me }) => {
      const row = await changing(services, me, (change) => editAccount(change, params.id, body))
      await identity.load()
      return { account: toAccount(row) }
    },
  })

  for (const [verb, run, summary] of [
    ['disable', disableAccount, 'Take the right to sign in; ends the sessions'],
    ['enable', enableAccount, 'Give the right to sign in back'],
  ] as const) {
    route(app, {
      method: 'POST',
      url: `/accounts/:id/${verb}`,
      tag: 'people',
      summary,
      access: 'people.write',
      params: byId,
      handler: async ({ params, me }) => ({
        account: toAccount(await changing(services, me, (change) => run(change, params.id))),
      }),
    })
  }

  route(app, {
    method: 'POST',
    url: '/accounts/:id/reset-password',
    tag: 'people',
    summary: 'A new one-time password; the old one and all sessions end',
    access: 'people.write',
    params: byId,
    handler: async ({ params, me }) => {
      const password = makePassword()
      const passwordHash = await hashPassword(password)
      const row = await changing(services, me, (change) => resetPassword(change, params.id, passwordHash))
      return { account: toAccount(row), password }
    },
  })
}
