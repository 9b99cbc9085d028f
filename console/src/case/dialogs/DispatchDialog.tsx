import { useState, type KeyboardEvent } from 'react'
import type { BoardUnit } from '@liandong/shared/board/board.ts'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import { useT } from '../../i18n/language.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ChoiceField, TextField } from '../../ui/fields.tsx'
import { useServerNow } from '../../live/live.ts'
import { contactWords } from '../contact-words.ts'
import { rankMatches } from '../pinyin-initials.ts'
import { reasonWords, sendWords } from '../suggestion-words.ts'
import { nameUnit, pressUnit, type Choice } from './dispatch-choice.ts'
import { NotifyField, proposedTo } from './NotifyField.tsx'
import { some, type CaseDialogProps } from './dialog-props.ts'
import './dispatch-dialog.css'

type How = 'lead' | 'support' | 'replace'
/** A list longer than this is answered by typing. */
const MOST_UNITS = 12

/** 派单: the suggested units first, every unit on duty by name or initials, several at once. */
export function DispatchDialog({ detail, units, runner, onClose }: CaseDialogProps) {
  const t = useT()
  const now = useServerNow()
  const lead = detail.dispatches.find((d) => d.lead && isActiveDispatch(d))
  const [typed, setTyped] = useState('')
  const [choice, setChoice] = useState<Choice>({
    unitIds: detail.suggestions.slice(0, 1).map((best) => best.unitId),
    isProposed: true,
  })
  const chosen = choice.unitIds
  const [how, setHow] = useState<How>(lead ? 'support' : 'lead')
  const [content, setContent] = useState('')
  const [told, setTold] = useState<readonly string[]>(proposedTo(detail))
  const suggested = new Map(detail.suggestions.map((s) => [s.unitId, s]))
  const list = unitList(units, suggested, typed)
  const nameOf = (id: string): string => units.find((u) => u.id === id)?.name ?? suggested.get(id)?.name ?? id
  const evenOffDuty = chosen.some((id) => units.find((u) => u.id === id)?.onDuty === false)

  const submit = async () => {
    const names = chosen.map(nameOf)
    const body = {
      ...(chosen.length === 1 ? { unitId: chosen[0] as string } : { unitIds: [...chosen] }),
      ...some('content', content),
      ...(how === 'support' ? { support: true } : {}),
      ...(how === 'replace' && lead ? { replaces: lead.id } : {}),
      ...(evenOffDuty ? { evenOffDuty: true } : {}),
      ...(told.length > 0 ? { notify: [...told] } : {}),
    }
    if (await runner.run('dispatch', body, { about: names.join(t('case.line.comma')), quiet: true })) onClose()
  }

  const onListKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return
    // Enter on what was typed chooses the first of the list; it never sends somebody who is not in sight
    const byEnter = event.key === 'Enter' && !event.ctrlKey && typed !== '' ? list[0] : undefined
    const unit = byEnter ?? (typed === '' && /^[1-5]$/.test(event.key) ? list[Number(event.key) - 1] : undefined)
    if (unit === undefined && !(event.key === 'Enter' && typed !== '')) return
    event.preventDefault()
    if (unit) setChoice((old) => nameUnit(old, unit.id))
    if (byEnter) setTyped('')
  }

  return (
    <FormDialog
      title={t('case.dispatch.title', { no: detail.no })}
      act={t('case.act.dispatch')}
      isBusy={runner.busy === 'dispatch'}
      problem={runner.problem}
      isReady={chosen.length > 0 && typed === ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {lead ? (
        <ChoiceField<How>
          label={t('case.dispatch.how', { name: lead.unit.name })}
          value={how}
          options={[
            { value: 'support', label: t('case.dispatch.support') },
            { value: 'replace', label: t('case.dispatch.replace', { name: lead.unit.name }) },
          ]}
          onChange={setHow}
        />
      ) : null}
      <div onKeyDown={onListKey}>
        <TextField
          label={t('case.dispatch.find')}
          value={typed}
          onChange={setTyped}
          hint={t('case.dispatch.findHint')}
          autoFocus
        />
      </div>
      <ul className="dispatch-units" aria-label={t('case.dispatch.units')}>
        {list.map((unit, i) => {
          const s = suggested.get(unit.id)
          return (
            <li key={unit.id}>
              <label className={chosen.includes(unit.id) ? 'is-chosen' : ''}>
                <input
                  type="checkbox"
                  checked={chosen.includes(unit.id)}
                  onChange={() => setChoice((old) => pressUnit(old, unit.id))}
                />
                <span className="dispatch-units__n">{i < 5 && typed === '' ? i + 1 : ''}</span>
                <span className="dispatch-units__name">{s ? sendWords(s, t) : unit.name}</span>
                <span className="dispatch-units__state">
                  {[
                    ...(s ? reasonWords(s, t) : []),
                    contactWords(unit.lastContactAt, now, t),
                    unit.onDuty ? t(`vocab.unitState.${unit.state}`) : t('vocab.unitState.offDuty'),
                  ].join(' · ')}
                </span>
              </label>
            </li>
          )
        })}
        {list.length === 0 ? <li className="dispatch-units__none">{t('case.dispatch.noUnit')}</li> : null}
      </ul>
      <p className="form-dialog__note" role="status">
        {chosen.length > 0
          ? t('case.dispatch.chosen', { names: chosen.map(nameOf).join(t('case.line.comma')) })
          : t('case.dispatch.noneChosen')}
      </p>
      {evenOffDuty ? <p className="form-dialog__warning">{t('case.dispatch.offDuty')}</p> : null}
      {detail.notify ? <NotifyField notify={detail.notify} told={told} onChange={setTold} /> : null}
      <TextField label={t('case.dispatch.content')} value={content} onChange={setContent} maxLength={500} />
    </FormDialog>
  )
}

/** Suggested first in their order, then whoever is free, then the busy, then the off duty. */
function unitList(units: readonly BoardUnit[], suggested: ReadonlyMap<string, unknown>, typed: string): BoardUnit[] {
  const order = [...suggested.keys()]
  const standing = (u: BoardUnit): number =>
    suggested.has(u.id) ? order.indexOf(u.id) : 1_000 + (u.onDuty ? 0 : 2_000) + (u.incidentId === null ? 0 : 1_000)
  const sorted = units.filter((u) => typed !== '' || u.onDuty).toSorted((a, b) => standing(a) - standing(b))
  return (typed === '' ? sorted : rankMatches(sorted, typed, (u) => u.name)).slice(0, MOST_UNITS)
}
