import { connect } from 'node:net'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, type Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import type { Screen } from '../harness/screen.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'
import { HOSTILE_TEXT, HOSTILE_VALUES } from './hostile.ts'

const postgres = usePostgres()
let story: Story
let operator: Client
let bystander: Screen
beforeAll(async () => {
  story = await Story.open(postgres)
  operator = await story.as('operator')
  bystander = await story.screen('wall')
})
afterAll(() => story.close())

type Handshake = { auth?: object; cookie?: string; headers?: Record<string, string> }

/** One attempt at the door: what it was refused with, or 'open'. */
function knock({ auth = {}, cookie = operator.cookie, headers = {} }: Handshake): Promise<string> {
  const socket = io(story.url, {
    path: '/live',
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie, ...headers },
    auth,
  })
  const end = new Promise<string>((resolve) => {
    socket.on('connect', () => resolve('open'))
    socket.on('connect_error', (error: Error & { data?: { code?: string } }) =>
      resolve(error.data?.code ?? error.message),
    )
    setTimeout(() => resolve('silence'), 10_000).unref()
  })
  return end.finally(() => void socket.disconnect())
}

/** The bystander still hears, and an alert still reaches it. */
async function expectUnspoiled(): Promise<void> {
  const incident = await story.openIncident()
  await until('the bystander shows it', () => bystander.board.incidents.some((i) => i.id === incident.id))
  expect(bystander.boardReads, 'without having been cut off').toBe(1)
}

describe('the door of the live feed', () => {
  it('opens with a session, the protocol and a seq', async () => {
    expect(await knock({ auth: { protocol: 1, after: 0 } })).toBe('open')
    expect(await knock({ auth: { protocol: 1, after: Number.MAX_SAFE_INTEGER } })).toBe('open')
  })

  it.each([
    { fault: 'no cookie', shake: { auth: { protocol: 1, after: 0 }, cookie: '' }, code: 'notSignedIn' },
    {
      fault: 'a forged cookie',
      shake: { auth: { protocol: 1, after: 0 }, cookie: `ld_session=${'x'.repeat(43)}` },
      code: 'notSignedIn',
    },
    {
      fault: 'a cookie of garbage',
      shake: { auth: { protocol: 1, after: 0 }, cookie: '%%%=;;ld_session=%E0%A4%A' },
      code: 'notSignedIn',
    },
    {
      fault: 'another site',
      shake: { auth: { protocol: 1, after: 0 }, headers: { origin: 'http://evil.example' } },
      code: 'crossSite',
    },
    { fault: 'no protocol', shake: { auth: { after: 0 } }, code: 'protocolUnknown' },
  ])('stays shut for $fault, with a reason', async ({ shake, code }) => {
    expect(await knock(shake as Handshake)).toBe(code)
  })

  it('stays shut for every protocol and seq that is none', async () => {
    for (const value of HOSTILE_VALUES) {
      if (value !== 1)
        expect(await knock({ auth: { protocol: value, after: 0 } }), JSON.stringify(value)).toBe('protocolUnknown')
      if (!Number.isSafeInteger(value) || (value as number) < 0)
        expect(await knock({ auth: { protocol: 1, after: value } }), JSON.stringify(value)).toBe('invalidBody')
    }
    await expectUnspoiled()
  })
})

describe('whatever a screen says', () => {
  it('nothing it emits is answered, spoils anything, or ends the server', async () => {
    const socket = io(story.url, {
      path: '/live',
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: operator.cookie },
      auth: { protocol: 1, after: 0 },
    })
    await until('connected', () => socket.connected)
    for (const name of ['events', 'beat', 'resync', 'join', 'command', '__proto__', 'disconnecting2', '', '𠮷']) {
      for (const value of [...HOSTILE_VALUES, ...HOSTILE_TEXT.filter((text) => text.length < 5_000)])
        socket.emit(name, value)
    }
    socket.emit('events', [{ seq: 1, type: 'incident.closed', caseId: 'x' }], () =>
      expect.unreachable('nobody acknowledges'),
    )
    await expectUnspoiled()
    expect(socket.connected).toBe(true)
    socket.emit('events', 'x'.repeat(100_000))
    await until('one that floods is cut off', () => !socket.connected)
    await expectUnspoiled()
  })

  it('bytes that are no protocol at all are shut out', async () => {
    const { port } = new URL(story.url)
    const upgrade = `GET /live/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`
    const noise = [
      'GARBAGE\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      `POST /api/v1/alerts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      `POST /api/v1/alerts HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n`,
      `${upgrade}\u0081\u00ff\u00ff\u00ff`,
      `${upgrade}${'\u00ff'.repeat(2_000)}`,
      '\u0016\u0003\u0001\u0002\u0000',
    ]
    await Promise.all(
      noise.map(
        (text) =>
          new Promise<void>((resolve) => {
            const socket = connect(Number(port), '127.0.0.1', () => socket.write(Buffer.from(text, 'latin1')))
            socket.on('data', (chunk) => expect(String(chunk)).not.toMatch(/^HTTP\/1.1 5\d\d/))
            socket.on('error', () => undefined)
            socket.once('close', () => resolve())
            setTimeout(() => socket.destroy(), 2_000)
          }),
      ),
    )
    for (const [method, raw] of [
      ['POST', '4{"type":2}'],
      ['POST', 'x'.repeat(50_000)],
      ['GET', undefined],
    ] as const) {
      for (const query of [
        'EIO=4&transport=polling',
        'EIO=4&transport=polling&sid=nope',
        'EIO=3&transport=polling',
        'EIO=4&transport=carrier-pigeon',
        'transport[]=1',
      ]) {
        const { status } = await ask(`${story.url}/live/?${query}`, method, raw === undefined ? {} : { raw })
        expect(status, `${method} ${query}`).toBeLessThan(500)
      }
    }
    await expectUnspoiled()
  })
})
