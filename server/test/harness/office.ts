import { generate } from 'otplib'
import { migrateDatabase, openDatabase } from '../../src/store/database.ts'
import { foundSubdistrict } from '../../src/identity/first-administrator.ts'
import { hashPassword } from '../../src/identity/passwords.ts'
import { account } from '../../src/store/schema.ts'
import { ask, type Answer } from './client.ts'
import type { TestPostgres } from './postgres.ts'
import { Story } from './story.ts'

export const OFFICE = 'org-office'
export const PASSWORD = 'Lake-Path-41'

export const OFFICE_ROLES = ['operator', 'leader', 'responder', 'supervisor', 'admin', 'security', 'auditor'] as const

/** The product as a city runs it: no demo, accounts of its own, behind a proxy that says who asks. */
export async function openOffice(postgres: TestPostgres, env: Record<string, string> = {}): Promise<Story> {
  const connectionString = await postgres.freshDatabase()
  const database = openDatabase(connectionString, 2)
  await migrateDatabase(database)
  await database.db.transaction((tx) => foundSubdistrict(tx, OFFICE, '东湖街道', Date.now()))
  const passwordHash = await hashPassword(PASSWORD)
  await database.db.insert(account).values(
    OFFICE_ROLES.map((role) => ({
      id: `user-${role}`,
      subdistrictId: OFFICE,
      username: role,
      name: role,
      role,
      organisationId: OFFICE,
      passwordHash,
      passwordChangedAt: new Date(),
    })),
  )
  await database.close()
  const settings = { DEMO: '0', BEHIND_TLS: '1', SECRET_KEY: 'k'.repeat(40), DATABASE_URL: connectionString }
  return Story.open(postgres, { env: { ...settings, ...env } })
}

/** A browser: it keeps its cookies, and the proxy says where it is. */
export class Browser {
  readonly #api: string
  readonly #address: string
  readonly #cookies = new Map<string, string>()

  constructor(story: Story, address = '10.9.0.1') {
    this.#api = story.api
    this.#address = address
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Without its session, as after a sign-out: what stays is the device. */
  forget(name = 'ld_session'): void {
    this.#cookies.delete(name)
  }

  async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = { cookie: this.cookie, 'x-forwarded-for': this.#address, 'accept-language': 'en' }
    const answer = await ask(`${this.#api}${path}`, method, { headers, ...(body === undefined ? {} : { body }) })
    this.take(answer.headers)
    return answer
  }

  /** Keeps the cookies of an answer. */
  take(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name === undefined || value === undefined) continue
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
  }

  signIn(username: string, password = PASSWORD): Promise<Answer> {
    return this.ask('POST', '/session', { username, password })
  }
}

/** Signs in somebody who needs two factors, enrolling where they have none; the secret is what their phone keeps. */
export async function signInFully(
  story: Story,
  browser: Browser,
  username: string,
  password = PASSWORD,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { status, body } = await browser.signIn(username, password)
  if (status !== 200 || body.needs !== 'enrolment') throw new Error(`${username}: ${status} ${JSON.stringify(body)}`)
  const { body: enrolment } = await browser.ask('POST', '/session/enrolment')
  const code = await codeAt(enrolment.secret, story.now())
  const confirmed = await browser.ask('POST', '/session/enrolment/confirm', { code })
  if (confirmed.status !== 200) throw new Error(`enrolment: ${confirmed.status} ${JSON.stringify(confirmed.body)}`)
  return { secret: enrolment.secret, recoveryCodes: confirmed.body.recoveryCodes }
}

export const codeAt = (secret: string, at: number): Promise<string> =>
  generate({ secret, epoch: Math.floor(at / 1_000) })
