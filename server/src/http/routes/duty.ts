import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { DELIVERED_DUTY } from '@liandong/shared/duty/duty-rules.ts'
import { cycleForm, decisionForm, entryForm } from '@liandong/shared/duty/rota-forms.ts'
import type { EntryAct } from '@liandong/shared/duty/rota-entry.ts'
import { subtreeAt } from '@liandong/shared/organisation/placement.ts'
import { idField } from '@liandong/shared/people/forms.ts'
import { versionAt } from '@liandong/shared/settings/version.ts'
import { DAY_MS, HOUR_MS, toIso } from '@liandong/shared/time.ts'
import { setCycle } from '../../duty/cycle.ts'
import { actOnEntry, askEntry, gapsBy, type Hand } from '../../duty/rota.ts'
import { readRota, type EntryRow, type Rota } from '../../duty/rota-read.ts'
import { gapsOf, toEntryView, viewDuty, viewRota, type Within } from '../../duty/rota-view.ts'
import type { SignedIn } from '../../identity/identity.ts'
import { readPlacements } from '../../people/placements.ts'
import type { Database } from '../../store/database.ts'
import { findEntry } from '../../duty/find-entry.ts'
import { changing } from '../changing.ts'
import { instantQuery } from '../paging.ts'
import { ProblemError, problem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { byId } from './people.ts'

/** The longest time a rota is drawn for. */
const LONGEST_DAYS = 62
/** Who reads everybody's rota; the others their own organisation's and all below it. */
const SEE_ALL = ['operator', 'leader', 'supervisor']
const ACTS = ['agree', 'decline', 'approve', 'refuse', 'withdraw'] as const satisfies readonly EntryAct[]

/** Who is on duty, who will be, and what is asked for against the plan (D5–D8, D33, A12). */
export function dutyRoutes(app: FastifyInstance, services: Services): void {
  const { clock, identity, settings } = services
  const nameOf = (id: string) => identity.nameOf(id)

  /** Their own organisation with all below it; a responder whose unit is in another one sees that one too. */
  function within(me: SignedIn, rota: Pick<Rota, 'units' | 'placements'>): Within {
    if (SEE_ALL.includes(me.user.role)) return undefined
    const unit = rota.units.find((one) => one.id === me.user.unitId)
    const roots = [me.user.organisationId, ...(unit ? [unit.organisationId] : [])]
    const organisationIds = new Set(roots.flatMap((id) => subtreeAt(rota.placements, id, clock.now())))
    const unitIds = new Set(rota.units.filter((one) => organisationIds.has(one.organisationId)).map((one) => one.id))
    return { unitIds, organisationIds }
  }

  const handOf = async (me: SignedIn, { db }: Database): Promise<Hand> => {
    const isPlanner = me.user.role === 'department'
    const placements = isPlanner ? await readPlacements(db, me.subdistrictId) : []
    return {
      ownUnitId: me.user.unitId,
      organisationIds: isPlanner ? subtreeAt(placements, me.user.organisationId, clock.now()) : null,
      isLeader: me.user.role === 'leader',
    }
  }

  const spanQuery = z.strictObject({ from: instantQuery.optional(), to: instantQuery.optional() })
  function spanOf(query: z.output<typeof spanQuery>): { fromAt: number; toAt: number } {
    const fromAt = query.from ? Date.parse(query.from) : clock.now()
    const toAt = query.to ? Date.parse(query.to) : fromAt + 7 * DAY_MS
    if (toAt <= fromAt || toAt - fromAt > LONGEST_DAYS * DAY_MS)
      throw new ProblemError({
        code: 'invalidQuery',
        errors: [
          {
            pointer: '/to',
            message: `after from, and at most ${LONGEST_DAYS} days`,
            messageZh: `须晚于开始时间，且不超过 ${LONGEST_DAYS} 天`,
          },
        ],
      })
    return { fromAt, toAt }
  }
  const say = async (me: SignedIn, { db }: Database, row: EntryRow) => {
    const { units } = await readRota(db, me.subdistrictId, row.fromAt.getTime(), row.untilAt.getTime())
    return { entry: toEntryView(row, (id) => units.find((one) => one.id === id)?.name, nameOf) }
  }
  /** The screens know it with the answer, and not with the next look. */
  const turned = () => services.dutyWatch.lookAgain()

  route(app, {
    method: 'GET',
    url: '/duty',
    tag: 'duty',
    summary: 'Who is on duty at an instant, for an organisation and all below it or for all (D5, D8)',
    access: 'duty.read',
    query: z.strictObject({ at: instantQuery.optional(), organisationId: idField.optional() }),
    handler: async ({ query, me, database }) => {
      const at = query.at ? Date.parse(query.at) : clock.now()
      const rota = await readRota(database.db, me.subdistrictId, at, at + 1)
      const under = query.organisationId && new Set(subtreeAt(rota.placements, query.organisationId, at))
      return { at: toIso(at), items: viewDuty(rota, at, under || undefined, within(me, rota)) }
    },
  })

  route(app, {
    method: 'GET',
    url: '/duty/rota',
    tag: 'duty',
    summary: 'The rota of a time: who is on when, what is asked for, gaps and overlaps',
    access: 'duty.read',
    query: spanQuery,
    handler: async ({ query, me, database }) => {
      const span = spanOf(query)
      const now = clock.now()
      const rota = await readRota(database.db, me.subdistrictId, span.fromAt, span.toAt)
      const rules = versionAt(settings.of(me.subdistrictId, 'dutyRules'), now, DELIVERED_DUTY).content
      return viewRota(rota, { ...span, now, longestMs: rules.longestHours * HOUR_MS }, within(me, rota), nameOf)
    },
  })

  route(app, {
    method: 'GET',
    url: '/duty/gaps',
    tag: 'duty',
    summary: 'The times in which somebody who must be there is wanting, before they begin (D5)',
    access: 'duty.read',
    query: spanQuery,
    handler: async ({ query, me, database }) => {
      const { fromAt, toAt } = spanOf(query)
      const rota = await readRota(database.db, me.subdistrictId, fromAt, toAt)
      return { gaps: gapsOf(rota, fromAt, toAt, clock.now(), within(me, rota)) }
    },
  })

  route(app, {
    method: 'POST',
    url: '/duty/entries',
    tag: 'duty',
    summary: 'Ask for an extra duty, leave or a swap; what a leader plans for others is decided at once',
    access: 'duty.ask',
    body: z.strictObject({ entry: entryForm, gapReason: decisionForm.shape.reason }),
    handler: async ({ body, me, reply, database }) => {
      const hand = await handOf(me, database)
      const row = await changing(services, me, (change) => askEntry(change, body.entry, hand, body.gapReason))
      await turned()
      return reply.code(201).send(await say(me, database, row))
    },
  })

  route(app, {
    method: 'GET',
    url: '/duty/entries/:id/gaps',
    tag: 'duty',
    summary: 'The gaps an entry would make if it were approved',
    access: 'duty.ask',
    params: byId,
    handler: async ({ params, me, database }) => {
      const row = await findEntry(database.db, me.subdistrictId, params.id)
      if (!row) throw problem('notFound')
      const rota = await readRota(database.db, me.subdistrictId, row.fromAt.getTime(), row.untilAt.getTime())
      const theirs = within(me, rota)
      if (theirs && !theirs.unitIds.has(row.unitId) && !theirs.unitIds.has(row.otherUnitId ?? ''))
        throw problem('notFound')
      const gaps = await database.db.transaction((tx) =>
        gapsBy({ tx, subdistrictId: me.subdistrictId, now: clock.now() }, row),
      )
      return { gaps }
    },
  })

  for (const act of ACTS)
    route(app, {
      method: 'POST',
      url: `/duty/entries/:id/${act}`,
      tag: 'duty',
      summary: SAID[act],
      access: act === 'approve' || act === 'refuse' ? 'duty.decide' : 'duty.ask',
      params: byId,
      body: decisionForm,
      handler: async ({ params, body, me, database }) => {
        if (!(await findEntry(database.db, me.subdistrictId, params.id))) throw problem('notFound')
        const hand = await handOf(me, database)
        const row = await changing(services, me, (change) => actOnEntry(change, params.id, act, body, hand))
        await turned()
        return say(me, database, row)
      },
    })

  route(app, {
    method: 'PUT',
    url: '/duty/units/:id/cycle',
    tag: 'duty',
    summary: 'Give a unit days that come round (四班三运转), or back the same every day',
    access: 'duty.decide',
    params: byId,
    body: cycleForm,
    handler: async ({ params, body, me }) => {
      const unit = await changing(services, me, (change) => setCycle(change, params.id, body))
      await turned()
      return { unit }
    },
  })
}

const SAID: Record<EntryAct, string> = {
  agree: 'Agree to take part in a swap',
  decline: 'Decline to take part in a swap',
  approve: 'Approve an entry; one that makes a gap asks for a reason',
  refuse: 'Refuse an entry',
  withdraw: 'Take an entry back',
}
