import { useState } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import { ENTRY_KINDS, type EntryKind } from '@liandong/shared/duty/rota-entry.ts'
import type { EntryForm } from '@liandong/shared/duty/rota-forms.ts'
import { HOUR_MS, toIso } from '@liandong/shared/time.ts'
import type { GapView, RotaView } from '@liandong/shared/wire/duty.ts'
import type { Problem } from '../api/answer.ts'
import { rotaApi } from '../api/rota.ts'
import { useUser } from '../api/session-store.ts'
import { useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { DateTimeField, fromLocal, toLocal } from '../ui/DateField.tsx'
import { CheckField, ChoiceField, SelectField, TextField } from '../ui/fields.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { fieldProblem, withoutFields } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'
import { GapReasonDialog } from './GapReasonDialog.tsx'

type Props = {
  rota: RotaView
  /** The unit that was chosen on the grid; empty is none yet. */
  unitId: string
  onCycle: (unitId: string) => void
  onDone: () => void
  onClose: () => void
}

const nextHour = (): number => Math.ceil(Date.now() / HOUR_MS) * HOUR_MS

/** An extra duty, leave or a swap. What a leader plans is decided at once, and says first what gap it makes. */
export function EntryDialog({ rota, unitId: chosen, onCycle, onDone, onClose }: Props) {
  const t = useT()
  const { role, unitId: ownUnitId } = useUser()
  const mayPlan = may(role, 'duty.decide') || role === 'department'
  const [kind, setKind] = useState<EntryKind>('leave')
  const [unitId, setUnitId] = useState(mayPlan ? chosen : (ownUnitId ?? chosen))
  const [otherUnitId, setOther] = useState('')
  const [organisationId, setOrganisation] = useState('')
  const [from, setFrom] = useState(() => toLocal(nextHour()))
  const [until, setUntil] = useState(() => toLocal(nextHour() + 12 * HOUR_MS))
  const [hasBack, setHasBack] = useState(false)
  const [backFrom, setBackFrom] = useState('')
  const [backUntil, setBackUntil] = useState('')
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const error = (field: string) => fieldProblem(problem, `/entry/${field}`) ?? fieldProblem(problem, `/${field}`)

  const instant = (text: string): string => {
    const at = fromLocal(text)
    return at === null ? text : toIso(at)
  }
  const form = (): EntryForm => {
    const base = { unitId, fromAt: instant(from), untilAt: instant(until), reason }
    if (kind === 'on') return { ...base, kind, organisationId: organisationId || null }
    if (kind === 'leave') return { ...base, kind }
    const back = hasBack ? { fromAt: instant(backFrom), untilAt: instant(backUntil) } : null
    return { ...base, kind, otherUnitId, back }
  }
  const send = async (gapReason: string | null): Promise<void> => {
    setBusy(true)
    const answer = await rotaApi.ask(form(), gapReason)
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ tone: 'done', what: t('rota.done.ask') })
    onDone()
    onClose()
  }
  if (problem?.code === 'dutyGap')
    return (
      <GapReasonDialog
        gaps={problem.facts.gaps as GapView[]}
        isBusy={isBusy}
        onSend={(why) => void send(why)}
        onClose={() => setProblem(null)}
      />
    )
  const units = rota.units.map((one) => (
    <option key={one.id} value={one.id}>
      {`${one.organisation} · ${one.name}`}
    </option>
  ))
  const places = new Map(rota.units.map((one) => [one.organisationId, one.organisation]))
  return (
    <FormDialog
      title={t('rota.form.title')}
      act={t('rota.form.send')}
      isBusy={isBusy}
      problem={withoutFields(problem)}
      isReady={unitId !== '' && reason.trim().length >= 2 && (kind !== 'swap' || otherUnitId !== '')}
      onSubmit={() => void send(null)}
      onClose={onClose}
    >
      <ChoiceField
        label={t('rota.form.kind')}
        value={kind}
        options={ENTRY_KINDS.map((value) => ({ value, label: t(`rota.kind.${value}`) }))}
        onChange={setKind}
      />
      {mayPlan ? (
        <SelectField label={t('rota.form.unit')} value={unitId} onChange={setUnitId} error={error('unitId')}>
          <option value="">{t('rota.form.choose')}</option>
          {units}
        </SelectField>
      ) : null}
      {unitId !== '' && may(role, 'duty.decide') ? (
        <Button size="small" look="quiet" onClick={() => onCycle(unitId)}>
          {t('rota.cycle.open')}
        </Button>
      ) : null}
      {kind === 'swap' ? (
        <SelectField label={t('rota.form.other')} value={otherUnitId} onChange={setOther} error={error('otherUnitId')}>
          <option value="">{t('rota.form.choose')}</option>
          {units}
        </SelectField>
      ) : null}
      {kind === 'on' ? (
        <SelectField
          label={t('rota.form.place')}
          value={organisationId}
          onChange={setOrganisation}
          error={error('organisationId')}
        >
          <option value="">{t('rota.form.ownPlace')}</option>
          {[...places].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : null}
      <div className="rota-pair">
        <DateTimeField label={t('rota.form.from')} value={from} onChange={setFrom} error={error('fromAt')} />
        <DateTimeField label={t('rota.form.until')} value={until} onChange={setUntil} error={error('untilAt')} />
      </div>
      {kind === 'swap' ? (
        <>
          <CheckField label={t('rota.form.back')} checked={hasBack} onChange={setHasBack} />
          {hasBack ? (
            <div className="rota-pair">
              <DateTimeField
                label={t('rota.form.backFrom')}
                value={backFrom}
                onChange={setBackFrom}
                error={error('back/fromAt')}
              />
              <DateTimeField
                label={t('rota.form.backUntil')}
                value={backUntil}
                onChange={setBackUntil}
                error={error('back/untilAt')}
              />
            </div>
          ) : null}
        </>
      ) : null}
      <TextField
        label={t('rota.form.reason')}
        value={reason}
        onChange={setReason}
        maxLength={200}
        error={error('reason')}
        isRequired
      />
    </FormDialog>
  )
}
