import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Board } from '@liandong/shared/board/board.ts'
import { coverageGaps, type Village } from '@liandong/shared/duty/coverage.ts'
import { isOnDuty, type DutyPattern } from '@liandong/shared/duty/on-duty.ts'
import type { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
let admin: Client
let villages: Village[]
beforeAll(async () => {
  story = await Story.open(postgres)
  admin = await story.as('admin')
  const place = await (await story.as('operator')).read('/place')
  const grids: { id: string; name: string; centreId: string }[] = place.grids.features.map(
    (feature: { properties: object }) => feature.properties,
  )
  villages = place.centres.centres.map(({ id, name }: { id: string; name: string }) => ({
    id,
    name,
    grids: grids.filter((grid) => grid.centreId === id),
  }))
})
afterAll(() => story.close())

const gaps = (board: Board): string[] => coverageGaps(villages, board.units).map((gap) => gap.id)

type Form = { organisationId: string; duty: DutyPattern; version: number }

/** The people of a village as an administrator edits them, whoever is on duty now first. */
async function peopleOf(villageId: string) {
  const own = [villageId, ...(villages.find((one) => one.id === villageId)?.grids ?? []).map((grid) => grid.id)]
  const { items } = await admin.read<{ items: (Form & { id: string; retiredAt: null })[] }>('/units?limit=200')
  return items
    .filter((unit) => own.includes(unit.organisationId))
    .toSorted((a, b) => Number(isOnDuty(b.duty, story.now())) - Number(isOnDuty(a.duty, story.now())))
    .map(({ id, retiredAt: _retired, ...form }) => ({
      form,
      send: async (more: Partial<Form>) => {
        const { status, body } = await admin.ask('PUT', `/units/${id}`, { body: { ...form, ...more } })
        expect({ status, body }).toMatchObject({ status: 200 })
        form.version = body.unit.version
      },
    }))
}

async function standingFor(villageId: string) {
  const [first] = await peopleOf(villageId)
  if (!first) throw new Error(`nobody of ${villageId}`)
  return first
}

describe('A12: every screen knows within 5 s where nobody is on duty', () => {
  it('nowhere at first; a village whose person is taken off the rota, and no longer once they are back', async () => {
    const [wall, desk] = await Promise.all([story.screen('wall'), story.screen('operator')])
    expect([gaps(wall.board), gaps(desk.board)]).toEqual([[], []])
    const unit = await standingFor('village-11')
    const duty = unit.form.duty
    const since = Date.now()
    await unit.send({ duty: [] })
    for (const screen of [wall, desk]) await until('the gap', () => gaps(screen.board).join() === 'village-11', 5_000)
    expect(Date.now() - since).toBeLessThan(5_000)
    expect(gaps(await story.board('wall')), 'a screen that opens now').toEqual(['village-11'])
    await unit.send({ duty })
    for (const screen of [wall, desk]) await until('no gap', () => gaps(screen.board).length === 0, 5_000)
  })

  it('a person placed in another village leaves the one and covers the other', async () => {
    const wall = await story.screen('wall')
    const unit = await standingFor('village-12')
    const home = unit.form.organisationId
    await unit.send({ organisationId: 'village-13' })
    await until('the gap', () => gaps(wall.board).join() === 'village-12', 5_000)
    await unit.send({ organisationId: home })
    await until('no gap', () => gaps(wall.board).length === 0, 5_000)
  })

  it('a shift that nobody takes over is a gap when the one before it ends', async () => {
    const wall = await story.screen('wall')
    const [unit, ...others] = await peopleOf('village-14')
    for (const other of others) await other.send({ duty: [] })
    // on duty for two more minutes of this day, and for none of the next shift
    const minute = Math.floor(((story.now() + 8 * 3_600_000) % 86_400_000) / 60_000)
    const duty = [{ fromMinute: (minute + 1_430) % 1_440, toMinute: (minute + 2) % 1_440 }]
    await unit?.send({ duty })
    expect(gaps(await story.board('wall'))).toEqual([])
    await story.forward(3 * 60_000)
    await until('the gap', () => gaps(wall.board).includes('village-14'), 15_000)
  })
})
