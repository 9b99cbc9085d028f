import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export type Target = { host: string; port: number; key: string; agent: Agent }
export type Answer = { status: number; body: Record<string, unknown> }

/** What became of one alert. `tries` counts the posts it took. */
export type Posted =
  | { outcome: 'accepted' | 'duplicate'; alertId: string; warnings: { code: string }[]; tries: number }
  | { outcome: 'refused'; code: string; tries: number }
  | { outcome: 'lost'; code: string; tries: number }

/** A server that is restarting answers again within seconds; longer than this and it is gone. */
const PATIENCE_MS = 180_000
const ANSWER_MS = 30_000
/** The server's own "not now", and what a proxy says while there is none. */
const LATER = [429, 502, 503, 504]

export const openTarget = (host: string, port: number, key: string, sockets: number): Target => ({
  host,
  port,
  key,
  agent: new Agent({ keepAlive: true, maxSockets: sockets, scheduling: 'fifo' }),
})

/** `postAlert` posts until the server has said what became of the alert, with back-off, so that a restart loses nothing. */
export async function postAlert(target: Target, alert: object): Promise<Posted> {
  const body = Buffer.from(JSON.stringify(alert))
  const startedAt = performance.now()
  for (let tries = 1; ; tries++) {
    const answer = await post(target, body).catch((error: unknown): Answer => ({
      status: 0,
      body: { code: codeOf(error) },
    }))
    const { status } = answer
    if (status === 202 || status === 200) return { ...readAccepted(answer.body), tries }
    const isFault = status === 0 || LATER.includes(status) || (status >= 500 && tries < 5)
    const code = typeof answer.body.code === 'string' ? answer.body.code : `status ${status}`
    if (!isFault) return status >= 500 ? { outcome: 'lost', code, tries } : { outcome: 'refused', code, tries }
    if (performance.now() - startedAt > PATIENCE_MS) return { outcome: 'lost', code, tries }
    await sleep(Math.min(100 * 2 ** Math.min(tries, 6), 2_000))
  }
}

function readAccepted(body: Record<string, unknown>) {
  const { alertId, duplicate, warnings } = body as {
    alertId: string
    duplicate: boolean
    warnings?: { code: string }[]
  }
  return { outcome: duplicate ? ('duplicate' as const) : ('accepted' as const), alertId, warnings: warnings ?? [] }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? (error as Error).message

function post({ host, port, key, agent }: Target, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': body.length,
    }
    const sent = request(
      { host, port, agent, method: 'POST', path: '/api/v1/alerts', headers, timeout: ANSWER_MS },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          try {
            resolve({
              status: response.statusCode ?? 0,
              body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
            })
          } catch {
            // not the product: something between here and there
            resolve({ status: response.statusCode ?? 0, body: { code: `status ${response.statusCode}` } })
          }
        })
      },
    )
    sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'noAnswer' })))
    sent.on('error', reject)
    sent.end(body)
  })
}
