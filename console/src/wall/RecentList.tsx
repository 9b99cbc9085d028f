import type { Board } from '@liandong/shared/board/board.ts'
import { formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { isMessageKey } from '../i18n/messages.ts'
import { useFeedPart } from '../live/live.ts'
import { recentSteps } from './recent-steps.ts'

/** What a wide wall has room for: the last steps of the work, newest first, from the feed as it comes. */
export function RecentList({ board }: { board: Board }) {
  const t = useT()
  const recent = useFeedPart((s) => s.recent)
  const steps = recentSteps(recent, board.incidents)
  return (
    <section className="wall-recent" aria-label={t('wall.recent')}>
      <h2>{t('wall.recent')}</h2>
      {steps.length === 0 ? <p>{t('wall.recent.none')}</p> : null}
      <ol>
        {steps.map((step) => {
          const key = `vocab.event.${step.type}`
          return (
            <li key={step.id}>
              <time dateTime={step.at}>{formatTime(step.at)}</time>
              <span className="wall-recent__words">
                <b>{isMessageKey(key) ? t(key) : step.type}</b>　{[step.place, step.unit].filter(Boolean).join('　')}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
