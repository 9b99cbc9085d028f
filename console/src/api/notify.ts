import { query, request } from './request.ts'

export type UnitContact = { id: string; name: string; phone: string | null; lastContactAt: string | null }

export type ChannelSetting = {
  channel: 'robot' | 'sms'
  enabled: boolean
  style: 'dingtalk' | 'wecom' | null
  host: string | null
  template: string | null
  hasSigningSecret: boolean
  headerNames: string[]
  version: number
}
export type ChannelChange = {
  version: number
  enabled: boolean
  style?: 'dingtalk' | 'wecom'
  url?: string
  signingSecret?: string | null
  headers?: Record<string, string> | null
  template?: string
}
export type ChannelList = { items: ChannelSetting[]; hosts: string[]; hasPushKeys: boolean }
export type ChannelTest = { ok: boolean; said: string; tookMs: number }

const at = encodeURIComponent

/** Calling people; spread into `api`. */
export const notifyApi = {
  unitContact: (id: string) => request<UnitContact>('GET', `/duty/units/${at(id)}/contact`),
  channels: () => request<ChannelList>('GET', `/channels${query({})}`),
  changeChannel: (channel: string, body: ChannelChange) =>
    request<ChannelSetting>('PUT', `/channels/${channel}`, { body }),
  testChannel: (channel: string, phone?: string) =>
    request<ChannelTest>('POST', `/channels/${channel}/test`, { body: phone === undefined ? {} : { phone } }),
  pushKey: () => request<{ publicKey: string | null }>('GET', '/push/key'),
  subscribePush: (body: { endpoint: string; keys: { p256dh: string; auth: string } }) =>
    request<void>('POST', '/push/subscriptions', { body }),
}
