import { createServer } from 'node:net'

/**
 * freePort gives a port nobody listens on, below the range from which the system serves outgoing connections: a server
 * that is killed and brought back on its port must not find a client of its own sitting there.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 8_000)
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer().once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}
