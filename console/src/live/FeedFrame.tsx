import { formatClock } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import './feed-frame.css'
import { useFeedPart } from './live.ts'

/**
 * The dead-man's switch. Both layers are always on the page, see-through, and on their way to becoming visible: a CSS
 * animation of opacity that the compositor runs without this page's main thread. Every beat starts them anew; when
 * beats stop, or JavaScript hangs, nothing has to happen for the frame to appear.
 */
export function FeedFrame() {
  const t = useT()
  const beats = useFeedPart((s) => s.beats)
  const freshness = useFeedPart((s) => s.freshness)
  const lastHeardAt = useFeedPart((s) => s.lastHeardServerAt)
  // two names for the same keyframes: changing the name is what restarts an animation without touching layout
  const turn = beats % 2 === 0 ? 'even' : 'odd'
  const isHeld = freshness === 'amber' || freshness === 'red'
  const at = lastHeardAt === null ? null : formatClock(lastHeardAt)
  return (
    <div className={`feed-frame feed-frame--${turn}`} data-freshness={freshness}>
      <div
        className={`feed-frame__layer feed-frame__layer--amber${isHeld ? ' feed-frame__layer--held' : ''}`}
        aria-hidden="true"
      >
        <p className="feed-frame__words">{at ? t('live.frame.amber', { at }) : t('live.frame.never')}</p>
      </div>
      <div
        className={`feed-frame__layer feed-frame__layer--red${freshness === 'red' ? ' feed-frame__layer--held' : ''}`}
        aria-hidden="true"
      >
        <p className="feed-frame__words">{at ? t('live.frame.red', { at }) : t('live.frame.never')}</p>
      </div>
      <p className="visually-hidden" role="alert">
        {isHeld ? (at ? t(`live.frame.${freshness}`, { at }) : t('live.frame.never')) : ''}
      </p>
    </div>
  )
}
