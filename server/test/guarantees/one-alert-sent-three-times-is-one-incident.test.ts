import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
beforeAll(async () => void (story = await Story.open(postgres)))
afterAll(() => story.close())

describe('one alert sent three times is one incident', () => {
  it('is accepted once and told as a duplicate twice, at once', async () => {
    const sent = { externalNo: 'THRICE-1', narrative: '同一个人三次报警' }
    const answers = await Promise.all([1, 2, 3].map(() => story.postAlert(sent)))
    expect(answers.map((a) => a.status).toSorted()).toEqual([200, 200, 202])
    expect(answers.map((a) => a.body.duplicate).toSorted()).toEqual([false, true, true])
    expect(new Set(answers.map((a) => a.body.alertId)).size).toBe(1)
    await story.incidentOf(answers[0]?.body.alertId)
    const board = await story.board()
    expect(board.incidents).toHaveLength(1)
  })

  it('is one incident however often it comes within a batch and after it', async () => {
    const line = JSON.stringify({ externalNo: 'THRICE-2', narrative: '批量里重复的警情' })
    const [a, b] = await Promise.all([story.postBatch([line, line, line]), story.postBatch([line])])
    expect(a?.body.accepted + b?.body.accepted).toBe(1)
    expect(a?.body.duplicates + b?.body.duplicates).toBe(3)
    const again = await story.postAlert({ externalNo: 'THRICE-2', narrative: '不同的内容也还是同一条' })
    expect(again).toMatchObject({ status: 200, body: { duplicate: true } })
    await story.incidentOf(again.body.alertId)
    expect((await story.board()).incidents).toHaveLength(2)
  })

  it('is another alert when another source uses the same number', async () => {
    const other = await story.postAlert(
      { externalNo: 'THRICE-1', narrative: '另一来源' },
      'demo-intake-key:smart-security',
    )
    expect(other).toMatchObject({ status: 202, body: { duplicate: false } })
  })
})
