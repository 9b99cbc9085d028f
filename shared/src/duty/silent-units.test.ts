import { describe, expect, it } from 'vitest'
import type { BoardUnit } from '../board/board.ts'
import { buildActor, IncidentStory, NOON } from '../testing/incident-story.ts'
import { MINUTE_MS, toIso } from '../time.ts'
import { SILENT_UNDER_ORDER_MS, silentUnits } from './silent-units.ts'

const unit = { id: 'u1', locationAt: null } as BoardUnit

describe('D8: who has gone quiet under an order', () => {
  const story = new IncidentStory().triaged().do('dispatch', { unitId: 'u1' })
  const silentAt = (at: number, units = [unit]) => silentUnits([story.state], units, at).map(({ since }) => since)

  it('from ten minutes after the last word, to the millisecond', () => {
    expect(silentAt(NOON + SILENT_UNDER_ORDER_MS - 1)).toEqual([])
    expect(silentAt(NOON + SILENT_UNDER_ORDER_MS)).toEqual([toIso(NOON)])
  })
  it('a key pressed or a position is a word, and who has no order is left alone', () => {
    story.forward(5 * MINUTE_MS).do('acknowledge', {}, buildActor('responder', { unitId: 'u1' }))
    expect(silentAt(NOON + 12 * MINUTE_MS)).toEqual([])
    expect(silentAt(NOON + 16 * MINUTE_MS)).toEqual([toIso(NOON + 5 * MINUTE_MS)])
    expect(silentAt(NOON + 16 * MINUTE_MS, [{ ...unit, locationAt: toIso(NOON + 9 * MINUTE_MS) }])).toEqual([])
    // an open page in a pocket is no word
    expect(silentAt(NOON + 16 * MINUTE_MS, [{ ...unit, lastContactAt: toIso(NOON + 16 * MINUTE_MS) }])).toHaveLength(1)
    story.do('decline', { reason: 'r' }, buildActor('responder', { unitId: 'u1' }))
    expect(silentAt(NOON + 60 * MINUTE_MS)).toEqual([])
  })
})
