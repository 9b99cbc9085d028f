import { useState } from 'react'
import type { PoliceDecision, Severity } from '@liandong/shared/classify/classification.ts'
import { isOffered, policeOf, useCategories, type Category } from '../../api/category-store.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { CheckField, ChoiceField, QuickWords, SelectField, TextField } from '../../ui/fields.tsx'
import { turnsRound } from '../classify-turn.ts'
import { some, type CaseDialogProps } from './dialog-props.ts'

const SEVERITIES = ['1', '2', '3', '4'] as const
const POLICE = ['police', 'nonPolice', 'undecided'] as const

/** 改判 with quick reasons: turning the classifier round takes one, confirming it does not (D12). */
export function ClassifyDialog({ detail, runner, onClose, to }: CaseDialogProps & { to?: PoliceDecision | undefined }) {
  const t = useT()
  const language = useLanguage()
  const before = detail.classification
  const { nodes } = useCategories()
  /** What is offered, and what the case has already, retired or not. */
  const offered = (node: Category, chosen: string): boolean => isOffered(node) || node.code === chosen
  const nameOf = (node: Category): string =>
    isOffered(node) ? node[language] : t('case.classify.retired', { name: node[language] })
  const [police, setPolice] = useState<PoliceDecision>(to ?? before?.police ?? 'undecided')
  const [dispute, setDispute] = useState(before?.dispute ?? false)
  const [category, setCategory] = useState(before?.category ?? '')
  const [subtype, setSubtype] = useState(before?.subtype ?? '')
  const [severity, setSeverity] = useState<string>(String(detail.severity ?? before?.severity ?? 3))
  const [reason, setReason] = useState('')
  /** While nobody has told police from non-police, a category says what cases of it mostly are; the person still decides. */
  const choose = (code: string): void => {
    setCategory(code)
    const usual = policeOf(code)
    if (police === 'undecided' && usual !== null) setPolice(usual ? 'police' : 'nonPolice')
  }
  const needsReason = turnsRound(before, police)
  const submit = async () => {
    const body = {
      police,
      dispute,
      ...some('category', category),
      subtype: subtype === '' ? null : subtype,
      severity: Number(severity) as Severity,
      ...some('reason', reason),
    }
    if (await runner.run('classify', body, { about: t(`vocab.police.${police}`), quiet: true })) onClose()
  }
  return (
    <FormDialog
      title={t('case.classify.title', { no: detail.no })}
      act={t('case.classify.submit')}
      isBusy={runner.busy === 'classify'}
      problem={runner.problem}
      isReady={!needsReason || reason.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ChoiceField
        label={t('case.classify.police')}
        value={police}
        options={POLICE.map((value) => ({ value, label: t(`vocab.police.${value}`) }))}
        onChange={setPolice}
      />
      <ChoiceField
        label={t('case.classify.severity')}
        value={severity}
        options={SEVERITIES.map((value) => ({ value, label: t(`vocab.severity.level.${value}`) }))}
        onChange={setSeverity}
      />
      <div className="form-dialog__pair">
        <SelectField label={t('case.classify.category')} value={category} onChange={choose}>
          <option value="">{t('case.classify.none')}</option>
          {nodes
            .filter((node) => node.parent === null && offered(node, before?.category ?? ''))
            .map((node) => (
              <option key={node.code} value={node.code}>
                {nameOf(node)}
              </option>
            ))}
        </SelectField>
        <SelectField label={t('case.classify.subtype')} value={subtype} onChange={setSubtype}>
          <option value="">{t('case.classify.none')}</option>
          {nodes
            .filter((node) => node.parent !== null && (node.parent === category || (dispute && node.parent === '纠纷')))
            .filter((node) => offered(node, before?.subtype ?? ''))
            .map((node) => (
              <option key={node.code} value={node.code}>
                {nameOf(node)}
              </option>
            ))}
        </SelectField>
      </div>
      <CheckField label={t('case.classify.dispute')} checked={dispute} onChange={setDispute} />
      <TextField
        label={t(needsReason ? 'case.reason.required' : 'case.reason.optional')}
        value={reason}
        onChange={setReason}
        isLong
        isRequired={needsReason}
        maxLength={500}
        autoFocus={needsReason}
      />
      <QuickWords words={QUICK[police].map((key) => t(key))} onPick={setReason} />
    </FormDialog>
  )
}

const QUICK = {
  police: ['case.quick.injury', 'case.quick.weapon', 'case.quick.crime', 'case.quick.callerSaid'],
  nonPolice: ['case.quick.noDanger', 'case.quick.civil', 'case.quick.enquiry', 'case.quick.callerSaid'],
  undecided: ['case.quick.unclear', 'case.quick.callerSaid'],
} as const
