import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { MOST_ROTA_ROWS, ROTA_COLUMNS } from '@liandong/shared/duty/rota-import.ts'
import { makeCalendar, revokeCalendar } from '../../duty/calendar.ts'
import { applyRota, checkRota } from '../../duty/import-rota.ts'
import { readRows } from '../../people/import/import.ts'
import { MOST_BYTES } from '../../people/import/spreadsheet.ts'
import { Refused } from '../../people/change.ts'
import { changing } from '../changing.ts'
import { languageOf, problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

/** The rota in and out: from a spreadsheet, and to a calendar on the phone (RFC 5545). */
export async function rotaFileRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { clock } = services

  route(app, {
    method: 'POST',
    url: '/duty/calendar',
    tag: 'duty',
    summary: 'A secret address of the own duty as a calendar; the one before it is none from now on',
    access: 'duty.ask',
    body: z.strictObject({}),
    handler: async ({ me, reply }) => {
      if (me.user.unitId === null) throw problem('unitUnknown')
      const token = await changing(services, me, makeCalendar)
      return reply.code(201).send({ path: `/api/v1/duty/calendars/${token}.ics` })
    },
  })

  route(app, {
    method: 'DELETE',
    url: '/duty/calendar',
    tag: 'duty',
    summary: 'Revoke the own calendar’s address',
    access: 'duty.ask',
    handler: async ({ me, reply }) => {
      await changing(services, me, revokeCalendar)
      return reply.code(204).send()
    },
  })

  route(app, {
    method: 'GET',
    url: '/duty/calendars/:file',
    tag: 'duty',
    summary: 'The calendar behind a secret address: the own times on duty, and nobody’s name',
    access: 'anyone',
    params: z.object({ file: z.string().max(80) }),
    handler: async ({ params, reply }) => {
      const [, token] = /^([\w-]{43})\.ics$/.exec(params.file) ?? []
      const text = token && (await services.readCalendar(token, clock.now()))
      if (!text) throw problem('calendarUnknown')
      return reply
        .type('text/calendar; charset=utf-8')
        .header('cache-control', 'private, no-store')
        .serializer((payload: string) => payload)
        .send(text)
    },
  })

  route(app, {
    method: 'GET',
    url: '/duty/import/template',
    tag: 'duty',
    summary: 'A spreadsheet of the rota to fill in',
    access: 'duty.decide',
    handler: async ({ reply }) =>
      reply
        .header('content-disposition', 'attachment; filename="liandong-rota.csv"')
        .type('text/csv; charset=utf-8')
        .send(`\uFEFF${ROTA_COLUMNS.map((column) => `${column.zh}*`).join(',')}\r\n`),
  })

  await app.register(async (raw) => {
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    )

    route(raw, {
      method: 'POST',
      url: '/duty/import/check',
      tag: 'duty',
      summary: `The dry run of a rota (at most ${MOST_ROTA_ROWS} rows): what each row would do, what is wrong with it, and the gaps it would leave`,
      access: 'duty.decide',
      handler: async ({ request, me, database }) => {
        const rows = await unlessUnreadable(() => readRows(request.body))
        const checked = await database.db.transaction((tx) => checkRota(tx, me.subdistrictId, rows, clock.now()))
        const isZh = languageOf(request) === 'zh'
        return {
          digest: checked.digest,
          counts: checked.counts,
          gaps: checked.gaps,
          lines: checked.lines.map((line) => ({
            row: line.row,
            name: line.name,
            outcome: line.outcome,
            problems:
              line.outcome === 'problem'
                ? line.problems.map((one) => ({ column: one.column, message: isZh ? one.messageZh : one.message }))
                : [],
          })),
        }
      },
    })

    route(raw, {
      method: 'POST',
      url: '/duty/import/apply',
      tag: 'duty',
      summary: 'Apply the rota that the dry run of this digest has shown; all of it or nothing',
      access: 'duty.decide',
      query: z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) }),
      handler: async ({ query: { digest }, request, me }) => {
        const rows = await unlessUnreadable(() => readRows(request.body))
        const counts = await changing(services, me, (change) => applyRota(change, rows, digest))
        await services.dutyWatch.lookAgain()
        return { counts }
      },
    })
  })
}

async function unlessUnreadable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Refused) throw new ProblemError(error.refusal)
    throw error
  }
}
