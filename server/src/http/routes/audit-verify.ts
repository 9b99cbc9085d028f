import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { VerifyLine } from '@liandong/shared/wire/audit.ts'
import { readHead } from '../../log/read.ts'
import { verifyChain } from '../../log/verify.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

/** The verifier on demand: it says how far it is while it walks, one line of NDJSON a page, and what came of it last. */
export function verifyRoute(app: FastifyInstance, { trace }: Services): void {
  /** Each holds a connection and reads everything: one at a time for a subdistrict. */
  const running = new Set<string>()

  route(app, {
    method: 'POST',
    url: '/audit/verify',
    tag: 'audit',
    summary: 'Walk the chain and hold it against the signed heads; answers as NDJSON while it goes on',
    access: 'audit.read',
    options: { compress: false },
    handler: async ({ me, request, reply, database }) => {
      const id = me.subdistrictId
      if (running.has(id)) throw problem('tooFast')
      running.add(id)
      const out = new PassThrough()
      const say = (line: VerifyLine) => void out.write(`${JSON.stringify(line)}\n`)
      const walk = async () => {
        const of = await readHead(database.db, id)
        say({ checked: 0, of })
        const verdict = await verifyChain(database.db, id, {
          progress: (checked) => {
            // whoever asked has gone: nobody reads the rest
            if (out.destroyed) throw new Error('the caller has gone')
            say({ checked, of: Math.max(of, checked) })
          },
        })
        const { subdistrictId: _, ...told } = verdict
        await trace.note(me, me.user.id, { type: 'audit.verified', data: told })
        say(told)
      }
      walk()
        .then(() => out.end())
        .catch((error: unknown) => {
          if (!out.destroyed) request.log.error({ err: error }, 'fault')
          out.destroy(error as Error)
        })
        .finally(() => running.delete(id))
      return reply.type('application/x-ndjson').header('cache-control', 'no-store').send(out)
    },
  })
}
