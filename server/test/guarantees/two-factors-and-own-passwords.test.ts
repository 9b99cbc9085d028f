import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@liandong/shared/time.ts'
import { Browser, codeAt, openOffice, PASSWORD, signInFully } from '../harness/office.ts'
import { usePostgres } from '../harness/postgres.ts'
import type { Story } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
beforeAll(async () => void (story = await openOffice(postgres)))
afterAll(() => story.close())

describe('two factors', () => {
  it('half a sign-in opens nothing but what finishes it', async () => {
    const browser = new Browser(story)
    expect(await browser.signIn('supervisor')).toMatchObject({
      status: 200,
      body: { needs: 'enrolment', user: { role: 'supervisor' } },
    })
    for (const [method, path] of [
      ['GET', '/board'],
      ['GET', '/incidents'],
      ['GET', '/session/mine'],
      ['POST', '/session/second-factor'],
      ['PUT', '/session/password'],
    ] as const) {
      const body = method === 'GET' ? undefined : { code: '123456', present: PASSWORD, next: 'Hill-Road-52' }
      const { status, body: said } = await browser.ask(method, path, body)
      expect({ path, is403or422: [403, 422].includes(status), code: said.code }).toMatchObject({
        path,
        is403or422: true,
      })
    }
    expect((await browser.ask('GET', '/board')).body).toMatchObject({ code: 'signInUnfinished', needs: 'enrolment' })
    await story.forward(15 * MINUTE_MS)
    expect((await browser.ask('GET', '/session')).status, 'it is finished soon or not at all').toBe(401)
  })

  it('a code is taken once, one step either way, and each recovery code once', async () => {
    const browser = new Browser(story)
    const { secret, recoveryCodes } = await signInFully(story, browser, 'auditor')
    expect(recoveryCodes).toHaveLength(10)
    for (const one of recoveryCodes) expect(one, '118 bits').toMatch(/^(?:[A-HJ-NP-Z2-9]{4}-){5}[A-HJ-NP-Z2-9]{4}$/)
    expect((await browser.ask('GET', '/session')).body).toMatchObject({ needs: null })
    const again = new Browser(story, '10.9.0.2')
    const prove = async (code: string) => {
      await again.signIn('auditor')
      return (await again.ask('POST', '/session/second-factor', { code })).status
    }
    await story.forward(2 * MINUTE_MS)
    const code = await codeAt(secret, story.now())
    expect(await prove(await codeAt(secret, story.now() - 90 * SECOND_MS)), 'too old').toBe(422)
    expect(await prove(code)).toBe(200)
    expect(await prove(code), 'seen over a shoulder').toBe(422)
    await story.forward(2 * MINUTE_MS)
    expect(await prove(await codeAt(secret, story.now() - 30 * SECOND_MS)), 'a phone that is slow').toBe(200)
    expect(await prove(recoveryCodes[0]?.toLowerCase() as string)).toBe(200)
    expect(await prove(recoveryCodes[0] as string)).toBe(422)
  })

  it('the secret is sealed in the database and no secret is in the log', async () => {
    const { rows } = await story.database.pool.query(`SELECT totp_secret FROM account WHERE id = 'user-auditor'`)
    expect(rows[0].totp_secret.toString('latin1')).not.toMatch(/[A-Z2-7]{32}/)
    const { rows: events } = await story.database.pool.query('SELECT type, data, personal FROM event')
    expect(events.map((row) => row.type)).toContain('secondFactor.enrolled')
    expect(JSON.stringify(events)).not.toContain(PASSWORD)
  })

  it('guessing codes locks the second step for ten minutes', async () => {
    const browser = new Browser(story, '10.9.0.3')
    await story.forward(10 * MINUTE_MS)
    for (let n = 0; n < 5; n++) {
      await browser.signIn('auditor')
      expect((await browser.ask('POST', '/session/second-factor', { code: `00000${n}` })).status).toBe(422)
    }
    expect(await browser.ask('POST', '/session/second-factor', { code: '000009' })).toMatchObject({ status: 423 })
    await story.forward(10 * MINUTE_MS)
  })

  it('security resets a lost second factor, though never its own', async () => {
    const security = new Browser(story, '10.9.0.4')
    await signInFully(story, security, 'security')
    expect((await security.ask('POST', '/sign-ins/user-security/reset-second-factor')).status).toBe(409)
    expect((await security.ask('POST', '/sign-ins/user-auditor/reset-second-factor')).status).toBe(204)
    expect((await new Browser(story, '10.9.0.5').signIn('auditor')).body.needs).toBe('enrolment')
  })
})

describe('passwords', () => {
  it('one that somebody else chose is changed first; the rules are said at the field; other sessions end', async () => {
    await story.database.pool.query(`UPDATE account SET must_change_password = true WHERE id = 'user-operator'`)
    const [browser, other] = [new Browser(story), new Browser(story, '10.9.0.6')]
    expect((await browser.signIn('operator')).body.needs).toBe('newPassword')
    await other.signIn('operator')
    const change = (present: string, next: string) => browser.ask('PUT', '/session/password', { present, next })
    expect(await change('not this one', 'Hill-Road-52')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/present' }] },
    })
    expect(await change(PASSWORD, PASSWORD)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/next' }] } })
    expect((await change(PASSWORD, 'operator')).body.errors.length).toBeGreaterThan(2)
    expect(await change(PASSWORD, 'Hill-Road-52')).toMatchObject({ status: 200, body: { needs: null } })
    expect((await browser.ask('GET', '/board')).status).toBe(200)
    expect((await other.ask('GET', '/session')).status).toBe(401)
    expect((await change('Hill-Road-52', PASSWORD)).status, 'the one before').toBe(422)
    expect((await browser.ask('GET', '/session/mine')).body.items).toMatchObject([{ isThis: true }])
  })

  it('等保: an administrator’s password is changed after 90 days, and the session ends after 15 minutes unused', async () => {
    const browser = new Browser(story)
    const { secret } = await signInFully(story, browser, 'admin')
    await story.forward(15 * MINUTE_MS)
    expect((await browser.ask('GET', '/session')).status).toBe(401)
    await story.forward(90 * DAY_MS)
    await browser.signIn('admin')
    const { body } = await browser.ask('POST', '/session/second-factor', { code: await codeAt(secret, story.now()) })
    expect(body.needs).toBe('newPassword')
  })

  it('npm run admin:create makes each of the three administrators under the same rules, and no other', async () => {
    const env = { PATH: process.env.PATH ?? '', NODE_NO_WARNINGS: '1', DATABASE_URL: story.database.connectionString }
    const create = (args: string[], password: string): Promise<{ code: number | null; said: string }> =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [MAIN, ...args], { env })
        let said = ''
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
        child.on('close', (code) => resolve({ code, said }))
        child.stdin.end(`${password}\n`)
      })
    expect(await create(['wang', '王安', 'security'], 'short')).toMatchObject({
      code: 2,
      said: expect.stringContaining('10 to 128'),
    })
    expect(await create(['wang', '王安', 'security'], 'Demo-110110')).toMatchObject({ code: 2 })
    expect(await create(['wang', '王安', 'operator'], PASSWORD)).toMatchObject({ code: 2 })
    expect(await create(['wang', '王安', 'security'], PASSWORD)).toMatchObject({ code: 0 })
    expect((await new Browser(story, '10.9.0.7').signIn('wang')).body).toMatchObject({
      needs: 'enrolment',
      user: { role: 'security' },
    })
  })
})

const MAIN = fileURLToPath(new URL('../../src/identity/create-admin-main.ts', import.meta.url))
