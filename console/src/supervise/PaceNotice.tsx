import { useEffect, useState } from 'react'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import { api } from '../api/client.ts'
import { formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { useFeed, useFeedPart } from '../live/live.ts'

const isPace = (event: LogEvent): boolean => event.type === 'personal.paceExceeded'
/** How far back a page that was just opened looks. */
const LOOK_BACK = 1_000

/** Somebody reads callers' data faster than cases are worked on: who, when, how often. */
export function PaceNotice() {
  const t = useT()
  const { board } = useFeed()
  const recent = useFeedPart((s) => s.recent)
  const [earlier, setEarlier] = useState<readonly LogEvent[]>([])
  const [dismissed, setDismissed] = useState<readonly string[]>([])
  const isRead = board !== null
  const head = board?.seq ?? 0
  useEffect(() => {
    if (!isRead) return
    void api.events(Math.max(0, head - LOOK_BACK), LOOK_BACK).then((answer) => {
      if (answer.ok) setEarlier(answer.value.events.filter(isPace))
    })
    // once, when the page knows where the log is
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isRead])
  const known = new Map([...earlier, ...recent.filter(isPace)].map((event) => [event.id, event]))
  const open = [...known.values()].filter((event) => !dismissed.includes(event.id))
  if (open.length === 0) return null
  return (
    <div className="pace-notice" role="status">
      <ul>
        {open.map((event) => (
          <li key={event.id}>
            <span>
              {t('supervise.pace', {
                who: event.actor.name ?? event.actor.id,
                at: formatTime(event.at),
                n: String(event.data.count),
              })}
            </span>
            <button type="button" onClick={() => setDismissed([...dismissed, event.id])}>
              {t('supervise.pace.read')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
