import { getLanguage } from '../i18n/language.ts'
import { toProblem, wireFault, type Answer } from './answer.ts'

export type RequestOptions = {
  body?: unknown
  headers?: Record<string, string>
  timeoutMs?: number
}

/** Longer than the slowest board under storm, shorter than anybody's patience. */
const TIMEOUT_MS = 10_000

let notSignedIn: () => void = () => undefined
/** Who is told when the server says that nobody is signed in (any more). */
export const onNotSignedIn = (listener: () => void): void => void (notSignedIn = listener)

/** `request` is the only caller of fetch. It never throws: what went wrong is a value. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const { body, headers = {}, timeoutMs = TIMEOUT_MS } = options
  let response: Response
  let text: string
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'accept-language': getLanguage(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    text = await response.text()
  } catch (error) {
    return wireFault((error as Error).name === 'TimeoutError' ? 'timeout' : 'offline')
  }
  if (response.ok && text === '') return { ok: true, value: undefined as T, status: response.status }
  try {
    const value: unknown = JSON.parse(text)
    if (response.ok) return { ok: true, value: value as T, status: response.status }
    const refused = toProblem(response.status, value)
    if (refused.problem.code === 'notSignedIn') notSignedIn()
    return refused
  } catch {
    return wireFault('unreadable', response.status)
  }
}

/** `query({q: '欠薪', cursor: undefined})` is `?q=…`; what is not set is left out. */
export function query(params: Record<string, string | number | undefined>): string {
  const set = Object.entries(params).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)] as [string, string]],
  )
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`
}
