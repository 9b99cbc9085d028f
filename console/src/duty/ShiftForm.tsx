import { useState } from 'react'
import type { EntryForm } from '@liandong/shared/duty/rota-forms.ts'
import { HOUR_MS, toIso } from '@liandong/shared/time.ts'
import type { RotaUnit } from '@liandong/shared/wire/duty.ts'
import type { Problem } from '../api/answer.ts'
import { rotaApi } from '../api/rota.ts'
import { useT } from '../i18n/language.ts'
import { serverNow } from '../live/live.ts'
import { DateTimeField, fromLocal, toLocal } from '../ui/DateField.tsx'
import { ChoiceField, SelectField, TextField } from '../ui/fields.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { fieldProblem, withoutFields } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'

type Props = { unitId: string; units: readonly RotaUnit[]; onDone: () => void; onClose: () => void }

/** Leave, a swap or an extra duty for oneself; a leader decides, and of a swap the other one first. */
export function ShiftForm({ unitId, units, onDone, onClose }: Props) {
  const t = useT()
  const soon = Math.ceil(serverNow() / HOUR_MS) * HOUR_MS
  const [kind, setKind] = useState<'leave' | 'swap' | 'on'>('leave')
  const [otherUnitId, setOther] = useState('')
  const [from, setFrom] = useState(toLocal(soon))
  const [until, setUntil] = useState(toLocal(soon + 12 * HOUR_MS))
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const error = (field: string) => fieldProblem(problem, `/entry/${field}`) ?? fieldProblem(problem, `/${field}`)
  const instant = (text: string): string => {
    const at = fromLocal(text)
    return at === null ? text : toIso(at)
  }
  const send = async (): Promise<void> => {
    const base = { unitId, fromAt: instant(from), untilAt: instant(until), reason }
    const form: EntryForm =
      kind === 'swap'
        ? { ...base, kind, otherUnitId, back: null }
        : kind === 'on'
          ? { ...base, kind, organisationId: null }
          : { ...base, kind }
    setBusy(true)
    const answer = await rotaApi.ask(form, null)
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ tone: 'done', what: t('rota.done.ask') })
    onDone()
    onClose()
  }
  return (
    <FormDialog
      title={t('rota.mine.ask')}
      act={t('rota.form.send')}
      isBusy={isBusy}
      problem={withoutFields(problem)}
      isReady={reason.trim().length >= 2 && (kind !== 'swap' || otherUnitId !== '')}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <ChoiceField
        label={t('rota.form.kind')}
        value={kind}
        options={(['leave', 'swap', 'on'] as const).map((value) => ({ value, label: t(`rota.kind.${value}`) }))}
        onChange={setKind}
      />
      {kind === 'swap' ? (
        <SelectField label={t('rota.form.other')} value={otherUnitId} onChange={setOther} error={error('otherUnitId')}>
          <option value="">{t('rota.form.choose')}</option>
          {units
            .filter((one) => one.id !== unitId)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
        </SelectField>
      ) : null}
      <DateTimeField label={t('rota.form.from')} value={from} onChange={setFrom} error={error('fromAt')} />
      <DateTimeField label={t('rota.form.until')} value={until} onChange={setUntil} error={error('untilAt')} />
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
