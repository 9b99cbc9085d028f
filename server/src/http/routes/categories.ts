import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { checkCategories } from '@liandong/shared/classify/category-book.ts'
import { diffCategories } from '@liandong/shared/classify/category-diff.ts'
import { categoriesAt, complete, DELIVERED_CATEGORIES } from '@liandong/shared/classify/delivered-categories.ts'
import { versionRoutes } from '../version-routes.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

/** Generous: what a row may hold exactly is said by `checkCategories`, with a sentence. */
const text = z.string().max(200)
const tree = z.strictObject({
  systems: z.array(z.strictObject({ id: text, name: text })).max(50),
  nodes: z
    .array(
      z.strictObject({
        code: text,
        parent: text.nullable(),
        zh: text,
        en: text,
        police: z.boolean().nullable(),
        retired: z.boolean(),
        mappings: z.record(text, z.array(text).min(1).max(50)),
      }),
    )
    .max(1_000),
})

/** What cases are called, and what the codes of other systems mean here (domain §2.1, ADR 0021). */
export function categoryRoutes(app: FastifyInstance, services: Services): void {
  const { clock, settings } = services

  route(app, {
    method: 'GET',
    url: '/categories/current',
    tag: 'board',
    summary: 'The category tree in force; every screen takes its words from it',
    access: 'work.read',
    handler: async ({ me, reply }) => {
      const { version, content } = categoriesAt(settings.of(me.subdistrictId, 'categories'), clock.now())
      reply.header('cache-control', 'private, no-cache')
      // what another system calls a category is of no use on a wall or a phone
      const nodes = content.nodes.map(({ code, parent, zh, en, police, retired }) => ({
        code,
        parent,
        zh,
        en,
        police,
        retired,
      }))
      return { version, nodes }
    },
  })

  versionRoutes(app, services, {
    subject: 'categories',
    url: '/categories',
    what: 'the category tree',
    read: 'setting.read',
    content: tree,
    check: (proposed, inForce) => checkCategories(proposed, complete(inForce)),
    delivered: DELIVERED_CATEGORIES,
    told: (before, after) => ({ ...diffCategories(complete(before), after) }),
  })
}
