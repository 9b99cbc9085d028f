import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Plan } from '@liandong/shared/people/import/plan.ts'
import { applyImport, checkImport, preparePasswords, readRows } from '../../people/import/import.ts'
import { readKnown } from '../../people/import/known.ts'
import { MOST_BYTES } from '../../people/import/spreadsheet.ts'
import { csvTemplate, writeTemplate } from '../../people/import/template.ts'
import { Refused } from '../../people/change.ts'
import { changing } from '../changing.ts'
import { languageOf, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const kindField = z.enum(['people', 'units'])
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** People and units from a spreadsheet: a template, a dry run, and the same again for good. The body is the file. */
export async function importRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { clock, identity } = services

  route(app, {
    method: 'GET',
    url: '/imports/template',
    tag: 'people',
    summary: 'A spreadsheet to fill in, with the words that may stand in it',
    access: 'import.run',
    query: z.strictObject({ kind: kindField, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    handler: async ({ query: { kind, format }, me, reply, database }) => {
      const name = `liandong-${kind}.${format}`
      reply.header('content-disposition', `attachment; filename="${name}"`)
      if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(csvTemplate(kind))
      const known = await readKnown(database.db, me.subdistrictId, me.actor, clock.now(), [])
      const units = known.units.map((one) => ({ name: one.form.name, parentName: one.organisationName }))
      return reply.type(XLSX).send(await writeTemplate(kind, known.organisations, units))
    },
  })

  await app.register(async (raw) => {
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    )

    route(raw, {
      method: 'POST',
      url: '/imports/check',
      tag: 'people',
      summary: 'The dry run: what each row would do, and what is wrong with it; nothing is stored',
      access: 'import.run',
      query: z.strictObject({ kind: kindField }),
      handler: async ({ query: { kind }, request, me, database }) => {
        const rows = await unlessUnreadable(() => readRows(request.body))
        const { plan, counts, digest } = await checkImport(
          database.db,
          { subdistrictId: me.subdistrictId, actor: me.actor },
          kind,
          rows,
          clock.now(),
        )
        return { kind, digest, counts, lines: linesOf(plan, languageOf(request)) }
      },
    })

    route(raw, {
      method: 'POST',
      url: '/imports/apply',
      tag: 'people',
      summary: 'Apply what the dry run of this digest has shown; one-time passwords are in the answer and nowhere else',
      access: 'import.run',
      query: z.strictObject({ kind: kindField, digest: z.string().regex(/^[0-9a-f]{64}$/) }),
      handler: async ({ query: { kind, digest }, request, me, database }) => {
        const rows = await unlessUnreadable(() => readRows(request.body))
        const by = { subdistrictId: me.subdistrictId, actor: me.actor }
        const checked = await checkImport(database.db, by, kind, rows, clock.now())
        if (checked.digest !== digest) throw new ProblemError({ code: 'importChanged' })
        const passwords = await preparePasswords(checked.plan)
        const applied = await changing(services, me, (change) => applyImport(change, kind, rows, digest, passwords))
        await identity.load()
        return applied
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

/** What a person reads of a plan: rows, names, outcomes and sentences in their language. */
const linesOf = (plan: Plan, language: 'zh' | 'en') =>
  plan.lines.map((line) => ({
    row: line.row,
    name: line.name,
    outcome: line.outcome,
    fields: line.outcome === 'change' ? line.fields : [],
    problems:
      line.outcome === 'problem'
        ? line.problems.map((one) => ({
            column: one.column,
            message: language === 'zh' ? one.messageZh : one.message,
          }))
        : [],
  }))
