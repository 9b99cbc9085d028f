import { useState } from 'react'
import type { GapView } from '@liandong/shared/wire/duty.ts'
import { useT } from '../i18n/language.ts'
import { TextField } from '../ui/fields.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { gapLine, spanWords } from './rota-words.ts'

type Props = { gaps: readonly GapView[]; isBusy: boolean; onSend: (reason: string) => void; onClose: () => void }

/** The hole an approval would make, before it is made; who makes it all the same says why. */
export function GapReasonDialog({ gaps, isBusy, onSend, onClose }: Props) {
  const t = useT()
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={t('rota.gapForm.title')}
      act={t('rota.gapForm.send')}
      isBusy={isBusy}
      problem={null}
      isReady={reason.trim().length >= 2}
      isDanger
      onSubmit={() => onSend(reason.trim())}
      onClose={onClose}
    >
      <p className="form-dialog__note">{t('rota.gapForm.text')}</p>
      <ul className="rota__list">
        {gaps.map((gap) => (
          <li key={gap.needId + gap.fromAt} className="is-gap">
            <b>{gapLine(gap, t)}</b>
            <span>{spanWords(gap, t)}</span>
          </li>
        ))}
      </ul>
      <TextField label={t('rota.gapForm.reason')} value={reason} onChange={setReason} maxLength={200} isRequired />
    </FormDialog>
  )
}
