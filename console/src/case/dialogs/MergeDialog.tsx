import { useState } from 'react'
import { distanceM } from '@liandong/shared/geo/point.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { toMs } from '@liandong/shared/time.ts'
import { useT } from '../../i18n/language.ts'
import { placeWords } from '../CaseRow.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/fields.tsx'
import { rankMatches } from '../pinyin-initials.ts'
import { some, type CaseDialogProps } from './dialog-props.ts'

const MOST_TARGETS = 8

/** 并案: the likeliest first, near in place and in time; both callers are kept. */
export function MergeDialog({ detail, others, runner, onClose }: CaseDialogProps) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [intoId, setInto] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const possible = others.filter((other) => other.id !== detail.id && other.live && other.exercise === detail.exercise)
  const list = (
    typed === ''
      ? possible.toSorted((a, b) => unlikeness(detail, a) - unlikeness(detail, b))
      : rankMatches(possible, typed, (i) => `${i.no} ${i.summary ?? ''} ${placeWords(i, t)}`)
  ).slice(0, MOST_TARGETS)
  const submit = async () => {
    if (intoId !== null && (await runner.run('merge', { intoId, ...some('reason', reason) }, { quiet: true })))
      onClose()
  }
  return (
    <FormDialog
      title={t('case.merge.title', { no: detail.no })}
      act={t('case.act.merge')}
      isBusy={runner.busy === 'merge'}
      problem={runner.problem}
      isReady={intoId !== null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField label={t('case.merge.find')} value={typed} onChange={setTyped} autoFocus />
      <ul className="dispatch-units" aria-label={t('case.merge.targets')}>
        {list.map((other) => (
          <li key={other.id}>
            <label className={intoId === other.id ? 'is-chosen' : ''}>
              <input type="radio" name="merge-into" checked={intoId === other.id} onChange={() => setInto(other.id)} />
              <span />
              <span className="dispatch-units__name">
                {other.no.slice(-4)} {other.summary ?? t('case.noSummary')}
              </span>
              <span className="dispatch-units__state">{placeWords(other, t)}</span>
            </label>
          </li>
        ))}
        {list.length === 0 ? <li className="dispatch-units__none">{t('case.merge.none')}</li> : null}
      </ul>
      <TextField label={t('case.reason.optional')} value={reason} onChange={setReason} maxLength={500} />
    </FormDialog>
  )
}

/** A kilometre apart counts like ten minutes apart; no position counts like five kilometres. */
function unlikeness(
  a: Pick<IncidentState, 'location' | 'receivedAt'>,
  b: Pick<IncidentState, 'location' | 'receivedAt'>,
): number {
  const km = a.location && b.location ? distanceM(a.location, b.location) / 1_000 : 5
  return km * 10 + Math.abs(toMs(a.receivedAt) - toMs(b.receivedAt)) / 60_000
}
