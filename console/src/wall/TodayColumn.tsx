import type { Board, BoardUnit } from '@liandong/shared/board/board.ts'
import { countRollCall } from '@liandong/shared/duty/roll-call.ts'
import { silentUnits } from '@liandong/shared/duty/silent-units.ts'
import { gapsOf } from '../map/gaps.ts'
import type { PlaceData } from '../map/place.ts'
import { useT, type Translate } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { RecentList } from './RecentList.tsx'
import { countOnDuty } from './wall-facts.ts'

export function TodayColumn({ board, place }: { board: Board; place: PlaceData | null }) {
  const t = useT()
  const { today, units } = board
  const duty = countOnDuty(units)
  const silent = silentUnits(board.incidents, units, useServerNow())
  // where nobody is, as the map hatches it; and what the rota asks for beside (what is ahead is for the room to mend)
  const onMap = place ? gapsOf(place, units) : []
  const posts = (board.gaps ?? []).filter((gap) => gap.hasBegun && !onMap.some(({ id }) => id === gap.organisationId))
  const gaps = onMap.length + posts.length
  const share = today.alerts === 0 ? null : Math.round((100 * today.dispute) / today.alerts)
  return (
    <section className="wall__column wall-today" aria-label={t('wall.today')}>
      <div>
        <h2>{t('wall.today')}</h2>
        <dl>
          <Row label="wall.today.alerts" value={today.alerts} isLarge />
          <Row label="wall.today.police" value={today.police} />
          <Row label="wall.today.nonPolice" value={today.nonPolice} />
          {today.undecided > 0 ? <Row label="wall.today.undecided" value={today.undecided} /> : null}
          <Row
            label="wall.today.dispute"
            value={today.dispute}
            note={share === null ? undefined : t('wall.today.share', { n: share })}
          />
          <Row label="wall.today.breaches" value={today.breaches} tone={today.breaches > 0 ? 'alarm' : undefined} />
        </dl>
      </div>
      <div>
        <h2>{t('wall.duty')}</h2>
        <dl>
          <Row
            label="wall.duty.people"
            value={duty.people}
            note={board.rollCall ? t('wall.rollCall', countRollCall(board.rollCall)) : undefined}
          />
          {place === null ? null : (
            <Row
              label="wall.duty.gaps"
              value={gaps}
              tone={gaps > 0 ? 'amber' : undefined}
              note={posts[0]?.organisation}
            />
          )}
          <Row label="wall.duty.vehicles" value={duty.vehiclesFree} of={duty.vehicles} />
          <Row label="wall.duty.busy" value={duty.busy} note={squadWords(units, t)} />
          {silent.length > 0 ? (
            <Row label="wall.duty.silent" value={silent.length} note={silent[0]?.dispatch.unit.name} tone="alarm" />
          ) : null}
        </dl>
        <RecentList board={board} />
      </div>
    </section>
  )
}

/** The units under orders by what they are doing; what nobody does is left out. */
const squadWords = (units: readonly BoardUnit[], t: Translate): string =>
  (['assigned', 'enRoute', 'onScene'] as const)
    .map((state) => ({ state, n: units.filter((unit) => unit.state === state).length }))
    .filter(({ n }) => n > 0)
    .map(({ state, n }) => `${t(`vocab.unitState.${state}`)} ${n}`)
    .join(' ')

type RowProps = {
  label: MessageKey
  value: number
  of?: number | undefined
  note?: string | undefined
  tone?: 'alarm' | 'amber' | undefined
  isLarge?: boolean
}

function Row({ label, value, of, note, tone, isLarge = false }: RowProps) {
  const t = useT()
  return (
    <div className={`wall-row${isLarge ? ' wall-row--large' : ''}${tone ? ` wall-row--${tone}` : ''}`}>
      <dt>{t(label)}</dt>
      <dd>
        {note === undefined ? null : <small>{note}</small>}
        {value}
        {of === undefined ? null : <span className="wall-row__of">/{of}</span>}
      </dd>
    </div>
  )
}
