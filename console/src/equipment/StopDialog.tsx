import { useState } from 'react'
import type { Problem } from '../api/answer.ts'
import { useT } from '../i18n/language.ts'
import { FormDialog } from '../ui/FormDialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { fieldProblem, withoutFields } from '../ui/problem-words.ts'

type Props = {
  name: string
  isVehicle?: boolean
  isBusy: boolean
  problem: Problem | null
  onStop: (reason: string) => void
  onClose: () => void
}

/** 停用 needs a reason, for the next shift reads it. */
export function StopDialog({ name, isVehicle = false, isBusy, problem, onStop, onClose }: Props) {
  const t = useT()
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={t('equipment.stop.title', { name })}
      act={t('equipment.stop')}
      isBusy={isBusy}
      problem={withoutFields(problem)}
      isReady={reason.trim() !== ''}
      isDanger
      onSubmit={() => onStop(reason.trim())}
      onClose={onClose}
    >
      {isVehicle ? <p className="form-dialog__note">{t('equipment.stop.vehicle')}</p> : null}
      <TextField
        label={t('equipment.stop.reason')}
        value={reason}
        onChange={setReason}
        error={fieldProblem(problem, '/reason')}
        maxLength={200}
        autoFocus
      />
    </FormDialog>
  )
}
