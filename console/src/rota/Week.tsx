import { useState } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import { useUser } from '../api/session-store.ts'
import { formatDay } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { CheckField, SelectField } from '../ui/fields.tsx'
import { EmptyState, ErrorState, LoadingState, StaleNote } from '../ui/Panel.tsx'
import { CycleDialog } from './CycleDialog.tsx'
import { EntryDialog } from './EntryDialog.tsx'
import { Entries } from './Entries.tsx'
import { OnAt } from './OnAt.tsx'
import { gapLine, shortInstant, spanWords } from './rota-words.ts'
import { useRota, WEEK_MS, weekStart } from './use-rota.ts'
import { groupsOf, WeekGrid } from './WeekGrid.tsx'

/** A week of duty: who is on when, what is wanting, what is asked for. */
export function Week() {
  const t = useT()
  const { role } = useUser()
  const [fromAt, setFromAt] = useState(() => weekStart(Date.now()))
  const { rota, problem, readAt, read } = useRota(fromAt)
  const [organisationId, setOrganisation] = useState('')
  const [onlyGaps, setOnlyGaps] = useState(false)
  const [unitId, setUnitId] = useState<string | null>(null)
  const [cycleOf, setCycleOf] = useState<string | null>(null)
  const cycled = rota?.units.find((one) => one.id === cycleOf)
  const groups = rota === null ? [] : groupsOf(rota)
  const shown = groups.filter(
    (group) => (organisationId === '' || group.id === organisationId) && (!onlyGaps || group.gaps.length > 0),
  )
  const isOther = rota !== null && Date.parse(rota.fromAt) !== fromAt
  return (
    <main className="rota__week">
      <div className="rota__bar">
        <div className="rota__weeks" role="group" aria-label={t('rota.tab.rota')}>
          <Button size="small" onClick={() => setFromAt(fromAt - WEEK_MS)}>
            {t('rota.week.previous')}
          </Button>
          <Button size="small" onClick={() => setFromAt(weekStart(Date.now()))}>
            {t('rota.week.now')}
          </Button>
          <Button size="small" onClick={() => setFromAt(fromAt + WEEK_MS)}>
            {t('rota.week.next')}
          </Button>
          <b>{t('rota.week', { from: formatDay(fromAt), to: formatDay(fromAt + WEEK_MS - 1) })}</b>
        </div>
        <SelectField label={t('rota.filter.organisation')} value={organisationId} onChange={setOrganisation}>
          <option value="">{t('rota.filter.all')}</option>
          {groups.map((group) => (
            <option key={group.id} value={group.id}>
              {group.name}
            </option>
          ))}
        </SelectField>
        <CheckField label={t('rota.filter.onlyGaps')} checked={onlyGaps} onChange={setOnlyGaps} />
        <span className="rota__gap" />
        <Button onClick={() => window.print()}>{t('rota.print')}</Button>
        {may(role, 'duty.ask') ? (
          <Button look="primary" onClick={() => setUnitId('')}>
            {t('rota.add')}
          </Button>
        ) : null}
      </div>
      <div className="rota__panes">
        <section className="rota__grid" aria-label={t('rota.tab.rota')} tabIndex={0}>
          {rota === null || isOther ? (
            problem ? (
              <ErrorState problem={problem} onRetry={read} />
            ) : (
              <LoadingState />
            )
          ) : shown.length === 0 ? (
            <EmptyState title={t(onlyGaps ? 'rota.gaps.none' : 'rota.none')}>
              {onlyGaps ? null : t('rota.none.text')}
            </EmptyState>
          ) : (
            <WeekGrid
              groups={shown}
              fromAt={fromAt}
              now={readAt}
              onUnit={may(role, 'duty.ask') ? setUnitId : undefined}
            />
          )}
        </section>
        <aside className="rota__side" aria-label={t('rota.gaps')} tabIndex={0}>
          {rota !== null && problem ? <StaleNote /> : null}
          <h2>
            {t('rota.gaps')} <b>{rota?.gaps.length ?? '–'}</b>
          </h2>
          <ul className="rota__list">
            {rota?.gaps.map((gap) => (
              <li key={gap.needId + gap.fromAt} className="is-gap">
                <b>{gapLine(gap, t)}</b>
                <span>{spanWords(gap, t)}</span>
              </li>
            ))}
            {rota?.gaps.length === 0 ? <li>{t('rota.gaps.none')}</li> : null}
          </ul>
          {rota && rota.overlaps.length > 0 ? (
            <>
              <h2>
                {t('rota.overlaps')} <b>{rota.overlaps.length}</b>
              </h2>
              <ul className="rota__list">
                {rota.overlaps.map((one) => (
                  <li key={one.unitId + one.kind + one.fromAt}>
                    <b>{t(`rota.overlap.${one.kind}`, { unit: one.unit })}</b>
                    <span>
                      {t('rota.gap.span', { from: shortInstant(one.fromAt), until: shortInstant(one.untilAt) })}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          {rota ? <Entries entries={rota.entries} onDone={read} /> : null}
          <OnAt />
        </aside>
      </div>
      {unitId !== null && rota ? (
        <EntryDialog
          rota={rota}
          unitId={unitId}
          onCycle={(id) => {
            setUnitId(null)
            setCycleOf(id)
          }}
          onDone={read}
          onClose={() => setUnitId(null)}
        />
      ) : null}
      {cycled ? <CycleDialog unit={cycled} onDone={read} onClose={() => setCycleOf(null)} /> : null}
    </main>
  )
}
