import { useState } from 'react'
import { useT } from '../../i18n/language.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { CheckField, ChoiceField, TextField } from '../../ui/fields.tsx'
import { some, type CaseDialogProps } from './dialog-props.ts'

const PARTIES = ['both', 'one', 'none'] as const
type Parties = (typeof PARTIES)[number]

/** 首报 taken down from the radio, in the template of domain §4.5. */
export function ReportDialog({ detail, runner, dispatchId, onClose }: CaseDialogProps) {
  const t = useT()
  const [parties, setParties] = useState<Parties | null>(null)
  const [injured, setInjured] = useState(false)
  const [policeNeeded, setPoliceNeeded] = useState(false)
  const [canSettle, setCanSettle] = useState(false)
  const [text, setText] = useState('')
  const unit = detail.dispatches.find((d) => d.id === dispatchId)?.unit.name
  const submit = async () => {
    const body = {
      ...(parties ? { partiesPresent: parties } : {}),
      injured,
      policeNeeded,
      canSettle,
      ...some('text', text),
      ...(dispatchId ? { dispatchId } : {}),
    }
    if (await runner.run('report', body, { quiet: true, ...(unit ? { about: unit } : {}) })) onClose()
  }
  return (
    <FormDialog
      title={`${t('case.act.report')} · ${unit ?? detail.no}`}
      act={t('case.act.report')}
      isBusy={runner.busy === 'report'}
      problem={runner.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {dispatchId ? <p className="form-dialog__note">{t('case.radio.note')}</p> : null}
      <ChoiceField
        label={t('case.report.parties')}
        value={parties}
        options={PARTIES.map((value) => ({ value, label: t(`case.parties.${value}`) }))}
        onChange={setParties}
      />
      <CheckField label={t('case.report.injured')} checked={injured} onChange={setInjured} />
      <CheckField label={t('case.report.policeNeeded')} checked={policeNeeded} onChange={setPoliceNeeded} />
      <CheckField label={t('case.report.canSettle')} checked={canSettle} onChange={setCanSettle} />
      <TextField label={t('case.report.text')} value={text} onChange={setText} isLong autoFocus />
    </FormDialog>
  )
}
