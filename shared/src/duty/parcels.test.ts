import { describe, expect, it } from 'vitest'
import { createParcels, type Parcel, type ParcelStore, type RefusedParcel } from './parcels.ts'

const parcel = (id: string, incidentId = 'case-1'): Parcel => ({
  id,
  incidentId,
  incidentNo: '20261124-0001',
  dispatchId: 'order-1',
  kind: 'photo',
  mediaType: 'image/jpeg',
  size: 3,
  occurredAt: '2026-11-24T02:00:00.000Z',
})

/** A disk that outlives its pages. */
function disk() {
  const rows = new Map<string, { parcel: Parcel; bytes?: string; problem?: string }>()
  const store: ParcelStore<string, string> = {
    read: async () => ({
      waiting: [...rows.values()].filter((row) => !row.problem).map((row) => row.parcel),
      refused: [...rows.values()].flatMap(({ parcel: one, problem }): RefusedParcel<string>[] =>
        problem ? [{ parcel: one, problem }] : [],
      ),
    }),
    add: async (one, bytes) => void rows.set(one.id, { parcel: one, bytes }),
    bytes: async (id) => rows.get(id)?.bytes,
    refuse: async (id, problem) => {
      const row = rows.get(id)
      if (row) rows.set(id, { parcel: row.parcel, problem })
    },
    remove: async (id) => void rows.delete(id),
  }
  return { rows, store }
}

const settle = async (): Promise<void> => {
  for (let i = 0; i < 30; i++) await Promise.resolve()
}

function page(of: ReturnType<typeof disk>, answers: (id: string) => 'taken' | 'later' | { refused: string }) {
  const sent: string[] = []
  const timers: (() => void)[] = []
  const blocked = new Set<string>()
  const parcels = createParcels<string, string>({
    store: of.store,
    send: async ({ id }, bytes) => {
      sent.push(`${id} ${bytes}`)
      return answers(id)
    },
    mayGo: (incidentId) => !blocked.has(incidentId),
    setTimer: (run) => void timers.push(run),
  })
  return { parcels, sent, timers, blocked }
}

describe('pictures on their way', () => {
  it('wait for what was pressed about their case, and hold no other case up', async () => {
    const { parcels, sent, blocked } = page(disk(), () => 'taken')
    blocked.add('case-1')
    parcels.add(parcel('a'), 'A')
    parcels.add(parcel('b', 'case-2'), 'B')
    await settle()
    expect(sent).toEqual(['b B'])
    blocked.clear()
    parcels.nudge()
    await settle()
    expect(sent).toEqual(['b B', 'a A'])
    expect(parcels.getState().waiting).toEqual([])
  })

  it('outlive the page: the next one sends what the first could not, bytes and all', async () => {
    const kept = disk()
    const first = page(kept, () => 'later')
    first.parcels.add(parcel('a'), 'A')
    await settle()
    expect(first.timers).toHaveLength(1)
    const second = page(kept, () => 'taken')
    await settle()
    expect(second.sent).toEqual(['a A'])
    expect(kept.rows.size).toBe(0)
  })

  it('one that is refused is told, lets the others pass, and is gone once it was read', async () => {
    const kept = disk()
    const { parcels, sent } = page(kept, (id) => (id === 'a' ? { refused: 'too large' } : 'taken'))
    parcels.add(parcel('a'), 'A')
    parcels.add(parcel('b'), 'B')
    await settle()
    expect(sent).toEqual(['a A', 'b B'])
    expect(parcels.getState().refused).toMatchObject([{ parcel: { id: 'a' }, problem: 'too large' }])
    expect(kept.rows.get('a')?.bytes, 'its bytes are of no more use').toBeUndefined()
    parcels.dismiss('a')
    await settle()
    expect([parcels.getState().refused, kept.rows.size]).toEqual([[], 0])
  })

  it('where the phone keeps nothing they are sent all the same, and it is said', async () => {
    const full: ParcelStore<string, string> = {
      ...disk().store,
      add: () => Promise.reject(new Error('QuotaExceededError')),
    }
    const { parcels, sent } = page({ rows: new Map(), store: full }, () => 'taken')
    parcels.add(parcel('a'), 'A')
    await settle()
    expect(sent).toEqual(['a A'])
    expect(parcels.getState().isUnsafe).toBe(true)
  })
})
