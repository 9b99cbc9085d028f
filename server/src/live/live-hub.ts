import type { Server, Socket } from 'socket.io'
import { audienceOf, maySee, type Audience } from '@liandong/shared/access/audience.ts'
import type { Actor } from '@liandong/shared/access/actor.ts'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import type { Witnessed } from '../board/board-cache.ts'
import { unitsTold } from '@liandong/shared/duty/roll-call.ts'
import { kindShown, showEvent, type NameOf } from '../board/show-event.ts'
import type { LogTail } from '../log/tail.ts'
import type { StoredEvent } from '../log/read.ts'

type User = Extract<Actor, { kind: 'user' }>
export type Viewer = { user: User; subdistrictId: string }

type Deps = {
  io: Server
  tail: LogTail
  nameOf: NameOf
  readAfter: (subdistrictId: string, after: number, limit: number) => Promise<StoredEvent[]>
}

/** A screen further behind than this reads the board anew: quicker for it and for the server. */
export const MOST_BEHIND = 20_000
const PAGE = 1_000
/** Events kept with who could see them, for screens whose view depends on the state of that moment. */
const RING = 20_000

/**
 * Sends the log to the screens. A screen joins its room only in the same tick in which it has been sent everything
 * before, so it misses nothing and gets nothing twice; Socket.IO's own recovery plays no part in that.
 */
export class LiveHub {
  readonly #deps: Deps
  readonly #ring = new Map<string, Witnessed[]>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Called by the log's tail with what the board has witnessed, in `seq` order. */
  publish(subdistrictId: string, witnessed: readonly Witnessed[]): void {
    const ring = this.#ring.get(subdistrictId) ?? []
    ring.push(...witnessed)
    for (const { event } of witnessed) if (event.type === 'personal.erased') forget(ring, event.data.caseIds)
    if (ring.length > RING * 1.2) ring.splice(0, ring.length - RING)
    this.#ring.set(subdistrictId, ring)
    this.#toRoom(subdistrictId, 'room', witnessed)
    this.#toRoom(subdistrictId, 'wall', witnessed)
    this.#toRoom(subdistrictId, 'police', witnessed.filter(policeSees))
    for (const unitId of new Set(witnessed.flatMap(unitsOf))) {
      const own = witnessed.filter((w) => unitsOf(w).includes(unitId))
      this.#emit(roomOf(subdistrictId, 'unit', unitId), 'unit', own, unitId)
    }
  }

  #toRoom(subdistrictId: string, audience: Audience, witnessed: readonly Witnessed[]): void {
    this.#emit(roomOf(subdistrictId, audience), audience, witnessed)
  }

  #emit(room: string, audience: Audience, witnessed: readonly Witnessed[], unitId?: string): void {
    if (!this.#deps.io.sockets.adapter.rooms.has(room)) return
    const events = this.#show(audience, witnessed, unitId)
    if (events.length > 0) this.#deps.io.local.to(room).emit('events', events)
  }

  #show(audience: Audience, witnessed: readonly { event: StoredEvent }[], unitId?: string): LogEvent[] {
    return witnessed
      .filter(({ event }) => kindShown(audience, event.kind, event.type))
      .map(({ event }) => showEvent(audience, event, this.#deps.nameOf, unitId))
  }

  /** Sends everything after `after`, then lets the screen join the live stream. */
  async join(socket: Socket, viewer: Viewer, after: number): Promise<void> {
    const { subdistrictId, user } = viewer
    const audience = audienceOf(user.role)
    const room = roomOf(subdistrictId, audience, user.unitId ?? undefined)
    const head = await this.#deps.tail.caughtUp(subdistrictId)
    // ahead of the log: the database is not the one this screen knew
    if (after > head || head - after > MOST_BEHIND || !this.#canReplay(viewer, audience, after)) {
      socket.emit('resync')
      await socket.join(room)
      return
    }
    let sent = after
    while (sent < this.#deps.tail.head(subdistrictId)) {
      const page = await this.#page(viewer, audience, sent)
      if (!socket.connected) return
      if (page.events.length > 0) socket.emit('events', page.events)
      sent = page.upTo
    }
    // no await between the last comparison and this: joining is synchronous in the in-memory adapter
    void socket.join(room)
  }

  /** What a person on the scene or at the station may see changes with the case: it is known for the ring alone. */
  #canReplay(viewer: Viewer, audience: Audience, after: number): boolean {
    if (audience === 'room' || audience === 'wall' || audience === 'none') return true
    if (after === this.#deps.tail.head(viewer.subdistrictId)) return true
    const first = this.#ring.get(viewer.subdistrictId)?.[0]
    return first !== undefined && first.event.seq <= after + 1
  }

  async #page(viewer: Viewer, audience: Audience, sent: number): Promise<{ events: LogEvent[]; upTo: number }> {
    const { subdistrictId, user } = viewer
    if (audience === 'room' || audience === 'wall' || audience === 'none') {
      const read = await this.#deps.readAfter(subdistrictId, sent, PAGE)
      // what the tail has not told yet it will tell the room: sent here too, it would come twice
      const events = read.filter((event) => event.seq <= this.#deps.tail.head(subdistrictId))
      const upTo = events.at(-1)?.seq ?? sent
      return {
        events: this.#show(
          audience,
          events.map((event) => ({ event })),
        ),
        upTo,
      }
    }
    const ring = this.#ring.get(subdistrictId) ?? []
    const page = ring.filter((w) => w.event.seq > sent)
    const mine = page.filter((w) => (audience === 'police' ? policeSees(w) : unitsOf(w).includes(user.unitId ?? '')))
    return { events: this.#show(audience, mine, user.unitId ?? undefined), upTo: page.at(-1)?.event.seq ?? sent }
  }
}

/** What was erased in the database is not told from memory either. */
function forget(ring: Witnessed[], caseIds: unknown): void {
  const erased = new Set(Array.isArray(caseIds) ? (caseIds as string[]) : [])
  ring.forEach((w, i) => {
    if (erased.has(w.event.caseId)) ring[i] = { ...w, event: { ...w.event, personal: null } }
  })
}

const POLICE: User = { kind: 'user', id: '', role: 'police', organisationId: '', unitId: null }

/** Seen by the station if it is theirs before the event or after it, so that they are told when it stops being so. */
const policeSees = ({ event, before, after }: Witnessed): boolean =>
  event.kind !== 'incident' || [before, after].some((state) => state !== undefined && maySee(state, POLICE))

/** The units an event concerns: the unit itself, those a roll-call asks, or those with an order on the incident before it or after it. */
const unitsOf = ({ event, before, after }: Witnessed): string[] =>
  event.kind === 'unit'
    ? [event.caseId]
    : event.kind === 'duty'
      ? unitsTold(event)
      : [before, after].flatMap((state) => state?.dispatches.filter(isActiveDispatch).map((d) => d.unit.id) ?? [])

export const roomOf = (subdistrictId: string, audience: Audience, unitId?: string): string =>
  audience === 'unit' ? `${subdistrictId}/unit/${unitId}` : `${subdistrictId}/${audience}`
