import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, Client } from '../harness/client.ts'
import { freePort } from '../harness/free-port.ts'
import { Screen } from '../harness/screen.ts'
import { launchServer, type ServerProcess } from '../harness/server-process.ts'
import { until } from '../harness/until.ts'

/** As `npm start` runs it: with a PostgreSQL of its own under DATA_DIR. */
let dir: string
let env: Record<string, string>
let api: string
let server: ServerProcess
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'liandong-stop-'))
  const port = await freePort()
  api = `http://127.0.0.1:${port}/api/v1`
  env = { DEMO: '1', PORT: String(port), DATA_DIR: dir }
})
afterAll(async () => {
  await server.end('SIGKILL')
  rmSync(dir, { recursive: true, force: true })
})

const post = (externalNo: string) =>
  ask(`${api}/alerts`, 'POST', {
    body: { externalNo, narrative: '停机前后的警情' },
    headers: { authorization: 'Bearer demo-intake-key' },
  })
const postmaster = join('postgres', 'postmaster.pid')

describe.each(['SIGTERM', 'SIGINT'] as const)('on %s', (signal) => {
  it('everything stops within ten seconds, database included, with screens connected and work under way', async () => {
    server = await launchServer(env)
    const operator = await Client.signIn(api, 'operator')
    const screens = await Promise.all(
      Array.from({ length: 20 }, () => new Screen(api.replace('/api/v1', ''), operator).open()),
    )
    expect(await until('the database runs', () => find(dir, 'postmaster.pid'))).toContain(postmaster.split('/')[1])
    const work = Promise.allSettled(Array.from({ length: 40 }, (_, n) => post(`${signal}-${n}`)))
    await until('the first is accepted', async () => (await post(`${signal}-first`)).status === 202 || undefined)
    // what a browser does: a connection held ready, on which nothing was asked yet
    const spare = connect(Number(env.PORT), '127.0.0.1')
    await once(spare, 'connect')

    const { code, tookMs, output } = await server.end(signal)
    console.log(`${signal}: stopped after ${tookMs} ms`)
    for (const screen of screens) screen.close()
    spare.destroy()
    await work
    expect(tookMs).toBeLessThan(10_000)
    expect(output, 'nothing had to be cut short').not.toContain('cut short')
    expect(code, output).toBe(0)
    expect(find(dir, 'postmaster.pid'), 'the database has stopped too').toBeUndefined()
  })

  it('and everything is there after the next start', async () => {
    const startedAt = Date.now()
    server = await launchServer(env)
    console.log(`start to serving: ${Date.now() - startedAt} ms`)
    expect(await post(`${signal}-first`)).toMatchObject({ status: 200, body: { duplicate: true } })
    const board = await (await Client.signIn(api, 'operator')).board()
    expect(board.incidents.length).toBeGreaterThan(0)
    await server.end('SIGTERM')
  })
})

/** Where in the data directory a file of this name lies. */
function find(within: string, name: string): string | undefined {
  const places = ['postgres/cluster', 'postgres'].map((place) => join(within, place, name))
  return places.find((path) => existsSync(path))
}
