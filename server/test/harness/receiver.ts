import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { path: string; body: Buffer; headers: IncomingMessage['headers'] }

/** Somebody else's server: a robot's group, a gateway of short messages, a push service. It counts what it is sent. */
export class Receiver {
  readonly received: Received[] = []
  /** Paths that are never answered, and those that answer with a failure. */
  readonly hanging = new Set<string>()
  readonly failing = new Set<string>()
  /** Devices that a push service no longer knows. */
  readonly gone = new Set<string>()
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = new URL(request.url ?? '/', 'http://here').pathname
      this.received.push({ path, body: Buffer.concat(chunks), headers: request.headers })
      if (this.hanging.has(path)) return
      if (this.failing.has(path)) response.writeHead(503)
      if (this.gone.has(path)) response.writeHead(410)
      response.end(JSON.stringify({ errcode: 0 }))
    })
  })

  static async open(): Promise<Receiver> {
    const receiver = new Receiver()
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  to = (path: string): Received[] => this.received.filter((one) => one.path === path)

  /** The words that came in on a path so far. */
  said = (path: string): string[] =>
    this.to(path)
      .map(({ body }) => (JSON.parse(body.toString()) as { text: { content?: string } | string }).text)
      .map((text) => (typeof text === 'string' ? text : (text.content ?? '')))

  forget(): void {
    this.received.length = 0
    this.hanging.clear()
    this.failing.clear()
    this.gone.clear()
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
