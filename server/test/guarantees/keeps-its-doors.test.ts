import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { INTAKE_KEY, Story } from '../harness/story.ts'

const postgres = usePostgres()
const A_MINUTE = 40

describe('the doors of the web', () => {
  let story: Story
  beforeAll(async () => void (story = await Story.open(postgres)))
  afterAll(() => story.close())

  it('every page says what may run, from where, and what of the device it may use', async () => {
    const page = await fetch(`${story.url}/desk`)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy.match(/script-src[^;]*/)?.[0]).not.toMatch(/unsafe|\*|data:/)
    expect(await page.text()).not.toMatch(/<script(?![^>]*\bsrc=)/)
    expect(page.headers.get('permissions-policy')).toContain('camera=()')
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('x-powered-by')).toBeNull()
  })

  it('no answer of the API stays in a cache', async () => {
    for (const path of ['/board', '/incidents', '/session', '/incidents/nowhere']) {
      const answer = await (await story.as('operator')).ask('GET', path)
      expect(answer.headers.get('cache-control'), path).toContain('no-store')
    }
  })

  it('a change that another site asks for is refused, also with the cookie', async () => {
    const operator = await story.as('operator')
    const sent = (origin: string) =>
      fetch(`${story.api}/classify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: operator.cookie, origin },
        body: JSON.stringify({ narrative: '吵架' }),
      })
    expect((await sent('https://evil.example')).status).toBe(403)
    expect((await sent('null')).status).toBe(403)
    expect((await sent(story.url)).status).toBe(200)
  })

  it('what is too large or of another type is refused in words', async () => {
    const operator = await story.as('operator')
    const send = (body: string, type: string) =>
      ask(`${story.api}/classify`, 'POST', { raw: body, headers: { cookie: operator.cookie, 'content-type': type } })
    expect((await send(JSON.stringify({ narrative: '长'.repeat(200_000) }), 'application/json')).body.code).toBe(
      'bodyTooLarge',
    )
    expect((await send('narrative=x', 'application/x-www-form-urlencoded')).body.code).toBe('unsupportedMediaType')
    expect((await send('<a/>', 'text/xml')).body.code).toBe('unsupportedMediaType')
  })

  it('the cookie is out of reach of scripts, and of plain HTTP behind TLS', async () => {
    const behind = await Story.open(postgres, { env: { BEHIND_TLS: '1' } })
    const credentials = JSON.stringify({ username: 'operator', password: 'Demo-110110' })
    const headers = { 'content-type': 'application/json' }
    const cookieOf = async (api: string) =>
      (await fetch(`${api}/session`, { method: 'POST', headers, body: credentials })).headers.get('set-cookie') ?? ''
    expect(await cookieOf(story.api)).toMatch(/HttpOnly.*SameSite=Lax/i)
    expect(await cookieOf(behind.api)).toMatch(/Secure/i)
    expect((await fetch(`${behind.url}/`)).headers.get('strict-transport-security')).toContain('max-age=')
    await behind.close()
  })
})

describe('who asks too much waits', () => {
  let story: Story
  beforeAll(async () => void (story = await Story.open(postgres, { env: { REQUESTS_A_MINUTE: String(A_MINUTE) } })))
  afterAll(() => story.close())

  it('one account and nobody else, and a source is never held back', async () => {
    const [operator, leader] = [await story.as('operator'), await story.as('leader')]
    const statuses: number[] = []
    for (let n = 0; n < A_MINUTE + 10; n++) statuses.push((await operator.ask('GET', '/session')).status)
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(A_MINUTE)
    const late = await operator.ask('GET', '/session')
    expect(late.status).toBe(429)
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(late.body).toMatchObject({ code: 'tooFast', title: '操作太快，请稍候' })
    expect((await leader.ask('GET', '/session')).status).toBe(200)
    for (let n = 0; n < A_MINUTE + 10; n++) {
      const answer = await ask(`${story.api}/alerts`, 'POST', {
        body: { externalNo: `FLOOD-${n}`, narrative: '暴雨积水' },
        headers: { authorization: `Bearer ${INTAKE_KEY}` },
      })
      expect(answer.status).toBe(202)
    }
  })
})
