import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '@liandong/shared/time.ts'
import { Browser, openOffice, PASSWORD, signInFully } from '../harness/office.ts'
import { usePostgres } from '../harness/postgres.ts'
import type { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
beforeAll(async () => void (story = await openOffice(postgres)))
afterAll(() => story.close())

const lines = async (type: string, subject: string): Promise<Record<string, unknown>[]> =>
  (
    await story.database.pool.query('SELECT data FROM event WHERE type = $1 AND case_id = $2 ORDER BY seq', [
      type,
      subject,
    ])
  ).rows.map((row) => row.data)

describe('guessing', () => {
  it('A2: five wrong passwords and this place waits ten minutes, over a restart too, others do not', async () => {
    const guesser = new Browser(story, '10.1.0.1')
    for (let n = 0; n < 5; n++) expect((await guesser.signIn('leader', `Wrong-${n}-word`)).status).toBe(401)
    const locked = await guesser.signIn('leader')
    expect(locked).toMatchObject({ status: 423, body: { code: 'accountLocked', retryAfterS: expect.any(Number) } })
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(590)
    await story.restart()
    expect((await guesser.signIn('leader')).status).toBe(423)
    expect((await new Browser(story, '10.1.0.2').signIn('leader')).status).toBe(200)
    await story.forward(10 * MINUTE_MS)
    expect((await guesser.signIn('leader')).status).toBe(200)
    await until('the lines of it', async () => (await lines('signIn.locked', 'user-leader')).length === 1)
    expect(await lines('signIn.failed', 'user-leader'), 'five failures are one line').toHaveLength(1)
  })

  it('a name that does not exist is answered like one that does', async () => {
    const [known, unknown] = [new Browser(story, '10.1.0.3'), new Browser(story, '10.1.0.4')]
    for (let n = 0; n < 7; n++) {
      const [a, b] = [await known.signIn('auditor', 'Wrong-word-1'), await unknown.signIn('nobody', 'Wrong-word-1')]
      const { instance: _a, retryAfterS: _ar, ...bodyA } = a.body
      const { instance: _b, retryAfterS: _br, ...bodyB } = b.body
      expect({ status: a.status, ...bodyA }).toEqual({ status: b.status, ...bodyB })
    }
  })

  it('A2: 1,000 wrong passwords from 1,000 addresses open nothing; the owner signs in at once from the known device', async () => {
    const owner = new Browser(story, '10.1.0.9')
    expect((await owner.signIn('operator')).status).toBe(200)
    owner.forget()
    const statuses = new Map<number, number>()
    const waiting = Array.from({ length: 1_000 }, (_, n) => n)
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) {
          const { status } = await new Browser(story, `10.2.${n >> 8}.${n & 255}`).signIn('operator', `Guess-${n}-word`)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }
      }),
    )
    expect(Object.fromEntries(statuses)).toEqual({ 401: 20, 429: 980 })
    expect((await owner.signIn('operator')).status, 'from the known device').toBe(200)
    const fresh = new Browser(story, '10.3.0.1')
    const slowed = await fresh.signIn('operator')
    expect(slowed).toMatchObject({ status: 429, body: { code: 'tooFast' } })
    expect(Number(slowed.headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60)
    await story.forward(15 * MINUTE_MS)
    expect((await fresh.signIn('operator')).status, 'from a new one').toBe(200)
    expect((await lines('signIn.failed', 'user-operator')).length, 'a flood does not fill the log').toBeLessThanOrEqual(
      20,
    )
    expect(await lines('signIn.slowed', 'user-operator')).toHaveLength(1)
  })

  it('the security administrator lets somebody in at once, and only they may', async () => {
    const guesser = new Browser(story, '10.1.0.7')
    for (let n = 0; n < 5; n++) await guesser.signIn('responder', `Wrong-${n}-word`)
    expect((await guesser.signIn('responder')).status).toBe(423)
    const security = new Browser(story, '10.1.0.8')
    await signInFully(story, security, 'security')
    const { items } = (await security.ask('GET', '/sign-ins')).body
    expect(items.find((row: { username: string }) => row.username === 'responder').waitsUntil).toEqual(
      expect.any(String),
    )
    const operator = new Browser(story, '10.1.0.9')
    await operator.signIn('operator')
    expect((await operator.ask('POST', '/sign-ins/user-responder/unlock')).status).toBe(403)
    expect((await security.ask('POST', '/sign-ins/user-responder/unlock')).status).toBe(204)
    expect((await guesser.signIn('responder')).status).toBe(200)
  })
})

describe('a session', () => {
  it('of an operator ends after twelve hours unused; what a page asks by itself is no use', async () => {
    const browser = new Browser(story, '10.4.0.1')
    await browser.signIn('operator')
    for (let n = 0; n < 11; n++) {
      await story.forward(HOUR_MS)
      expect((await browser.ask('GET', '/board')).status).toBe(200)
    }
    await story.forward(HOUR_MS)
    expect((await browser.ask('GET', '/board')).status).toBe(401)
    await browser.signIn('operator', PASSWORD)
    await story.forward(11 * HOUR_MS)
    expect((await browser.ask('GET', '/incidents')).status, 'a person looked something up').toBe(200)
    await story.forward(11 * HOUR_MS)
    expect((await browser.ask('GET', '/board')).status).toBe(200)
    await story.forward(2 * HOUR_MS)
    expect((await browser.ask('GET', '/incidents')).status, '24 hours at the most').toBe(401)
  })
})
