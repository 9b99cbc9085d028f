import { lazy, Suspense, useMemo } from 'react'
import { usePlace } from '../api/place-store.ts'
import { useT } from '../i18n/language.ts'
import { serverNow, useFeedPart } from '../live/live.ts'
import { ErrorState, LoadingState } from '../ui/Panel.tsx'
import { alarmsOf } from '../sound/alarms.ts'
import { SoundBanner } from '../sound/SoundControl.tsx'
import { useAlarmSound } from '../sound/use-alarm-sound.ts'
import { NowColumn } from './NowColumn.tsx'
import { QuietColumn } from './QuietColumn.tsx'
import { StatusLine } from './StatusLine.tsx'
import { TodayColumn } from './TodayColumn.tsx'
import './wall.css'
import './wall-status.css'
import './wall-motion.css'
import './wall-wide.css'
import { isWork, worstFirst } from './wall-facts.ts'

/** Leaflet comes after the words: a wall that starts must say at once how things stand. */
const NONE: readonly never[] = []
const MapView = lazy(async () => ({ default: (await import('../map/MapView.tsx')).MapView }))

/** Read at eight metres, touched by nobody. */
export function WallPage() {
  const t = useT()
  const board = useFeedPart((s) => s.board)
  const problem = useFeedPart((s) => s.problem)
  const freshness = useFeedPart((s) => s.freshness)
  const place = usePlace()
  useAlarmSound()
  const worst = useMemo(() => worstFirst(board?.incidents ?? []), [board?.incidents])
  const shown = useMemo(() => (board?.incidents ?? []).filter(isWork), [board?.incidents])
  const alarmIds = useMemo(
    () =>
      alarmsOf(shown)
        .filter((a) => a.alarm === 'new')
        .map((a) => a.incidentId),
    [shown],
  )
  if (board === null) {
    return (
      <div className="wall wall--waiting">
        {problem ? <ErrorState problem={problem} title={t('live.load.failed')} /> : <LoadingState />}
      </div>
    )
  }
  const isQuiet = worst.length === 0 && !board.units.some((unit) => unit.sos)
  const isStale = freshness === 'amber' || freshness === 'red'
  return (
    <div className={isStale ? 'wall wall--stale' : 'wall'}>
      <SoundBanner />
      <main className="wall__body">
        <h1 className="visually-hidden">{t('app.room')}</h1>
        {isQuiet ? (
          <QuietColumn board={board} />
        ) : (
          <NowColumn incidents={board.incidents} worst={worst} units={board.units} />
        )}
        <section className="wall__map" aria-label={t('app.room')}>
          <Suspense fallback={<LoadingState />}>
            <MapView
              incidents={shown}
              units={board.units}
              place={place}
              rotaGaps={board.gaps ?? NONE}
              now={serverNow}
              mode="wall"
              alarmIds={alarmIds}
            />
          </Suspense>
        </section>
        <TodayColumn board={board} place={place} />
      </main>
      <StatusLine sources={board.sources} />
    </div>
  )
}
