import { useState } from 'react'
import { formatClock } from '../../i18n/format.ts'
import { useT } from '../../i18n/language.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { QuickWords, TextField } from '../../ui/fields.tsx'
import type { CaseDialogProps } from './dialog-props.ts'

/** 撤销: at level 1 and 2 one person proposes and another confirms (domain §3.1); the dialog says which one this is. */
export function CancelDialog({ detail, runner, userId, onClose }: CaseDialogProps) {
  const t = useT()
  const [reason, setReason] = useState('')
  const grave = detail.severity !== null && detail.severity <= 2
  const proposal = detail.cancelProposal
  const own = proposal?.by === userId
  const note = !grave
    ? t('case.cancel.plain')
    : proposal === null
      ? t('case.cancel.propose')
      : own
        ? t('case.cancel.own', { at: formatClock(proposal.at) })
        : t('case.cancel.confirm', { at: formatClock(proposal.at) })
  const act = t(grave ? (proposal === null ? 'case.cancel.proposeAct' : 'case.cancel.confirmAct') : 'case.act.cancel')
  const submit = async () => {
    if (await runner.run('cancel', { reason: reason.trim() }, { quiet: true })) onClose()
  }
  return (
    <FormDialog
      title={t('case.cancel.title', { no: detail.no })}
      act={act}
      isDanger
      isBusy={runner.busy === 'cancel'}
      problem={runner.problem}
      isReady={reason.trim() !== '' && !own}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="form-dialog__note">{note}</p>
      <TextField
        label={t('case.reason.required')}
        value={reason}
        onChange={setReason}
        isLong
        isRequired
        maxLength={500}
        autoFocus
      />
      <QuickWords
        words={[
          t('case.quick.mistake'),
          t('case.quick.duplicate'),
          t('case.quick.callerCancelled'),
          t('case.quick.test'),
        ]}
        onPick={setReason}
      />
    </FormDialog>
  )
}
