import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signedAddress } from './channels/robot/channel.ts'
import { fillTemplate } from './channels/sms/channel.ts'
import { allowedUrl } from './post.ts'
import { callWords } from './words.ts'

describe('where a channel may send', () => {
  const hosts = ['oapi.dingtalk.com', '.push.apple.com', '127.0.0.1']
  it.each([
    ['https://oapi.dingtalk.com/robot/send?access_token=x', true],
    ['https://web.push.apple.com/abc', true],
    ['http://127.0.0.1:8080/robot', true],
    ['http://oapi.dingtalk.com/robot', false],
    ['https://169.254.169.254/latest/meta-data', false],
    ['https://oapi.dingtalk.com.evil.example/', false],
    ['https://evilpush.apple.com/', false],
    ['https://user:pass@oapi.dingtalk.com/', false],
    ['file:///etc/passwd', false],
    ['nonsense', false],
  ])('%s: %s', (address, allowed) => expect(allowedUrl(address, hosts) !== undefined).toBe(allowed))
})

describe('what a channel sends', () => {
  it('a robot of DingTalk is sent the signature it reckons itself', () => {
    const url = new URL(signedAddress('https://oapi.dingtalk.com/robot/send?access_token=x', 'SEC1', 1_700_000_000_000))
    const sign = createHmac('sha256', 'SEC1').update('1700000000000\nSEC1').digest('base64')
    expect(Object.fromEntries(url.searchParams)).toEqual({ access_token: 'x', timestamp: '1700000000000', sign })
  })

  it('words never break out of the template of a gateway', () => {
    const body = fillTemplate('{"to":"{phone}","text":"{text}"}', { phone: '1"}', text: '"\n{phone}' })
    expect(JSON.parse(body)).toEqual({ to: '1"}', text: '"\n{phone}' })
  })

  it('a drill says so', () =>
    expect(callWords('order', '20261124-0017', true)).toBe('【演练】新指令 20261124-0017，请打开'))
})
