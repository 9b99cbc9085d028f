import { useState } from 'react'
import { useT } from '../../i18n/language.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ChoiceField, TextField } from '../../ui/fields.tsx'
import { some, type CaseDialogProps } from './dialog-props.ts'

const FLAGS = ['major', 'difficult', 'sensitive', 'confidential', 'watched'] as const
type Flag = (typeof FLAGS)[number]

/** 标记: flags beside the stage (domain §3.1); a flag that is set is taken off the same way. */
export function FlagDialog({ detail, runner, onClose }: CaseDialogProps) {
  const t = useT()
  const [flag, setFlag] = useState<Flag>('watched')
  const [reason, setReason] = useState('')
  const on = !detail.flags.includes(flag)
  const submit = async () => {
    if (
      await runner.run('flag', { flag, on, ...some('reason', reason) }, { about: t(`vocab.flag.${flag}`), quiet: true })
    )
      onClose()
  }
  return (
    <FormDialog
      title={t('case.flag.title', { no: detail.no })}
      act={t(on ? 'case.flag.set' : 'case.flag.unset')}
      isBusy={runner.busy === 'flag'}
      problem={runner.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ChoiceField
        label={t('case.flag.which')}
        value={flag}
        options={FLAGS.map((value) => ({
          value,
          label: detail.flags.includes(value)
            ? t('case.flag.isSet', { flag: t(`vocab.flag.${value}`) })
            : t(`vocab.flag.${value}`),
        }))}
        onChange={setFlag}
      />
      <TextField label={t('case.reason.optional')} value={reason} onChange={setReason} maxLength={500} />
    </FormDialog>
  )
}
