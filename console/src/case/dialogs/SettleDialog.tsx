import { useState } from 'react'
import { useT } from '../../i18n/language.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ChoiceField, QuickWords, TextField } from '../../ui/fields.tsx'
import { some, type CaseDialogProps } from './dialog-props.ts'

const OUTCOMES = ['settled', 'noAction', 'transferred'] as const
type SettleOutcome = (typeof OUTCOMES)[number]

/** 处结: on the spot after a first report; without anybody going there it takes words (domain §3.1). */
export function SettleDialog({ detail, runner, onClose }: CaseDialogProps) {
  const t = useT()
  const reported = detail.dispatches.some((d) => d.reportedAt !== null)
  const [outcome, setOutcome] = useState<SettleOutcome>(reported ? 'settled' : 'noAction')
  const [text, setText] = useState('')
  const [to, setTo] = useState('')
  const needsText = outcome !== 'settled'
  const submit = async () => {
    const body = { outcome, ...some('text', text), ...(outcome === 'transferred' ? some('transferTo', to) : {}) }
    if (await runner.run('settle', body, { about: t(`vocab.outcome.${outcome}`), quiet: true })) onClose()
  }
  return (
    <FormDialog
      title={t('case.settle.title', { no: detail.no })}
      act={t('case.act.settle')}
      isBusy={runner.busy === 'settle'}
      problem={runner.problem}
      isReady={!needsText || text.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ChoiceField
        label={t('case.settle.outcome')}
        value={outcome}
        options={OUTCOMES.map((value) => ({ value, label: t(`case.settle.${value}`) }))}
        onChange={setOutcome}
      />
      {outcome === 'settled' && !reported ? <p className="form-dialog__warning">{t('case.settle.noReport')}</p> : null}
      {outcome === 'transferred' ? (
        <TextField label={t('case.settle.to')} value={to} onChange={setTo} maxLength={100} />
      ) : null}
      {outcome === 'transferred' ? (
        <QuickWords
          words={[t('case.quick.hotline'), t('case.quick.cityManagement'), t('case.quick.market')]}
          onPick={setTo}
        />
      ) : null}
      <TextField
        label={t(needsText ? 'case.settle.why' : 'case.settle.text')}
        value={text}
        onChange={setText}
        isLong
        isRequired={needsText}
        autoFocus
      />
    </FormDialog>
  )
}
