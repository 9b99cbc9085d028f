import { useState } from 'react'
import { MINUTE_MS } from '@liandong/shared/time.ts'
import { formatSpan } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import { Button } from '../ui/Button.tsx'
import { silenceFeedAlarm } from './use-alarm-sound.ts'
import { armPost, faultsOf, mute, unmute, useWatchPost } from './watch-post.ts'
import './sound-control.css'

/** The timed mutes on offer; none is longer than 15 minutes (domain §4.2). */
const MUTE_MINUTES = [5, 15] as const

/** The bell of the header: armed, muted until, or in words what is missing. */
export function SoundControl({ fullScreen = true }: { fullScreen?: boolean }) {
  const t = useT()
  const post = useWatchPost()
  const [isOpen, setOpen] = useState(false)
  const now = useServerNow()
  const faults = faultsOf(post)
  const isMuted = post.mutedUntil !== null
  return (
    <div className="sound">
      {faults.includes('audio') || !post.isArmed ? (
        <Button
          size="small"
          look={faults.includes('audio') ? 'danger' : 'plain'}
          title={t('live.sound.armHint')}
          onClick={() => void armPost({ fullScreen })}
        >
          {t('live.sound.arm')}
        </Button>
      ) : (
        <button
          type="button"
          className={`sound__state${isMuted ? ' sound__state--muted' : ''}`}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Bell isMuted={isMuted} isRinging={post.playing !== null} />
          {isMuted ? t('live.sound.muted', { span: formatSpan((post.mutedUntil ?? 0) - now) }) : t('live.sound.armed')}
        </button>
      )}
      {faults
        .filter((fault) => fault !== 'audio')
        .map((fault) => (
          <Button key={fault} size="small" look="danger" onClick={() => void armPost({ fullScreen })}>
            {t(fault === 'screen' ? 'live.sound.lostScreen' : 'live.sound.lostFull')}
          </Button>
        ))}
      {isOpen ? (
        <div className="sound__menu" role="group" aria-label={t('live.sound.menu')}>
          <Button onClick={() => void armPost({ fullScreen })}>{t('live.sound.arm')}</Button>
          {isMuted ? (
            <Button onClick={unmute}>{t('live.sound.unmute')}</Button>
          ) : (
            MUTE_MINUTES.map((n) => (
              <Button key={n} onClick={() => mute(n * MINUTE_MS)}>
                {t('live.sound.mute', { n })}
              </Button>
            ))
          )}
        </div>
      ) : null}
      <span className="visually-hidden" role="status">
        {post.playing ? t(`live.sound.playing.${post.playing}`) : ''}
      </span>
    </div>
  )
}

/** A strip across the page while the browser keeps it silent, or while the alarm of a lost feed sounds. */
export function SoundBanner({ fullScreen = true }: { fullScreen?: boolean }) {
  const t = useT()
  const post = useWatchPost()
  if (post.playing === 'feed') {
    return (
      <div className="sound-banner sound-banner--feed" role="alert">
        <span>{t('live.sound.playing.feed')}</span>
        <Button look="danger" onClick={silenceFeedAlarm}>
          {t('ui.toast.dismiss')}
        </Button>
      </div>
    )
  }
  if (post.audio !== 'blocked') return null
  return (
    <div className="sound-banner" role="alert">
      <span>{t('live.sound.blocked')}</span>
      <Button look="danger" onClick={() => void armPost({ fullScreen })}>
        {t('live.sound.arm')}
      </Button>
    </div>
  )
}

function Bell({ isMuted, isRinging }: { isMuted: boolean; isRinging: boolean }) {
  return (
    <svg
      className={isRinging ? 'sound__bell sound__bell--ringing' : 'sound__bell'}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <path d="M10 2.5a5 5 0 0 0-5 5c0 4-1.6 5.3-1.6 6.5h13.2c0-1.2-1.6-2.5-1.6-6.5a5 5 0 0 0-5-5zM8 16a2 2 0 0 0 4 0" />
      {isMuted ? <path d="M3 3 L17 17" /> : null}
    </svg>
  )
}
