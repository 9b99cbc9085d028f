import { and, eq, gt, lt } from 'drizzle-orm'
import * as oidc from 'openid-client'
import { MINUTE_MS } from '@liandong/shared/time.ts'
import type { Database } from '../store/database.ts'
import { oidcAttempt } from '../store/schema.ts'
import { hashToken, newToken } from './tokens.ts'

export type OidcSettings = {
  issuer: string
  clientId: string
  clientSecret: string | undefined
  name: string
  usernameClaim: string
  trustsSecondFactor: boolean
}

const ATTEMPT_MS = 10 * MINUTE_MS
/** What stands for knowing, and what for having or being (RFC 8176): one of each is two factors, two of a kind are not. */
const KNOWN = ['pwd', 'pin', 'kba']
const HELD = ['otp', 'hwk', 'swk', 'sc', 'sms', 'tel', 'fpt', 'face', 'iris', 'retina', 'vbm']
const STRONG_ACR = /mfa|2fa|multi|loa-?[34]|aal[23]/i

export type OidcPerson = { subject: string; username: string | undefined; hasSecondFactor: boolean }

/** Single sign-on: authorization code with PKCE, state and nonce. The provider is asked for its addresses when first needed. */
export class Oidc {
  readonly settings: OidcSettings
  readonly #database: Database
  #configuration: Promise<oidc.Configuration> | undefined

  constructor(settings: OidcSettings, database: Database) {
    this.settings = settings
    this.#database = database
  }

  #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings
    const url = new URL(issuer)
    // config.ts lets http pass for a loopback address alone
    const insecure = url.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {}
    this.#configuration ??= oidc
      .discovery(url, clientId, clientSecret, clientSecret ? undefined : oidc.None(), { timeout: 10, ...insecure })
      .then((found) => {
        // what the provider says of a person is signed: it is checked, whatever TLS has proved on the way
        oidc.enableNonRepudiationChecks(found)
        return found
      })
      .catch((error: unknown) => {
        // not kept: the provider may be back for the next person
        this.#configuration = undefined
        throw error
      })
    return this.#configuration
  }

  /** Where to send the browser, and the cookie with which it comes back. */
  async begin(redirectUri: string, now: number): Promise<{ url: URL; cookie: string }> {
    const configuration = await this.#discover()
    const cookie = newToken()
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
    const { db } = this.#database
    await db.delete(oidcAttempt).where(lt(oidcAttempt.expiresAt, new Date(now)))
    const expiresAt = new Date(now + ATTEMPT_MS)
    await db.insert(oidcAttempt).values({ cookieHash: hashToken(cookie), state, nonce, verifier, expiresAt })
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return { url, cookie }
  }

  /** Who came back; an attempt is good for one return. Throws where the answer is not to be believed. */
  async finish(current: URL, cookie: string, now: number): Promise<OidcPerson | undefined> {
    const [attempt] = await this.#database.db
      .delete(oidcAttempt)
      .where(and(eq(oidcAttempt.cookieHash, hashToken(cookie)), gt(oidcAttempt.expiresAt, new Date(now))))
      .returning()
    if (!attempt) return undefined
    const tokens = await oidc.authorizationCodeGrant(await this.#discover(), current, {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) return undefined
    const username = claims[this.settings.usernameClaim]
    return {
      subject: `${claims.iss} ${claims.sub}`,
      username: typeof username === 'string' ? username : undefined,
      hasSecondFactor: this.settings.trustsSecondFactor || provesTwo(claims),
    }
  }
}

function provesTwo({ amr, acr }: { [claim: string]: unknown }): boolean {
  const methods = Array.isArray(amr) ? amr.map(String) : []
  const oneOf = (factors: readonly string[]) => methods.some((method) => factors.includes(method))
  if (methods.includes('mfa') || (oneOf(KNOWN) && oneOf(HELD))) return true
  return typeof acr === 'string' && STRONG_ACR.test(acr)
}
