import { io, type Socket } from 'socket.io-client'
import type { Beat, Board, LiveEvents, TodayCounts, UnitPosition } from '@liandong/shared/board/board.ts'
import { evolveBoard } from '@liandong/shared/board/evolve-board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { unitStates } from '@liandong/shared/duty/unit-state.ts'
import { stateOf } from '@liandong/shared/wire/incident-detail.ts'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import type { Client } from './client.ts'
import { until } from './until.ts'

/**
 * A screen as the console keeps one: it reads the board, folds what comes with the rule book, resumes from its `seq`
 * after any break, reads an incident it did not see begin, and the whole board where the server says `resync`.
 */
export class Screen {
  readonly #url: string
  readonly #client: Client
  readonly #reading = new Set<string>()
  #socket: Socket | undefined
  #board: Board | undefined
  /** Every event it was ever sent, as sent: to see that none came twice. */
  readonly events: LogEvent[] = []
  boardReads = 0
  beats: Beat[] = []

  constructor(url: string, client: Client) {
    this.#url = url
    this.#client = client
  }

  get board(): Board {
    if (!this.#board) throw new Error('This screen has no board yet.')
    return this.#board
  }

  async open(): Promise<this> {
    await this.#readBoard()
    this.#connect()
    await this.isLive()
    return this
  }

  /** The cable is pulled: nothing is said, nothing is heard. */
  cut(): void {
    this.#socket?.removeAllListeners()
    this.#socket?.io.engine?.close()
    this.#socket?.disconnect()
    this.#socket = undefined
  }

  /** The network is back; the screen goes on from what it knew. */
  async resume(): Promise<void> {
    this.beats = []
    this.#connect()
    await this.isLive()
  }

  /** A beat has come since it connected: it has been sent all that was before. */
  isLive = (): Promise<Beat> => until(`a beat for ${this.#client.username}`, () => this.beats.at(-1), 30_000)

  close(): void {
    this.cut()
  }

  #connect(): void {
    const socket = io(this.#url, {
      path: '/live',
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: this.#client.cookie },
      auth: { protocol: 1, after: this.board.seq },
    })
    this.#socket = socket
    // the server went away, or is not back yet: try again from what is known
    const again = (): void => {
      socket.removeAllListeners()
      if (this.#socket === socket) setTimeout(() => this.#socket === socket && this.#connect(), 200)
    }
    socket.on('disconnect', again)
    socket.on('connect_error', again)
    socket.on('events', (events: LiveEvents) => this.#fold(events))
    socket.on('beat', (beat: Beat) => {
      this.beats.push(beat)
      this.#board = { ...this.board, seq: Math.max(this.board.seq, beat.seq), quarantined: beat.quarantined }
    })
    socket.on('positions', (positions: UnitPosition[]) => this.#move(positions))
    socket.on('today', (today: TodayCounts) => (this.#board = { ...this.board, today }))
    socket.on('resync', () => {
      this.cut()
      void this.#readBoard().then(() => this.#connect())
    })
  }

  async #readBoard(): Promise<void> {
    this.#board = await this.#client.board()
    this.boardReads += 1
  }

  #fold(events: LiveEvents): void {
    this.events.push(...events)
    const { board, unknown } = evolveBoard(this.board, events)
    this.#board = board
    for (const id of unknown) void this.#readAgain(id)
  }

  /** The one read that is under way may be older than what came meanwhile: then it is read once more. */
  async #readAgain(id: string): Promise<void> {
    if (this.#reading.has(id)) return
    this.#reading.add(id)
    for (let seq = -1; seq !== this.board.seq;) {
      seq = this.board.seq
      const { status, body } = await this.#client.ask('GET', `/incidents/${id}`)
      if (status === 200) this.#put(id, stateOf(body))
      else if (status === 404 || status === 403) this.#put(id, undefined)
      else throw new Error(`GET /incidents/${id}: ${status}`)
    }
    this.#reading.delete(id)
  }

  #put(id: string, read: IncidentState | undefined): void {
    const known = this.board.incidents.find((incident) => incident.id === id)
    const kept = read && known && known.version > read.version ? known : read
    const others = this.board.incidents.filter((incident) => incident.id !== id)
    const incidents = kept?.live ? [...others, kept] : others
    this.#board = { ...this.board, incidents, units: unitStates(this.board.units, incidents) }
  }

  #move(positions: readonly UnitPosition[]): void {
    const to = new Map(positions.map((position) => [position.id, position]))
    this.#board = { ...this.board, units: this.board.units.map((unit) => ({ ...unit, ...to.get(unit.id) })) }
  }
}

/** What a screen shows, whichever way it came by it: without what is no event: where the units are, when they were heard of, and what time it was. */
export function shown({ serverTime: _time, units, incidents, ...rest }: Board) {
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)
  return {
    ...rest,
    incidents: incidents.toSorted(byId),
    units: units.map(({ location: _l, locationAt: _a, lastContactAt: _c, ...unit }) => unit).toSorted(byId),
  }
}
