import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, openOffice } from '../harness/office.ts'
import { usePostgres } from '../harness/postgres.ts'
import type { Story } from '../harness/story.ts'

/** A real provider: whoever signs in there is whom the test says, with the proof it says. */
let issuer: Server
let person = { sub: 'p-1', name: 'operator', amr: ['pwd'] }

const postgres = usePostgres()
let story: Story
beforeAll(async () => {
  issuer = createServer()
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`
  story = await openOffice(postgres, {
    BEHIND_TLS: '0',
    OIDC_ISSUER: address,
    OIDC_CLIENT_ID: 'liandong',
    OIDC_CLIENT_SECRET: 'a-secret-of-the-client',
    OIDC_NAME: '区统一认证',
  })
  issuer.on('request', provider(address, `${story.api}/session/oidc/callback`).callback())
})
afterAll(async () => {
  await story.close()
  issuer.closeAllConnections()
  issuer.close()
})

function provider(at: string, redirectUri: string): Provider {
  const made = new Provider(at, {
    clients: [{ client_id: 'liandong', client_secret: 'a-secret-of-the-client', redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'amr'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['a key for the cookies of the test'] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, preferred_username: person.name }),
    }),
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ accountId: person.sub, clientId: 'liandong' })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  made.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next()
    const { sub: accountId, amr } = person
    await made.interactionFinished(context.req, context.res, { login: { accountId, amr, remember: false } })
    context.respond = false
  })
  return made
}

/** Follows the way a browser goes: to the provider, signs in there, comes back. Where it ended. */
async function goThrough(browser: Browser, spoil: (callback: URL) => void = () => undefined): Promise<string> {
  const start = await fetch(`${story.api}/session/oidc/start`, { redirect: 'manual' })
  const own = start.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const jar = new Map<string, string>()
  let at = start.headers.get('location') as string
  for (let step = 0; step < 6 && !at.startsWith(story.url); step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined) jar.set(name, value ?? '')
    }
    const next = answer.headers.get('location')
    if (next === null) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
    at = new URL(next, at).href
  }
  const callback = new URL(at)
  spoil(callback)
  const back = await fetch(callback, { redirect: 'manual', headers: { cookie: own } })
  browser.take(back.headers)
  return back.headers.get('location') as string
}

describe('single sign-on', () => {
  it('is offered by its name where it is configured', async () => {
    expect((await new Browser(story).ask('GET', '/session/ways')).body).toEqual({
      singleSignOn: { name: '区统一认证' },
    })
  })

  it('signs in to the account of that user name, links it, and knows it again under another name', async () => {
    const browser = new Browser(story)
    expect(await goThrough(browser)).toBe('/')
    expect((await browser.ask('GET', '/session')).body).toMatchObject({ user: { id: 'user-operator' }, needs: null })
    person = { ...person, name: 'renamed' }
    const again = new Browser(story)
    expect(await goThrough(again)).toBe('/')
    expect((await again.ask('GET', '/session')).body.user.id).toBe('user-operator')
    person = { sub: 'p-2', name: 'operator', amr: ['pwd'] }
    expect(await goThrough(new Browser(story)), 'another person with that name').toBe('/?signIn=refused')
  })

  it('lets nobody in who has no account here', async () => {
    person = { sub: 'p-3', name: 'stranger', amr: ['mfa'] }
    const browser = new Browser(story)
    expect(await goThrough(browser)).toBe('/?signIn=refused')
    expect((await browser.ask('GET', '/session')).status).toBe(401)
  })

  it('counts the second factor only where the provider says that it was proved', async () => {
    person = { sub: 'p-4', name: 'security', amr: ['fpt'] }
    const one = new Browser(story)
    await goThrough(one)
    expect((await one.ask('GET', '/session')).body.needs).toBe('enrolment')
    person = { sub: 'p-4', name: 'security', amr: ['pwd', 'otp'] }
    const two = new Browser(story)
    await goThrough(two)
    expect((await two.ask('GET', '/session')).body.needs).toBeNull()
  })

  it('believes no answer with another state, and none without the cookie it left with', async () => {
    person = { sub: 'p-1', name: 'operator', amr: ['pwd'] }
    expect(await goThrough(new Browser(story), (url) => url.searchParams.set('state', 'forged'))).toBe(
      '/?signIn=refused',
    )
    const stolen = await fetch(`${story.api}/session/oidc/callback?code=x&state=y`, { redirect: 'manual' })
    expect(stolen.headers.get('location')).toBe('/?signIn=refused')
  })

  it('says that the provider does not answer', async () => {
    await story.restart()
    issuer.closeAllConnections()
    issuer.close()
    const start = await fetch(`${story.api}/session/oidc/start`, { redirect: 'manual' })
    expect(start.headers.get('location')).toBe('/?signIn=unreachable')
  })
})
