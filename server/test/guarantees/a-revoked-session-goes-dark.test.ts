import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noteAccessChanged, revokeSessions } from '../../src/identity/access-channel.ts'
import { freePort } from '../harness/free-port.ts'
import { Browser, openOffice, signInFully } from '../harness/office.ts'
import { usePostgres } from '../harness/postgres.ts'
import { launchServer, type ServerProcess } from '../harness/server-process.ts'
import type { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

/** How soon a screen is dark (the requirement). */
const WITHIN_MS = 2_000

const postgres = usePostgres()
let story: Story
let second: ServerProcess
let secondUrl: string
const sockets: Socket[] = []
beforeAll(async () => {
  story = await openOffice(postgres)
  const port = String(await freePort())
  secondUrl = `http://127.0.0.1:${port}`
  const env = { DEMO: '0', BEHIND_TLS: '1', ROLE: 'web', PORT: port, SECRET_KEY: 'k'.repeat(40) }
  second = await launchServer({ ...env, DATABASE_URL: story.database.connectionString })
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect()
})
afterAll(async () => {
  await second.end('SIGTERM')
  await story.close()
})

/** A screen that listens to either process; `cutAt` is when the server cut it. */
async function listen(browser: Browser, url = story.url): Promise<{ cutAt: () => number | undefined }> {
  let at: number | undefined
  const extraHeaders = { cookie: browser.cookie }
  const socket = io(url, {
    path: '/live',
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders,
    auth: { protocol: 1, after: 0 },
  })
  sockets.push(socket)
  socket.on('disconnect', () => (at ??= Date.now()))
  await new Promise<void>((resolve, reject) => {
    socket.once('beat', () => resolve())
    socket.once('connect_error', (error: Error & { data?: { code?: string } }) =>
      reject(new Error(error.data?.code ?? error.message)),
    )
  })
  return { cutAt: () => at }
}

async function expectCut(screens: { cutAt: () => number | undefined }[], from: number): Promise<void> {
  for (const screen of screens) expect((await until('the cut', screen.cutAt)) - from).toBeLessThan(WITHIN_MS)
}

describe('open sockets', () => {
  it('of a disabled account are cut in every process within 2 s, and it does not come back', async () => {
    const browser = new Browser(story)
    await browser.signIn('leader')
    const screens = [await listen(browser), await listen(browser, secondUrl)]
    const from = Date.now()
    await story.database.db.transaction(async (tx) => {
      await tx.execute(`UPDATE account SET disabled_at = now() WHERE id = 'user-leader'`)
      await revokeSessions(tx, 'user-leader')
    })
    await expectCut(screens, from)
    await expect(listen(browser)).rejects.toThrow('notSignedIn')
    expect((await browser.ask('GET', '/board')).status).toBe(401)
  })

  it('of an account with another role are cut; signed in still, it sees what its new role may see', async () => {
    const browser = new Browser(story)
    await browser.signIn('operator')
    const screens = [await listen(browser), await listen(browser, secondUrl)]
    const from = Date.now()
    await story.database.db.transaction(async (tx) => {
      await tx.execute(`UPDATE account SET role = 'department' WHERE id = 'user-operator'`)
      await noteAccessChanged(tx, 'user-operator')
    })
    await expectCut(screens, from)
    expect((await browser.ask('GET', '/session')).body.user.role).toBe('department')
    expect((await browser.ask('GET', '/segments')).status).toBe(403)
    await story.database.pool.query(`UPDATE account SET role = 'operator' WHERE id = 'user-operator'`)
  })

  it('are cut at the next beat even where the word was lost, and others are left alone', async () => {
    const [gone, stays] = [new Browser(story), new Browser(story, '10.9.0.2')]
    await gone.signIn('operator')
    await stays.signIn('responder')
    const screens = [await listen(gone), await listen(stays)] as const
    const from = Date.now()
    await story.database.pool.query(`DELETE FROM session WHERE account_id = 'user-operator'`)
    expect((await until('the cut', screens[0].cutAt)) - from).toBeLessThan(WITHIN_MS + 1_000)
    expect(screens[1].cutAt()).toBeUndefined()
  })

  it('of a browser that signs in again are cut with its former session; another device of the person stays', async () => {
    const [browser, elsewhere] = [new Browser(story, '10.9.0.9'), new Browser(story, '10.9.0.10')]
    await elsewhere.signIn('operator')
    await browser.signIn('operator')
    const { items } = (await browser.ask('GET', '/session/mine')).body
    const formerId = items.find((one: { isThis: boolean }) => one.isThis).id
    const former = new Browser(story, '10.9.0.9')
    former.take(new Headers(browser.cookie.split('; ').map((cookie) => ['set-cookie', cookie])))
    expect((await former.ask('GET', '/board')).status).toBe(200)
    const screens = [await listen(browser), await listen(browser, secondUrl)]
    const stays = await listen(elsewhere)
    const from = Date.now()
    await browser.signIn('responder')
    await expectCut(screens, from)
    expect((await former.ask('GET', '/session')).status, 'what was in the cookie before opens nothing').toBe(401)
    expect((await browser.ask('GET', '/session')).body.user.role).toBe('responder')
    expect((await elsewhere.ask('GET', '/board')).status).toBe(200)
    expect(stays.cutAt()).toBeUndefined()
    const { rows } = await story.database.pool.query(
      `SELECT case_id, data FROM event WHERE type = 'session.ended' AND data ->> 'how' = 'replaced' ORDER BY seq DESC LIMIT 1`,
    )
    expect(rows).toEqual([{ case_id: 'user-operator', data: { how: 'replaced', sessionId: formerId } }])
  })

  it('are refused to half a sign-in', async () => {
    const browser = new Browser(story)
    await browser.signIn('supervisor')
    await expect(listen(browser)).rejects.toThrow('signInUnfinished')
  })
})

describe('a wall screen', () => {
  it('is paired by its code without any account, and dark within 2 s of being taken down', async () => {
    const security = new Browser(story, '10.9.0.3')
    await signInFully(story, security, 'security')
    const wall = new Browser(story, '10.9.0.4')
    const { body: asked } = await wall.ask('POST', '/wall-pairings')
    expect(asked.code).toMatch(/^\d{6}$/)
    expect((await wall.ask('POST', '/wall-pairings/poll')).body.state).toBe('waiting')
    expect((await wall.ask('GET', '/board')).status).toBe(401)
    const paired = await security.ask('POST', '/screens', { code: asked.code, name: '指挥大厅左屏' })
    expect(paired.status).toBe(201)
    expect(
      (await security.ask('POST', '/screens', { code: asked.code, name: '又一屏' })).status,
      'a code is good for one',
    ).toBe(422)
    const thief = new Browser(story, '10.9.0.5')
    expect((await thief.ask('POST', '/wall-pairings/poll')).body.state, 'the code alone is worth nothing').toBe('gone')
    expect((await wall.ask('POST', '/wall-pairings/poll')).body.state).toBe('paired')
    expect((await wall.ask('GET', '/session')).body).toMatchObject({
      user: { role: 'wall', name: '指挥大厅左屏' },
      needs: null,
    })
    const screens = [await listen(wall), await listen(wall, secondUrl)]
    const { items } = (await security.ask('GET', '/screens')).body
    expect(items).toMatchObject([{ name: '指挥大厅左屏', pairedBy: 'security', place: '10.9.0.4' }])
    const from = Date.now()
    expect((await security.ask('DELETE', `/screens/${paired.body.id}`)).status).toBe(204)
    await expectCut(screens, from)
    expect((await wall.ask('GET', '/session')).status).toBe(401)
    const { rows } = await story.database.pool.query(`SELECT type FROM event WHERE case_id = $1 ORDER BY seq`, [
      paired.body.id,
    ])
    expect(rows.map((row) => row.type)).toEqual(['screen.paired', 'screen.revoked'])
  })

  it('shows a code that nobody can guess: five wrong ones and the approver waits, ten minutes and it is gone', async () => {
    // the wrong try of the test before is forgotten by then
    await story.forward(10 * 60_000)
    const security = new Browser(story, '10.9.0.6')
    await story.database.pool.query(`UPDATE account SET totp_secret = NULL WHERE id = 'user-security'`)
    await signInFully(story, security, 'security')
    const wall = new Browser(story, '10.9.0.7')
    const { body } = await wall.ask('POST', '/wall-pairings')
    const wrong = String((Number(body.code) + 1) % 1_000_000).padStart(6, '0')
    for (let n = 0; n < 5; n++)
      expect((await security.ask('POST', '/screens', { code: wrong, name: '屏' })).status).toBe(422)
    expect((await security.ask('POST', '/screens', { code: body.code, name: '屏' })).status).toBe(429)
    expect((await new Browser(story, '10.9.0.8').ask('POST', '/screens', { code: body.code, name: '屏' })).status).toBe(
      401,
    )
    for (let n = 0; n < 4; n++) await wall.ask('POST', '/wall-pairings')
    expect((await wall.ask('POST', '/wall-pairings')).status, 'a device cannot fill the room with codes').toBe(429)
    await story.forward(10 * 60_000)
    expect((await wall.ask('POST', '/wall-pairings/poll')).body.state).toBe('gone')
  })
})
