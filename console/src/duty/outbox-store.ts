import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { OutboxItem, OutboxStore } from '@liandong/shared/duty/outbox.ts'
import type { Problem } from '../api/answer.ts'

type Row = { owner: string; key: string; item: OutboxItem; problem?: Problem }
interface Schema extends DBSchema {
  items: { key: number; value: Row; indexes: { key: string; owner: string } }
}

/** On the disk before it counts as kept: a battery that ends in this second loses nothing. */
const KEPT = { durability: 'strict' } as const

const open = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>('liandong-outbox', 1, {
    upgrade(db) {
      // the number of a row is its place in the order of pressing
      const items = db.createObjectStore('items', { autoIncrement: true })
      items.createIndex('key', 'key', { unique: true })
      items.createIndex('owner', 'owner')
    },
  })

/** The outbox of one person on this phone, in IndexedDB. */
export function openOutboxStore(owner: string): OutboxStore<Problem> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  const database = (): Promise<IDBPDatabase<Schema>> => (opened ??= open())
  const change = async (key: string, row: ((known: Row) => Row) | undefined): Promise<void> => {
    const tx = (await database()).transaction('items', 'readwrite', KEPT)
    const cursor = await tx.store.index('key').openCursor(key)
    if (cursor) await (row ? cursor.update(row(cursor.value)) : cursor.delete())
    await tx.done
  }
  return {
    async read() {
      await takeOver(await database(), owner)
      const rows = await (await database()).getAllFromIndex('items', 'owner', owner)
      return {
        waiting: rows.filter((row) => row.problem === undefined).map((row) => row.item),
        refused: rows.flatMap(({ item, problem }) => (problem ? [{ item, problem }] : [])),
      }
    },
    async add(item) {
      const tx = (await database()).transaction('items', 'readwrite', KEPT)
      await tx.store.add({ owner, key: item.key, item })
      await tx.done
    },
    refuse: (key, problem) => change(key, (known) => ({ ...known, problem })),
    remove: (key) => change(key, undefined),
  }
}

/** What an earlier version of this page kept in localStorage is sent too. */
async function takeOver(db: IDBPDatabase<Schema>, owner: string): Promise<void> {
  const paper = `liandong.outbox.${owner}`
  const old = readOld(localStorage.getItem(paper))
  if (old.length > 0) {
    const tx = db.transaction('items', 'readwrite', KEPT)
    for (const row of old) {
      // taken over already by a page that was closed before it could tear the paper
      if ((await tx.store.index('key').getKey(row.key)) === undefined) await tx.store.add({ owner, ...row })
    }
    await tx.done
  }
  localStorage.removeItem(paper)
}

export function readOld(text: string | null): Omit<Row, 'owner'>[] {
  if (text === null) return []
  try {
    const { waiting, refused } = JSON.parse(text) as {
      waiting: OutboxItem[]
      refused: { item: OutboxItem; problem: Problem }[]
    }
    return [...refused, ...waiting.map((item) => ({ item }))].map((row) => ({ key: row.item.key, ...row }))
  } catch {
    return []
  }
}
