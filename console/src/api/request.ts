import { getLanguage } from '../i18n/language.ts'
import { toProblem, wireFault, type Answer } from './answer.ts'

export type RequestOptions = {
  body?: unknown
  /** A file, sent as it is. */
  raw?: Blob
  headers?: Record<string, string>
  timeoutMs?: number
}

/** Longer than the slowest board under storm, shorter than anybody's patience. */
const TIMEOUT_MS = 10_000

let notSignedIn: () => void = () => undefined
/** Who is told when the server says that nobody is signed in (any more). */
export const onNotSignedIn = (listener: () => void): void => void (notSignedIn = listener)

/** `request` and its two kin below are the only callers of fetch. None throws: what went wrong is a value. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const { body, raw, headers = {}, timeoutMs = TIMEOUT_MS } = options
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
        ...(raw === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        ...headers,
      },
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(raw === undefined ? {} : { body: raw }),
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

/** An answer that goes on while the server works: `told` gets each line of NDJSON as it comes. */
export async function requestLines<T>(
  method: string,
  path: string,
  told: (line: T) => void,
  signal: AbortSignal,
): Promise<Answer<void>> {
  try {
    const headers = { 'accept-language': getLanguage() }
    const response = await fetch(`/api/v1${path}`, { method, credentials: 'same-origin', headers, signal })
    if (!response.ok || response.body === null) return toProblem(response.status, await response.json())
    let rest = ''
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) told(JSON.parse(line) as T)
    }
    return { ok: true, value: undefined, status: response.status }
  } catch {
    return wireFault('offline')
  }
}

/** A file, as the server names it, given to the browser to keep. */
export async function download(path: string): Promise<Answer<void>> {
  try {
    const headers = { 'accept-language': getLanguage() }
    const response = await fetch(`/api/v1${path}`, { credentials: 'same-origin', headers })
    if (!response.ok) return toProblem(response.status, await response.json())
    const [, name = 'export'] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
    const link = Object.assign(document.createElement('a'), {
      href: URL.createObjectURL(await response.blob()),
      download: name,
    })
    link.click()
    URL.revokeObjectURL(link.href)
    return { ok: true, value: undefined, status: response.status }
  } catch {
    return wireFault('offline')
  }
}

/** `query({q: '欠薪', cursor: undefined})` is `?q=…`; what is not set is left out. */
export function query(params: Record<string, string | number | undefined>): string {
  const set = Object.entries(params).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)] as [string, string]],
  )
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`
}
