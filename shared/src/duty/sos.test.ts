import { describe, expect, it } from 'vitest'
import { foldSos, openSos, type Sos } from './sos.ts'

const event = (type: string, data: Record<string, unknown>, actor = 'op') => ({
  type,
  data,
  at: '2026-11-24T06:10:00.000Z',
  actor: { id: actor },
})
const called = foldSos(
  null,
  event('unit.sos', { sosId: 's1', occurredAt: '2026-11-24T06:00:00.000Z', incidentId: 'i1' }),
)

describe('a call for help', () => {
  it('stands from when it was pressed, heard by a person, until the room ends it', () => {
    expect(openSos(called)).toMatchObject({
      id: 's1',
      at: '2026-11-24T06:00:00.000Z',
      incidentId: 'i1',
      attendedAt: null,
    })
    const heard = foldSos(called, event('unit.sosAttended', { sosId: 's1' }))
    expect(openSos(heard)).toMatchObject({ attendedBy: 'op', attendedAt: '2026-11-24T06:10:00.000Z' })
    expect(openSos(foldSos(heard, event('unit.sosEnded', { sosId: 's1' })))).toBeNull()
  })

  it('is not ended by a word about another one', () =>
    expect(openSos(foldSos(called, event('unit.sosEnded', { sosId: 's0' })) as Sos)).not.toBeNull())
})
