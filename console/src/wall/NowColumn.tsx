import type { BoardUnit } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { toMs } from '@liandong/shared/time.ts'
import { formatAge } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import { ArrivalRings } from './ArrivalRings.tsx'
import { countWork, type WallCounts } from './wall-facts.ts'
import { WorstCard } from './WorstCard.tsx'

/** Seven rows of text are what eight metres allow; three cards of two are six. */
const CARDS = 3

export function NowColumn({
  incidents,
  worst,
  units,
}: {
  incidents: readonly IncidentState[]
  worst: readonly IncidentState[]
  units: readonly BoardUnit[]
}) {
  const t = useT()
  const now = useServerNow()
  const counts = countWork(incidents)
  const calling = units.filter((unit) => unit.sos)
  const rest = worst.length - CARDS
  return (
    <section className="wall__column wall-now" aria-label={t('wall.now')}>
      <dl className="wall-counts">
        <Count name="waiting" counts={counts} />
        <Count name="unacknowledged" counts={counts} />
        <Count name="overdue" counts={counts} />
        <Count name="inHand" counts={counts} />
      </dl>
      {calling.map((unit) => (
        <p key={unit.id} className="wall-sos" role="alert">
          {t('wall.sos', { unit: unit.name, age: formatAge(t, now - toMs(unit.sos?.at ?? '')) })}
        </p>
      ))}
      <ol className="wall-worst">
        {worst.slice(0, CARDS).map((incident) => (
          <WorstCard key={incident.id} incident={incident} now={now} />
        ))}
      </ol>
      <ArrivalRings incidents={worst.slice(CARDS)} now={now} />
      <p className="wall-more">{rest > 0 ? t('wall.more', { n: rest }) : ''}</p>
    </section>
  )
}

function Count({ name, counts }: { name: keyof WallCounts; counts: WallCounts }) {
  const t = useT()
  const n = counts[name]
  return (
    <div className={`wall-count wall-count--${name}${n === 0 ? ' wall-count--none' : ''}`}>
      <dt>{t(`wall.count.${name}`)}</dt>
      <dd>{n}</dd>
    </div>
  )
}
