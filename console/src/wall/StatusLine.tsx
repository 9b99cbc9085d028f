import type { BoardSource } from '@liandong/shared/board/board.ts'
import { MINUTE_MS, toMs } from '@liandong/shared/time.ts'
import { formatClock, formatSeconds, formatSpan } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { useFeedPart, useServerNow, useSilentMs } from '../live/live.ts'
import { SoundControl } from '../sound/SoundControl.tsx'
import { silentSources, SLOW_QUEUE_MS } from './wall-facts.ts'

/** The line that proves that the wall lives: how old, how the queue does, who is silent, what time it is. */
export function StatusLine({ sources }: { sources: readonly BoardSource[] }) {
  const t = useT()
  const now = useServerNow()
  const silentMs = useSilentMs()
  const freshness = useFeedPart((s) => s.freshness)
  const beats = useFeedPart((s) => s.beats)
  const troubles = useTroubles(sources, now)
  const heardAt = useFeedPart((s) => s.lastHeardServerAt)
  const isLive = freshness === 'live'
  const tone = isLive ? (troubles.length > 0 ? 'attention' : 'ok') : freshness
  return (
    <footer className={`wall-status wall-status--${tone}`}>
      <span key={beats} className="wall-status__heart" aria-hidden="true" />
      <span className="wall-status__state">
        {isLive ? t(troubles.length > 0 ? 'wall.status.attention' : 'wall.status.ok') : t(`live.status.${freshness}`)}
      </span>
      <span className="wall-status__age">
        {isLive ? t('wall.status.updated', { age: formatSeconds(t, silentMs) }) : formatSpan(silentMs)}
      </span>
      {isLive ? (
        <QueueAge />
      ) : heardAt === null ? null : (
        <span>{t('live.frame.rows', { at: formatClock(heardAt) })}</span>
      )}
      {(isLive ? troubles : []).map((trouble) => (
        <span key={trouble} className="wall-status__trouble">
          {trouble}
        </span>
      ))}
      <span className="wall-status__rest" />
      <SoundControl />
      <time className="wall-status__clock">{formatClock(now)}</time>
    </footer>
  )
}

/** The queue's own heartbeat: a job that goes round every 10 s. */
function QueueAge() {
  const t = useT()
  const beat = useFeedPart((s) => s.beat)
  if (beat === null || (beat.queueAgeMs !== null && beat.queueAgeMs >= SLOW_QUEUE_MS)) return null
  return (
    <span className="wall-status__queue">
      {beat.queueAgeMs === null
        ? t('wall.status.queueUnknown')
        : t('wall.status.queue', {
            age: formatSeconds(t, Math.round(beat.queueAgeMs / 1_000) * 1_000).replace('.0', ''),
          })}
    </span>
  )
}

function useTroubles(sources: readonly BoardSource[], now: number): string[] {
  const t = useT()
  const language = useLanguage()
  const beat = useFeedPart((s) => s.beat)
  const silent = silentSources(sources).map((source) =>
    t('wall.status.source', {
      name: source.label[language],
      n: Math.floor((now - toMs(source.silentSince as string)) / MINUTE_MS),
    }),
  )
  const slow =
    beat?.queueAgeMs != null && beat.queueAgeMs >= SLOW_QUEUE_MS
      ? [t('wall.status.queueSlow', { age: formatSeconds(t, beat.queueAgeMs) })]
      : []
  const dead = beat !== null && beat.deadLetters > 0 ? [t('wall.status.deadLetters', { n: beat.deadLetters })] : []
  return [...slow, ...dead, ...silent]
}
