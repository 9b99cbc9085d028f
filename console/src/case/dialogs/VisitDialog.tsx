import { useState } from 'react'
import { useT } from '../../i18n/language.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ChoiceField, TextField } from '../../ui/fields.tsx'
import { some, type CaseDialogProps } from './dialog-props.ts'

const RESULTS = ['satisfied', 'basicallySatisfied', 'dissatisfied', 'unreached'] as const
type Result = (typeof RESULTS)[number]

/** 回访: what the caller says of how it ended. */
export function VisitDialog({ detail, runner, onClose }: CaseDialogProps) {
  const t = useT()
  const [result, setResult] = useState<Result | null>(null)
  const [text, setText] = useState('')
  const submit = async () => {
    if (await runner.run('visit', { ...(result ? { result } : {}), ...some('text', text) }, { quiet: true })) onClose()
  }
  return (
    <FormDialog
      title={t('case.visit.title', { no: detail.no })}
      act={t('case.act.visit')}
      isBusy={runner.busy === 'visit'}
      problem={runner.problem}
      isReady={result !== null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ChoiceField
        label={t('case.visit.result')}
        value={result}
        options={RESULTS.map((value) => ({ value, label: t(`case.visit.${value}`) }))}
        onChange={setResult}
      />
      <TextField label={t('case.visit.text')} value={text} onChange={setText} isLong />
    </FormDialog>
  )
}
