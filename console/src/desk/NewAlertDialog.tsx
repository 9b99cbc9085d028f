import { useState } from 'react'
import type { Classification } from '@liandong/shared/classify/classification.ts'
import { toIso } from '@liandong/shared/time.ts'
import type { Problem } from '../api/answer.ts'
import { useCategoryLabel } from '../api/category-store.ts'
import { api } from '../api/client.ts'
import { newKey } from '../api/command.ts'
import { FormDialog } from '../ui/FormDialog.tsx'
import { CheckField, ChoiceField, TextField } from '../ui/fields.tsx'
import { useT } from '../i18n/language.ts'
import { serverNow } from '../live/live.ts'
import { showToast } from '../ui/toast-store.ts'
import { emptyForm, offlineNo, toAlert, type OfflineForm } from './offline-alert.ts'

const BY = ['phone', 'paper'] as const
const SEVERITIES = ['', '1', '2', '3', '4'] as const

/** F2: what the station hands over by phone or on paper (D26). Where and what first; the rest can wait. */
export function NewAlertDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const labelOf = useCategoryLabel()
  const [form, setForm] = useState<OfflineForm>(emptyForm)
  const [own] = useState(() => ({ no: offlineNo(serverNow(), newKey()), at: toIso(serverNow()) }))
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [guess, setGuess] = useState<Classification | null>(null)
  const set = (change: Partial<OfflineForm>): void => setForm((old) => ({ ...old, ...change }))

  const submit = async () => {
    setBusy(true)
    setProblem(null)
    const answer = await api.postAlert(toAlert(form, own.no, own.at))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ tone: 'done', what: t('desk.new.done', { no: own.no }) })
    onClose()
  }
  const classify = async () => {
    const answer = await api.classify({
      narrative: form.narrative,
      ...(form.address.trim() ? { address: form.address } : {}),
    })
    if (answer.ok) setGuess(answer.value.classification)
  }

  return (
    <FormDialog
      title={t('desk.new.title')}
      act={t('desk.new.submit')}
      isBusy={isBusy}
      problem={problem}
      isReady={form.narrative.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ChoiceField
        label={t('desk.new.by')}
        value={form.by}
        options={BY.map((value) => ({ value, label: t(`desk.new.${value}`) }))}
        onChange={(by) => set({ by })}
      />
      <TextField
        label={t('desk.new.address')}
        value={form.address}
        onChange={(address) => set({ address })}
        maxLength={200}
        autoFocus
        hint={t('desk.new.addressHint')}
      />
      <div onBlur={() => void (form.narrative.trim() !== '' && classify())}>
        <TextField
          label={t('desk.new.narrative')}
          value={form.narrative}
          onChange={(narrative) => set({ narrative })}
          isLong
          isRequired
          maxLength={20_000}
        />
      </div>
      {guess ? (
        <p className="form-dialog__note">
          {t('desk.new.guess', {
            police: t(`vocab.police.${guess.police}`),
            type: labelOf(guess.subtype ?? guess.category),
            level: t(`vocab.severity.level.${guess.severity}`),
          })}
        </p>
      ) : null}
      <div className="form-dialog__pair">
        <TextField
          label={t('desk.new.callerName')}
          value={form.callerName}
          onChange={(callerName) => set({ callerName })}
          maxLength={50}
        />
        <TextField
          label={t('desk.new.callerPhone')}
          value={form.callerPhone}
          onChange={(callerPhone) => set({ callerPhone })}
          maxLength={30}
        />
      </div>
      <ChoiceField
        label={t('desk.new.severity')}
        value={form.severity}
        options={SEVERITIES.map((value) => ({
          value: value as string,
          label: value === '' ? t('desk.new.noSeverity') : t(`vocab.severity.level.${value}`),
        }))}
        onChange={(severity) => set({ severity })}
      />
      <div className="help__pair">
        <CheckField
          label={t('case.alert.anonymous')}
          checked={form.isAnonymous}
          onChange={(isAnonymous) => set({ isAnonymous })}
        />
        <CheckField label={t('desk.new.exercise')} checked={form.exercise} onChange={(exercise) => set({ exercise })} />
      </div>
    </FormDialog>
  )
}
