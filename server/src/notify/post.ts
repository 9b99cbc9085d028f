import type { Sent } from './channel.ts'

/** Nobody waits longer for another's server. */
const TIMEOUT_MS = 5_000
const MOST_SAID = 120

/** `hostAllowed` holds every address to the hosts of the configuration: `.example.cn` stands for all below it. */
export const hostAllowed = (host: string, hosts: readonly string[]): boolean =>
  hosts.some((one) => (one.startsWith('.') ? host.endsWith(one) : host === one))

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || host.startsWith('127.')

/** Where a channel may send: https to a host of the configuration, plain http on this machine alone. */
export function allowedUrl(text: string, hosts: readonly string[]): URL | undefined {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return undefined
  }
  if (url.username !== '' || url.password !== '') return undefined
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) return undefined
  return hostAllowed(url.hostname, hosts) ? url : undefined
}

export type Posted = Sent & { status: number | null; body: string }

/** One request to a host of the configuration; it follows no redirect and gives up after five seconds. */
export async function post(
  address: string,
  hosts: readonly string[],
  request: { headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> },
): Promise<Posted> {
  const url = allowedUrl(address, hosts)
  if (!url) return { ok: false, said: 'hostNotAllowed', isFinal: true, status: null, body: '' }
  try {
    const answer = await fetch(url, {
      method: 'POST',
      ...request,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const body = (await answer.text()).slice(0, 2_000)
    return { ok: answer.ok, said: `HTTP ${answer.status}`, status: answer.status, body }
  } catch (error) {
    const said = (error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable'
    return { ok: false, said, status: null, body: '' }
  }
}

/** The words of another's answer, short and on one line. */
export const short = (text: string): string => text.replace(/\s+/g, ' ').slice(0, MOST_SAID)
