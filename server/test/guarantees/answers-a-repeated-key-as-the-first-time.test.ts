import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
let operator: Client
beforeAll(async () => {
  story = await Story.open(postgres)
  operator = await story.as('operator')
})
afterAll(() => story.close())

describe('a repeated Idempotency-Key is answered as the first time', () => {
  it('also where the command could not be given twice, also across a restart', async () => {
    const { id } = await story.openIncident()
    const give = () => operator.command(id, 'dispatch', { unitId: 'unit-responder' }, 'key-1')
    const first = await give()
    expect(first.status).toBe(200)
    expect((await operator.command(id, 'dispatch', { unitId: 'unit-responder' })).body.code).toBe('unitBusy')
    await operator.do(id, 'note', { text: '之后又有别的事' })
    expect(await give()).toMatchObject({ status: 200, body: first.body })
    await story.restart()
    expect(await give()).toMatchObject({ status: 200, body: first.body })
    expect((await operator.incident(id)).events.filter((e) => e.type === 'incident.dispatched')).toHaveLength(1)
  })

  it('when it is sent ten times in the same moment', async () => {
    const { id } = await story.openIncident()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => operator.command(id, 'note', { text: '只记一次' }, 'key-2')),
    )
    expect(answers.map((a) => a.status)).toEqual(Array(10).fill(200))
    expect(new Set(answers.map((a) => a.body.seq)).size).toBe(1)
    expect((await operator.incident(id)).events.filter((e) => e.type === 'incident.noted')).toHaveLength(1)
  })

  it('and refused for another body, another command or another incident', async () => {
    const { id } = await story.openIncident()
    const other = await story.openIncident()
    await operator.command(id, 'note', { text: '原话' }, 'key-3')
    for (const answer of [
      await operator.command(id, 'note', { text: '别的话' }, 'key-3'),
      await operator.command(id, 'flag', { flag: 'major' }, 'key-3'),
      await operator.command(other.id, 'note', { text: '原话' }, 'key-3'),
    ]) {
      expect(answer).toMatchObject({ status: 422, body: { code: 'idempotencyMismatch' } })
    }
  })

  it('but belongs to one person: another may use the same key', async () => {
    const { id } = await story.openIncident()
    const leader = await story.as('leader')
    const [a, b] = [
      await operator.command(id, 'note', { text: '甲' }, 'key-4'),
      await leader.command(id, 'note', { text: '乙' }, 'key-4'),
    ]
    expect([a.status, b.status]).toEqual([200, 200])
    expect(a.body.seq).not.toBe(b.body.seq)
  })

  it('and a refusal is not kept: the same key works once the reason is gone', async () => {
    const { id } = await story.openIncident()
    expect((await operator.command(id, 'close', {}, 'key-5')).status).toBe(409)
    await operator.do(id, 'settle', { outcome: 'noAction', text: '误报' })
    expect((await operator.command(id, 'close', {}, 'key-5')).status).toBe(200)
  })
})
