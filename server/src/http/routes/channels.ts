import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { appendAudit } from '../../log/audit.ts'
import { channelOf } from '../../notify/channels/index.ts'
import { allowedUrl } from '../../notify/post.ts'
import {
  findSetting,
  openSecret,
  sealSecret,
  SET_UP,
  toSettingView,
  writeSetting,
  type ChannelSecret,
  type SettingRow,
} from '../../notify/settings.ts'
import { callWords } from '../../notify/words.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const channelParams = z.object({ channel: z.enum(SET_UP) })
const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 -]{4,19}$/, { error: 'a telephone number' })
const headers = z
  .record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/),
    z
      .string()
      .max(1_000)
      .regex(/^[\x20-\x7e]*$/),
  )
  .refine((all) => Object.keys(all).length <= 10, { error: 'ten at most', params: { zh: '最多 10 项' } })
/** What is not named stays as it is; what is null is taken away. */
const body = z.strictObject({
  version: z.int().min(0),
  enabled: z.boolean(),
  style: z.enum(['dingtalk', 'wecom']).optional(),
  url: z.string().trim().max(2_000).optional(),
  signingSecret: z.string().trim().min(1).max(500).nullable().optional(),
  headers: headers.nullable().optional(),
  template: z.string().trim().max(4_000).optional(),
})

/** By which channels people are called beside the screen they look at (K3). Secrets go in and never come out. */
export function channelRoutes(app: FastifyInstance, services: Services): void {
  const { clock, secrets, channels } = services
  const view = (channel: (typeof SET_UP)[number], row: SettingRow | undefined) =>
    toSettingView(channel, row, row && openSecret(secrets, row))

  route(app, {
    method: 'GET',
    url: '/channels',
    tag: 'settings',
    summary: 'The channels that can be set up, and the hosts they may send to',
    access: 'channel.manage',
    handler: async ({ me, database }) => ({
      items: await Promise.all(
        SET_UP.map(async (channel) => view(channel, await findSetting(database.db, me.subdistrictId, channel))),
      ),
      hosts: channels.hosts,
      hasPushKeys: channels.vapid !== undefined,
    }),
  })

  route(app, {
    method: 'PUT',
    url: '/channels/:channel',
    tag: 'settings',
    summary: 'Set a channel up, or switch it on and off; with the version that was read',
    access: 'channel.manage',
    params: channelParams,
    body,
    handler: async ({ params: { channel }, body: asked, me, database }) => {
      const now = clock.now()
      if (!secrets.hasKey) throw problem('secretKeyMissing')
      const written = await database.db.transaction(async (tx) => {
        const row = await findSetting(tx, me.subdistrictId, channel, true)
        if ((row?.version ?? 0) !== asked.version)
          throw new ProblemError({ code: 'versionConflict', facts: { present: view(channel, row) } })
        const secret = nextSecret(row && openSecret(secrets, row), asked)
        const template = asked.template ?? row?.template ?? null
        refuseUnfit(channel, asked.enabled, secret, template, channels.hosts)
        const next = await writeSetting(tx, {
          subdistrictId: me.subdistrictId,
          channel,
          enabled: asked.enabled,
          style: channel === 'robot' ? (asked.style ?? row?.style ?? 'dingtalk') : null,
          host: secret.url === '' ? null : new URL(secret.url).host,
          template,
          secret: sealSecret(secrets, me.subdistrictId, channel, secret),
          version: asked.version + 1,
        })
        const { enabled, style, host } = next
        const data = {
          channel,
          enabled,
          style,
          host,
          secretChanged: asked.url !== undefined || 'signingSecret' in asked,
        }
        await appendAudit(tx, me.subdistrictId, channel, { type: 'channel.changed', data }, { actor: me.actor, now })
        return next
      })
      services.handler.committed(me.subdistrictId, [])
      return view(channel, written)
    },
  })

  route(app, {
    method: 'POST',
    url: '/channels/:channel/test',
    tag: 'settings',
    summary: 'Send one message to oneself, and say what came of it',
    access: 'channel.manage',
    params: channelParams,
    body: z.strictObject({ phone: phone.optional() }),
    handler: async ({ params: { channel }, body: { phone: to }, me, database }) => {
      if (channel === 'sms' && to === undefined)
        throw new ProblemError({
          code: 'invalidBody',
          errors: [{ pointer: '/phone', message: 'a number to send to', messageZh: '请填写接收测试短信的号码' }],
        })
      const now = clock.now()
      const from = performance.now()
      const sent = await channelOf(channel)?.send(
        {
          subdistrictId: me.subdistrictId,
          recipient: to === undefined ? 'group' : `phone:${to}`,
          text: callWords('test', '', false),
          incidentId: null,
          dispatchId: null,
        },
        channels,
      )
      const answer = { ok: sent?.ok ?? false, said: sent?.said ?? '', tookMs: Math.round(performance.now() - from) }
      await database.db.transaction((tx) =>
        appendAudit(
          tx,
          me.subdistrictId,
          channel,
          { type: 'channel.tested', data: { channel, ok: answer.ok, said: answer.said } },
          { actor: me.actor, now },
        ),
      )
      services.handler.committed(me.subdistrictId, [])
      return answer
    },
  })
}

type Asked = {
  url?: string | undefined
  signingSecret?: string | null | undefined
  headers?: Record<string, string> | null | undefined
}

function nextSecret(before: ChannelSecret | undefined, asked: Asked): ChannelSecret {
  const signingSecret = asked.signingSecret === undefined ? before?.signingSecret : asked.signingSecret
  const kept = asked.headers === undefined ? before?.headers : asked.headers
  return {
    url: asked.url ?? before?.url ?? '',
    ...(signingSecret ? { signingSecret } : {}),
    ...(kept ? { headers: kept } : {}),
  }
}

/** A channel that is on must be able to send: to a host of the configuration, with a template that is JSON when filled. */
function refuseUnfit(
  channel: string,
  enabled: boolean,
  secret: ChannelSecret,
  template: string | null,
  hosts: readonly string[],
): void {
  const errors: { pointer: string; message: string; messageZh: string }[] = []
  if ((enabled || secret.url !== '') && !allowedUrl(secret.url, hosts))
    errors.push({
      pointer: '/url',
      message: 'an https address of a host named in NOTIFY_HOSTS',
      messageZh: '须为 https 地址，且主机已列入服务器的 NOTIFY_HOSTS 配置',
    })
  if (channel === 'sms' && (enabled || template) && !isTemplate(template ?? ''))
    errors.push({
      pointer: '/template',
      message: 'JSON with {phone} and {text} inside quotes',
      messageZh: '须为 JSON，且引号内含有 {phone} 和 {text}',
    })
  if (errors.length > 0) throw new ProblemError({ code: 'invalidBody', errors })
}

function isTemplate(template: string): boolean {
  if (!template.includes('{phone}') || !template.includes('{text}')) return false
  try {
    JSON.parse(template.replaceAll('{phone}', '0').replaceAll('{text}', '字'))
    return true
  } catch {
    return false
  }
}
