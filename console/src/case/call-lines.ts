import type { NotificationView } from '@liandong/shared/wire/incident-detail.ts'
import type { Translate } from '../i18n/language.ts'
import { isMessageKey, type MessageKey } from '../i18n/messages.ts'
import type { EventLine } from './event-line.ts'

export type CallLine = EventLine & { id: string; at: string }

/** A code of a channel in words; what another's server said stands as it came. */
const saidWords = (said: string, t: Translate): string => {
  const key = `call.said.${said}`
  return isMessageKey(key) ? t(key as MessageKey) : said
}

/** Each try of each call as a line of the timeline, and each call that was stopped before it was tried. */
export function callLines(notifications: readonly NotificationView[], t: Translate): CallLine[] {
  return notifications.flatMap((n) => {
    const what = t('case.call.what', {
      step: t(`case.call.step.${n.step}` as MessageKey),
      channel: t(`call.channel.${n.channel}` as MessageKey),
    })
    const to = n.recipientName ?? (n.channel === 'robot' ? t('case.call.group') : '')
    const line = (at: string, i: number, result: string): CallLine => ({
      id: `${n.id}-${i}`,
      at,
      what,
      text: [to, result].filter((part) => part !== '').join(t('case.line.comma')),
      who: '',
      tone: 'faint',
    })
    if (n.attempts.length === 0) {
      if (n.state === 'cancelled') return [line(n.createdAt, 0, t('case.call.cancelled'))]
      return [line(n.createdAt, 0, t('case.call.waiting'))]
    }
    return n.attempts.map((a, i) =>
      line(a.at, i, a.ok ? t('case.call.sent') : t('case.call.failed', { why: saidWords(a.said, t) })),
    )
  })
}
