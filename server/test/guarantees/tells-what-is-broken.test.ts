import { afterEach, describe, expect, it } from 'vitest'
import { ask } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
afterEach(() => story.close())

const readyz = () => ask(`${story.url}/readyz`, 'GET')
const failing = (checks: Record<string, { ok: boolean }>): string[] =>
  Object.keys(checks).filter((name) => checks[name]?.ok === false)

describe('readyz tells the failing part', () => {
  it('200 with every part when all is well; healthz says only that it lives', async () => {
    story = await Story.open(postgres, { realTime: true })
    const { body } = await until('ready', async () => ((await readyz()).status === 200 ? readyz() : undefined))
    expect(Object.keys(body.checks).toSorted()).toEqual(['clocks', 'database', 'log', 'queue'])
    expect(await ask(`${story.url}/healthz`, 'GET')).toMatchObject({ status: 200, body: { ok: true } })
    const age = await until('a canary came through', async () => (await readyz()).body.checks.queue.ageMs)
    expect(age).toBeLessThan(15_000)
  })

  it('503 database while PostgreSQL is stopped, and 503 to callers, never 500; 200 again when it is back', async () => {
    story = await Story.open(postgres, { realTime: true })
    await until('ready', async () => (await readyz()).status === 200)
    const killedPid = postgres.pid
    process.kill(killedPid, 'SIGKILL')
    const { status, body } = await until(
      'not ready',
      async () => {
        const answer = await readyz()
        return answer.status === 503 ? answer : undefined
      },
      10_000,
      5,
    )
    expect(status).toBe(503)
    expect(failing(body.checks)).toContain('database')
    await until('ready again', async () => (await readyz()).status === 200, 60_000, 100)
    expect((await story.postAlert()).status).toBe(202)
  })

  it('503 queue when Redis is away longer than its canary may be late, while alerts are taken all along', async () => {
    story = await Story.open(postgres, { way: 'redis', realTime: true })
    await until('ready', async () => (await readyz()).status === 200)
    await story.redis?.kill9()
    const { body } = await until(
      'not ready',
      async () => {
        const answer = await readyz()
        expect((await story.postAlert()).status).toBe(202)
        return answer.status === 503 ? answer : undefined
      },
      60_000,
      1_000,
    )
    expect(failing(body.checks)).toEqual(['queue'])
    expect(body.checks.queue.detail).toContain('canary')
    await story.redis?.restart()
    await until('ready again', async () => (await readyz()).status === 200, 30_000, 100)
  })
})
