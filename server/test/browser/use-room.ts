import { afterAll, beforeAll } from 'vitest'
import type { TestPostgres } from '../harness/postgres.ts'
import { Room, type RoomOptions } from './room.ts'

/** One room for all tests of a file; `room()` is it while they run. */
export function useRoom(postgres: TestPostgres, options: RoomOptions = {}): () => Room {
  let room: Room | undefined
  beforeAll(async () => void (room = await Room.open(postgres, options)))
  afterAll(() => room?.close())
  return () => {
    if (!room) throw new Error('The room is open only while tests run.')
    return room
  }
}
