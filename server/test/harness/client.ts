import type { Board } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import { DEMO_PASSWORD } from '../../src/demo/accounts.ts'

/** An answer as it came; `body` is whatever JSON was in it. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of every shape
export type Answer = { status: number; type: string; headers: Headers; body: any }

export type Ask = { headers?: Record<string, string>; body?: unknown; raw?: BodyInit; timeoutMs?: number }

/** `ask` makes one request; a body is sent as JSON, `raw` as it is. No request may hang. */
export async function ask(
  url: string,
  method: string,
  { headers = {}, body, raw, timeoutMs = 20_000 }: Ask = {},
): Promise<Answer> {
  const sent = raw ?? (body === undefined ? null : JSON.stringify(body))
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const answer = await fetch(url, {
    method,
    headers: { ...json, ...headers },
    body: sent,
    signal: AbortSignal.timeout(timeoutMs),
  })
  const text = await answer.text()
  const type = answer.headers.get('content-type') ?? ''
  return {
    status: answer.status,
    type,
    headers: answer.headers,
    body: /json/.test(type) && !/ndjson/.test(type) && text !== '' ? JSON.parse(text) : text,
  }
}

export type CommandAnswer = Answer & { body: { incident: IncidentState; seq: number } & Record<string, unknown> }

/** A person at a screen or a phone, signed in. */
export class Client {
  readonly username: string
  readonly cookie: string
  readonly #api: string

  constructor(api: string, username: string, cookie: string) {
    this.#api = api
    this.username = username
    this.cookie = cookie
  }

  static async signIn(api: string, username: string): Promise<Client> {
    const { status, headers, body } = await ask(`${api}/session`, 'POST', {
      body: { username, password: DEMO_PASSWORD },
    })
    if (status !== 200) throw new Error(`${username} cannot sign in: ${status} ${JSON.stringify(body)}`)
    return new Client(api, username, (headers.get('set-cookie') ?? '').split(';')[0] as string)
  }

  ask(method: string, path: string, more: Ask = {}): Promise<Answer> {
    return ask(`${this.#api}${path}`, method, { ...more, headers: { cookie: this.cookie, ...more.headers } })
  }

  /** A GET that has to work. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  async read<T = any>(path: string): Promise<T> {
    const { status, body } = await this.ask('GET', path)
    if (status !== 200) throw new Error(`GET ${path} as ${this.username}: ${status} ${JSON.stringify(body)}`)
    return body as T
  }

  board = (): Promise<Board> => this.read<Board>('/board')
  incident = (id: string): Promise<IncidentDetail> => this.read<IncidentDetail>(`/incidents/${id}`)

  /** A command, whatever comes of it. */
  command(incidentId: string, name: string, body: object = {}, key?: string): Promise<CommandAnswer> {
    const headers = key === undefined ? {} : { 'idempotency-key': key }
    return this.ask('POST', `/incidents/${incidentId}/commands/${name}`, { body, headers }) as Promise<CommandAnswer>
  }

  /** A command that has to work; the incident after it. */
  async do(incidentId: string, name: string, body: object = {}): Promise<IncidentState> {
    const answer = await this.command(incidentId, name, body)
    if (answer.status !== 200)
      throw new Error(`${name} as ${this.username}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body.incident
  }
}
