import { postgresBackend, redisBackend } from '../../src/jobs/backend.ts'
import { createLogger } from '../../src/platform/logger.ts'

/** Floor of the clocks: bare BullMQ delayed jobs in the same store under the same load; how late each came to its worker. */
type Order = { pending: number; due: number; ratePerS: number; firstInMs: number }

const log = createLogger('silent')
const backend = process.env.REDIS_URL
  ? await redisBackend(process.env.REDIS_URL, log)
  : postgresBackend(process.env.DATABASE_URL as string, log)
const queue = backend.queue('floor')

process.on('message', (order: Order) => void run(order))
process.send?.({ ready: true })

async function run({ pending, due, ratePerS, firstInMs }: Order): Promise<void> {
  const far = Date.now() + 7_200_000
  const add = async (times: readonly number[]) => {
    for (let i = 0; i < times.length; i += 1_000) {
      await queue.addBulk(
        times.slice(i, i + 1_000).map((at, k) => ({
          name: 'wake',
          data: { at },
          opts: { jobId: `job-${at}-${i + k}`, delay: Math.max(at - Date.now(), 0), attempts: 1 },
        })),
      )
    }
  }
  await add(Array.from({ length: pending }, (_, i) => far + i))
  const lateness: number[] = []
  const first = Date.now() + firstInMs
  backend.worker(
    'floor',
    async (job) => {
      const { at } = job.data as { at: number }
      if (at < far) lateness.push(Date.now() - at)
      if (lateness.length === due) process.send?.({ lateness })
    },
    8,
  )
  await add(Array.from({ length: due }, (_, i) => first + Math.round((i * 1_000) / ratePerS)))
}
