import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import type { Screen } from '../harness/screen.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const MINUTE = 60_000
/** The platform of the demo may be silent this long. */
const LONGEST = 240 * MINUTE

const postgres = usePostgres()
let story: Story
let wall: Screen
beforeAll(async () => {
  story = await Story.open(postgres)
  wall = await story.screen('wall')
})
afterAll(() => story.close())

const platform = () => wall.board.sources.find((source) => source.id === 'platform-110')

describe('a source that falls silent is raised', () => {
  it('at its time and not before, with how long it has been silent, on every screen at once', async () => {
    await story.openIncident()
    await story.pass(LONGEST - MINUTE)
    await story.openIncident()
    await story.pass(LONGEST - 10_000)
    expect(platform()?.silentSince).toBeNull()

    await story.pass(11_000)
    const silentSince = await until('the silence on the wall', () => platform()?.silentSince)
    expect(story.now() - Date.parse(silentSince)).toBeGreaterThan(LONGEST)
    const board = await story.board('supervisor')
    expect(board.sources.find((source) => source.id === 'platform-110')).toEqual(platform())
  })

  it('once, however long it lasts', async () => {
    await story.pass(LONGEST)
    await story.pass(10_000)
    const { events } = await (await story.as('operator')).read('/events?limit=1000')
    expect(events.filter((e: { type: string }) => e.type === 'source.silent')).toHaveLength(1)
  })

  it('is heard again with its next alert', async () => {
    await story.openIncident()
    await until('the source heard again on the wall', () => platform()?.silentSince === null)
    const board = await story.board('wall')
    expect(platform()).toEqual(board.sources.find((source) => source.id === 'platform-110'))
  })

  it('never for a source that has not spoken yet, nor for one without a limit', async () => {
    await story.pass(LONGEST)
    await until('the next silence', () => platform()?.silentSince)
    expect(wall.board.sources.filter((source) => source.silentSince !== null).map((source) => source.id)).toEqual([
      'platform-110',
    ])
  })
})
