import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { checkCalendar } from '@liandong/shared/clocks/calendar-check.ts'
import { DELIVERED_CALENDAR } from '@liandong/shared/clocks/calendar-delivered.ts'
import { planCalendar } from '@liandong/shared/clocks/calendar-file.ts'
import { calendarAt } from '../../cases/ticket-dues.ts'
import { MOST_BYTES } from '../../people/import/spreadsheet.ts'
import { readCalendarFile } from '../../settings/calendar-upload.ts'
import { languageOf } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { versionRoutes } from '../version-routes.ts'

/** How far a year may be from what is loaded; also what a four-figure year is. */
const year = z.int().min(2_000).max(2_100)
/** What is wrong with a day is said by the rule, in a sentence that names it; here is only what would be too much. */
const day = z.strictObject({ day: z.string().max(20), name: z.string().max(60) })
const content = z.strictObject({
  years: z
    .array(
      z.strictObject({
        year,
        document: z.string().trim().min(2).max(200),
        off: z.array(day).max(366),
        makeUp: z.array(day).max(104),
      }),
    )
    .min(1)
    .max(30),
})

/** The working-day calendar: set by two people, from an uploaded year that was looked at first (A11, D17). */
export async function calendarRoutes(app: FastifyInstance, services: Services): Promise<void> {
  versionRoutes(app, services, {
    subject: 'calendar',
    url: '/calendar',
    what: 'the working-day calendar',
    read: 'setting.read',
    content,
    check: checkCalendar,
    delivered: DELIVERED_CALENDAR,
    // whole calendars would make a line of pages: the years that are new or said otherwise are what is told
    told: (before, after) => ({
      years: after.years
        .filter((one) => !before.years.some((old) => JSON.stringify(old) === JSON.stringify(one)))
        .map(({ year: of, off, makeUp }) => ({
          year: of,
          off: off.map((d) => d.day),
          makeUp: makeUp.map((d) => d.day),
        })),
    }),
  })

  await app.register(async (raw) => {
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    )

    route(raw, {
      method: 'POST',
      url: '/calendar/check',
      tag: 'settings',
      summary:
        'The dry run of one year’s file (CSV, .xlsx, JSON): what is wrong row by row, or the calendar it would make',
      access: 'setting.propose',
      query: z.strictObject({ year: z.coerce.number().pipe(year) }),
      handler: async ({ query, request, me }) => {
        const inForce = calendarAt(services.settings, me.subdistrictId, services.clock.now()).content
        const file = await readCalendarFile(request.body, query.year)
        const plan = planCalendar(file, { year: query.year, document: '', inForce })
        const whole = plan.content ? checkCalendar(plan.content, inForce).map((one) => ({ row: 0, ...one })) : []
        const isZh = languageOf(request) === 'zh'
        return {
          year: query.year,
          rows: file.rows.length,
          problems: [...plan.problems, ...whole].map((one) => ({
            row: one.row,
            message: isZh ? (one.messageZh ?? one.message) : one.message,
          })),
          content: whole.length === 0 ? plan.content : null,
        }
      },
    })
  })
}
