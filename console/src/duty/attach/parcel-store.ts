import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Parcel, ParcelStore } from '@liandong/shared/duty/parcels.ts'
import type { Problem } from '../../api/answer.ts'

type Row = { owner: string; id: string; parcel: Parcel; bytes?: Blob; problem?: Problem }
interface Schema extends DBSchema {
  parcels: { key: number; value: Row; indexes: { id: string; owner: string } }
}

/** On the disk before it counts as kept, as the acts are (outbox-store.ts). */
const KEPT = { durability: 'strict' } as const

/** A store of its own: the acts are small and never wait behind the writing of a picture. */
const open = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>('liandong-parcels', 1, {
    upgrade(db) {
      const parcels = db.createObjectStore('parcels', { autoIncrement: true })
      parcels.createIndex('id', 'id', { unique: true })
      parcels.createIndex('owner', 'owner')
    },
  })

/** The pictures and voice notes of one person that this phone has still to send. */
export function openParcelStore(owner: string): ParcelStore<Problem, Blob> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  const database = (): Promise<IDBPDatabase<Schema>> => (opened ??= open())
  const change = async (id: string, row: ((known: Row) => Row) | undefined): Promise<void> => {
    const tx = (await database()).transaction('parcels', 'readwrite', KEPT)
    const cursor = await tx.store.index('id').openCursor(id)
    if (cursor) await (row ? cursor.update(row(cursor.value)) : cursor.delete())
    await tx.done
  }
  return {
    async read() {
      const rows = await (await database()).getAllFromIndex('parcels', 'owner', owner)
      return {
        waiting: rows.filter((row) => row.problem === undefined).map((row) => row.parcel),
        refused: rows.flatMap(({ parcel, problem }) => (problem ? [{ parcel, problem }] : [])),
      }
    },
    async add(parcel, bytes) {
      const tx = (await database()).transaction('parcels', 'readwrite', KEPT)
      await tx.store.add({ owner, id: parcel.id, parcel, bytes })
      await tx.done
    },
    async bytes(id) {
      return (await (await database()).getFromIndex('parcels', 'id', id))?.bytes
    },
    refuse: (id, problem) => change(id, ({ bytes: _gone, ...known }) => ({ ...known, problem })),
    remove: (id) => change(id, undefined),
  }
}
