import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export type Cable = {
  readonly url: string
  /** Nothing passes any more and nobody is told: a pulled plug. */
  pull(): void
  /** Both ends are closed in an orderly way, and whoever comes is turned away. */
  close(): void
  /** Plugged in again. What was on the way when it was pulled is lost. */
  plug(): void
  end(): Promise<void>
}

/** `layCable` puts a cable between a page and the server that a test can pull while all others stay connected. */
export async function layCable(port: number): Promise<Cable> {
  const pairs = new Set<[Socket, Socket]>()
  const pages = new Set<Socket>()
  let state: 'plugged' | 'pulled' | 'closed' = 'plugged'

  const server = createServer((page) => {
    page.on('error', () => undefined)
    pages.add(page)
    page.on('close', () => pages.delete(page))
    if (state === 'closed') return void page.destroy()
    if (state === 'pulled') return void page.pause()
    const inner = connect(port, '127.0.0.1')
    const pair: [Socket, Socket] = [page, inner]
    pairs.add(pair)
    inner.on('error', () => page.destroy())
    page.on('close', () => (inner.destroy(), pairs.delete(pair)))
    inner.on('close', () => page.end())
    page.pipe(inner).pipe(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const cut = (end: (pair: [Socket, Socket]) => void): void => {
    for (const pair of pairs) {
      pair[0].unpipe()
      pair[1].unpipe()
      end(pair)
    }
  }
  const destroyAll = (): void => {
    for (const page of pages) page.destroy()
    for (const [, inner] of pairs) inner.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pull() {
      state = 'pulled'
      cut(([page, inner]) => (page.pause(), inner.pause()))
    },
    close() {
      state = 'closed'
      cut(([page, inner]) => (page.end(), inner.end()))
    },
    plug() {
      state = 'plugged'
      // a connection that was open before the plug was pulled is dead: both ends learn it at last
      destroyAll()
    },
    async end() {
      destroyAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
