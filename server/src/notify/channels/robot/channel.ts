import { createHmac } from 'node:crypto'
import type { Channel } from '../../channel.ts'
import { post, short } from '../../post.ts'
import { openSetting } from '../../settings.ts'

/** DingTalk's signature: the instant and the secret, signed with the secret, on the address. */
export function signedAddress(address: string, secret: string, now: number): string {
  const sign = createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64')
  const url = new URL(address)
  url.searchParams.set('timestamp', String(now))
  url.searchParams.set('sign', sign)
  return url.href
}

/** A robot in a group of DingTalk or WeCom: both take a text and answer with an `errcode` even where HTTP says 200. */
export const robot: Channel = {
  id: 'robot',
  send: async ({ subdistrictId, text }, deps) => {
    const setting = await openSetting(deps, subdistrictId, 'robot')
    if (!setting?.url) return { ok: false, said: 'notSetUp', isFinal: true }
    const address =
      setting.style === 'dingtalk' && setting.signingSecret
        ? signedAddress(setting.url, setting.signingSecret, deps.clock.now())
        : setting.url
    const answer = await post(address, deps.hosts, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ msgtype: 'text', text: { content: text } }),
    })
    if (!answer.ok) return answer
    const said = readError(answer.body)
    return said ? { ok: false, said } : answer
  },
}

function readError(body: string): string | undefined {
  try {
    const { errcode, errmsg } = JSON.parse(body) as { errcode?: unknown; errmsg?: unknown }
    if (errcode === undefined || errcode === 0) return undefined
    return short(`errcode ${JSON.stringify(errcode)} ${typeof errmsg === 'string' ? errmsg : ''}`)
  } catch {
    return undefined
  }
}
