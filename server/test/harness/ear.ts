import { io, type Socket } from 'socket.io-client'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import type { Client } from './client.ts'
import type { Story } from './story.ts'
import { until } from './until.ts'

/** A socket that keeps all it is told and folds nothing. */
export class Ear {
  readonly events: LogEvent[] = []
  /** What else came, by its name. */
  readonly heard = new Map<string, unknown[]>()
  readonly #socket: Socket
  #seq = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('events', (events: LogEvent[]) => this.events.push(...events))
    socket.onAny((name: string, what: unknown) => this.heard.set(name, [...(this.heard.get(name) ?? []), what]))
    socket.on('beat', ({ seq }: { seq: number }) => (this.#seq = seq))
  }

  static async open(story: Story, client: Client): Promise<Ear> {
    const { head } = await client.read('/events?after=0&limit=1')
    const socket = io(story.url, {
      path: '/live',
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: client.cookie },
      auth: { protocol: 1, after: head },
    })
    const ear = new Ear(socket)
    await ear.hasHeard(head)
    return ear
  }

  /** A beat has come from behind this event: whatever was before it and is for this ear has come too. */
  hasHeard = (seq: number): Promise<true> => until(`a beat at ${seq}`, () => this.#seq >= seq || undefined, 30_000)

  close(): void {
    this.#socket.disconnect()
  }
}
