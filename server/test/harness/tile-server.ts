import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { png } from './picture.ts'

export type TileServer = { url: string; asked: string[]; close: () => Promise<void> }

export const TILE = png(120, 160, 200)
export const MAP_KEY = 'tianditu-test-key-0123456789abcdef'

/** A tile server of the own network, good and bad: the first part of a path says how it behaves. */
export async function startTileServer(): Promise<TileServer> {
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://tiles')
    asked.push(request.url ?? '')
    const picture = () => response.writeHead(200, { 'content-type': 'image/png' }).end(TILE)
    switch (url.pathname.split('/')[1]) {
      case 'good':
        return void picture()
      case 'slow':
        return
      case 'drip':
        response.writeHead(200, { 'content-type': 'image/png' })
        return void response.write(TILE.subarray(0, 100))
      case 'page':
        return void response.writeHead(200, { 'content-type': 'image/png' }).end('<html>Sign in first</html>')
      case 'gone':
        return void response.writeHead(404).end()
      case 'wrong':
        return void response.writeHead(500).end('key=' + (url.searchParams.get('tk') ?? ''))
      case 'moved':
        return void response.writeHead(302, { location: '/good/1/1/1.png' }).end()
      case 'huge':
        return void response.writeHead(200).end(Buffer.concat([TILE, Buffer.alloc(2_000_000)]))
      case 'cut':
        return void request.socket.destroy()
      default:
        // as 天地图 does it: without the right key a refusal
        if (url.searchParams.get('tk') === MAP_KEY) return void picture()
        return void response.writeHead(403, { 'content-type': 'application/json' }).end('{"msg":"权限类型错误"}')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A layer as the administrator's form sends it, own tiles by address unless said otherwise. */
export const layerBody = (more: Record<string, unknown> = {}) => ({
  kind: 'tiles',
  nameZh: '本区影像',
  nameEn: 'Own imagery',
  crs: 'wgs84',
  minZoom: 1,
  maxZoom: 18,
  attribution: '© 区测绘院',
  enabled: true,
  onWall: false,
  tileSet: null,
  labels: false,
  url: null,
  folder: null,
  file: null,
  ...more,
})
