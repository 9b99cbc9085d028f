import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { HOUR_MS, MINUTE_MS } from '@liandong/shared/time.ts'
import { appendAudit } from '../../log/audit.ts'
import { isId, newId } from '../../platform/ids.ts'
import { NoSecretKey } from '../../platform/secret-box.ts'
import { changedOf } from '../../settings/changed.ts'
import {
  endKey,
  findSource,
  insertSource,
  listKeys,
  listSources,
  lockKey,
  lockSource,
  makeKey,
  toKeyView,
  toSourceView,
  updateSource,
  type SourceRow,
} from '../../settings/sources.ts'
import { SOURCE_KINDS } from '../../sources/index.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const KINDS = SOURCE_KINDS.map((kind) => kind.id) as [string, ...string[]]
const MOST_SILENCE_MINUTES = 7 * 24 * 60
const MOST_OVERLAP_HOURS = 30 * 24

const label = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((text) => !/[\n\r\t]/.test(text), { error: 'one line', params: { zh: '只能写一行' } })
const settings = {
  labelZh: label,
  labelEn: label,
  silenceMinutes: z
    .int()
    .refine((n) => n >= 5 && n <= MOST_SILENCE_MINUTES, {
      error: 'between 5 minutes and 7 days (10,080 minutes), or empty for no watch',
      params: { zh: '应在 5 分钟至 7 天（10080 分钟）之间；不监测请留空' },
    })
    .nullable(),
}
const id = z.object({ id: z.string().max(64) })

/** Where alerts come from and the keys they come with. A change is in force on every server once its line is read. */
export function sourceRoutes(app: FastifyInstance, services: Services): void {
  const { clock, secrets } = services
  const conflict = (row: SourceRow) =>
    new ProblemError({ code: 'versionConflict', facts: { version: row.version, present: toSourceView(row) } })

  route(app, {
    method: 'GET',
    url: '/sources',
    tag: 'settings',
    summary: 'The sources of alerts, with the time of their last one',
    access: 'source.manage',
    query: z.strictObject(pageQuery),
    handler: async ({ query, me, database }) => {
      const rows = await listSources(database.db, me.subdistrictId, query.limit + 1, decodeCursor(query.cursor)?.id)
      const page = toPage(rows, query.limit, (row) => encodeCursor(new Date(0), row.id))
      return { items: page.items.map(toSourceView), nextCursor: page.nextCursor, kinds: KINDS }
    },
  })

  route(app, {
    method: 'POST',
    url: '/sources',
    tag: 'settings',
    summary: 'A new source of a known kind',
    access: 'source.manage',
    body: z.strictObject({ kind: z.enum(KINDS), ...settings }),
    handler: async ({ body, me, reply, database }) => {
      const now = clock.now()
      const row = await database.db.transaction(async (tx) => {
        const made = await insertSource(tx, {
          id: `${body.kind}-${newId(now).slice(-8)}`,
          subdistrictId: me.subdistrictId,
          kind: body.kind,
          labelZh: body.labelZh,
          labelEn: body.labelEn,
          silenceAfterMs: toMs(body.silenceMinutes),
        })
        const { labelZh, labelEn } = body
        const data = { kind: body.kind, silenceMinutes: body.silenceMinutes }
        const event = { type: 'source.added', data, personal: { labelZh, labelEn } }
        await appendAudit(tx, me.subdistrictId, made.id, event, { actor: me.actor, now })
        return made
      })
      services.handler.committed(me.subdistrictId, [])
      reply.code(201)
      return toSourceView(row)
    },
  })

  route(app, {
    method: 'PUT',
    url: '/sources/:id',
    tag: 'settings',
    summary: 'Names, silence limit, on or off; with the version that was read',
    access: 'source.manage',
    params: id,
    body: z.strictObject({ version: z.int(), ...settings, enabled: z.boolean() }),
    handler: async ({ params, body, me, database }) => {
      const now = clock.now()
      const { version, silenceMinutes, ...rest } = body
      const after = await database.db.transaction(async (tx) => {
        const row = await lockSource(tx, me.subdistrictId, params.id)
        if (!row) throw problem('notFound')
        if (row.version !== version) throw conflict(row)
        const next = { ...rest, silenceAfterMs: toMs(silenceMinutes) }
        const changed = changedOf(row, next)
        if (Object.keys(changed.after).length === 0) return row
        const written = await updateSource(tx, row.id, { ...next, version: version + 1 })
        const event = { type: 'source.changed', ...splitNames(changed) }
        await appendAudit(tx, me.subdistrictId, row.id, event, { actor: me.actor, now })
        return written
      })
      services.handler.committed(me.subdistrictId, [])
      await services.sourceKeys.reload()
      return toSourceView(after)
    },
  })

  route(app, {
    method: 'GET',
    url: '/sources/:id/keys',
    tag: 'settings',
    summary: 'The keys of a source, newest first; never a key itself',
    access: 'source.manage',
    params: id,
    handler: async ({ params, me, database }) => {
      if (!(await findSource(database.db, me.subdistrictId, params.id))) throw problem('notFound')
      const keys = await listKeys(database.db, params.id)
      return { items: keys.map((row) => toKeyView(row, clock.now())), nextCursor: null }
    },
  })

  route(app, {
    method: 'POST',
    url: '/sources/:id/keys',
    tag: 'settings',
    summary: 'A new key, told this once; `signed` asks for a signature on every request',
    access: 'source.manage',
    params: id,
    body: z.strictObject({ signed: z.boolean().default(false) }),
    handler: async ({ params, body, me, reply, database }) => {
      const now = clock.now()
      const made = await database.db
        .transaction(async (tx) => {
          if (!(await lockSource(tx, me.subdistrictId, params.id))) throw problem('notFound')
          const of = { sourceId: params.id, signed: body.signed, by: me.user.id, now }
          const key = await makeKey(tx, secrets, of)
          const data = { keyId: key.id, prefix: key.prefix, signed: body.signed }
          const event = { type: 'sourceKey.added', data }
          await appendAudit(tx, me.subdistrictId, params.id, event, { actor: me.actor, now })
          return key
        })
        .catch(sayNoSecretKey)
      services.handler.committed(me.subdistrictId, [])
      await services.sourceKeys.reload()
      return reply.code(201).header('cache-control', 'no-store').send(made)
    },
  })

  route(app, {
    method: 'POST',
    url: '/source-keys/:id/rotate',
    tag: 'settings',
    summary: 'A new key in place of this one, which stays good for the overlap',
    access: 'source.manage',
    params: id,
    body: z.strictObject({
      overlapHours: z
        .number()
        .refine((n) => n >= 0 && n <= MOST_OVERLAP_HOURS, {
          error: 'between 0 and 720 hours',
          params: { zh: '应在 0 至 720 小时之间' },
        })
        .default(24),
    }),
    handler: async ({ params, body, me, reply, database }) => {
      const now = clock.now()
      const expiresAt = new Date(now + body.overlapHours * HOUR_MS)
      const made = await database.db
        .transaction(async (tx) => {
          const old = isId(params.id) ? await lockKey(tx, me.subdistrictId, params.id) : undefined
          if (!old) throw problem('notFound')
          // one that has a successor already would live longer by a second rotation
          if (old.revokedAt || old.expiresAt) throw new ProblemError({ code: 'alreadyDone' })
          const of = { sourceId: old.sourceId, signed: old.signed, by: me.user.id, now }
          const key = await makeKey(tx, secrets, of)
          await endKey(tx, old.id, { expiresAt })
          const data = { keyId: key.id, prefix: key.prefix, replaces: old.id, expiresAt: expiresAt.toISOString() }
          const event = { type: 'sourceKey.rotated', data }
          await appendAudit(tx, me.subdistrictId, old.sourceId, event, { actor: me.actor, now })
          return { ...key, replacedUntil: expiresAt.toISOString() }
        })
        .catch(sayNoSecretKey)
      services.handler.committed(me.subdistrictId, [])
      await services.sourceKeys.reload()
      return reply.code(201).header('cache-control', 'no-store').send(made)
    },
  })

  route(app, {
    method: 'POST',
    url: '/source-keys/:id/revoke',
    tag: 'settings',
    summary: 'This key is good no more, on every server within two seconds',
    access: 'source.manage',
    params: id,
    body: z.strictObject({}),
    handler: async ({ params, me, reply, database }) => {
      const now = clock.now()
      await database.db.transaction(async (tx) => {
        const old = isId(params.id) ? await lockKey(tx, me.subdistrictId, params.id) : undefined
        if (!old) throw problem('notFound')
        if (old.revokedAt) throw new ProblemError({ code: 'alreadyDone' })
        await endKey(tx, old.id, { revokedAt: new Date(now) })
        const event = { type: 'sourceKey.revoked', data: { keyId: old.id, prefix: old.prefix } }
        await appendAudit(tx, me.subdistrictId, old.sourceId, event, { actor: me.actor, now })
      })
      services.handler.committed(me.subdistrictId, [])
      await services.sourceKeys.reload()
      return reply.code(204).send()
    },
  })
}

const toMs = (minutes: number | null): number | null => (minutes === null ? null : minutes * MINUTE_MS)

function sayNoSecretKey(error: unknown): never {
  throw error instanceof NoSecretKey ? problem('secretKeyMissing') : error
}

/** Names people gave stand in the erasable part of the line. */
function splitNames({ before, after }: ReturnType<typeof changedOf<Record<string, unknown>>>) {
  const part = (from: Record<string, unknown>, isName: boolean) =>
    Object.fromEntries(Object.entries(from).filter(([key]) => key.startsWith('label') === isName))
  return {
    data: { before: part(before, false), after: part(after, false) },
    personal: { before: part(before, true), after: part(after, true) },
  }
}
