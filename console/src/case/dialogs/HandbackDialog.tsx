import { useState } from 'react'
import { useT } from '../../i18n/language.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/fields.tsx'
import { some, type CaseDialogProps } from './dialog-props.ts'

const PARTS = ['parties', 'demands', 'risk', 'evidence'] as const
type Part = (typeof PARTS)[number]

/** 带回移交 taken down from the radio: facts, parties, demands, risk, evidence (D15). */
export function HandbackDialog({ detail, runner, dispatchId, onClose }: CaseDialogProps) {
  const t = useT()
  const [facts, setFacts] = useState('')
  const [parts, setParts] = useState<Record<Part, string>>({ parties: '', demands: '', risk: '', evidence: '' })
  const submit = async () => {
    const rest = Object.assign({}, ...PARTS.map((part) => some(part, parts[part]))) as Partial<Record<Part, string>>
    if (
      await runner.run(
        'handback',
        { facts: facts.trim(), ...rest, ...(dispatchId ? { dispatchId } : {}) },
        { quiet: true },
      )
    )
      onClose()
  }
  return (
    <FormDialog
      title={`${t('case.act.handback')} · ${detail.no}`}
      act={t('case.act.handback')}
      isBusy={runner.busy === 'handback'}
      problem={runner.problem}
      isReady={facts.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={t('case.handback.factsRequired')}
        value={facts}
        onChange={setFacts}
        isLong
        isRequired
        autoFocus
      />
      {PARTS.map((part) => (
        <TextField
          key={part}
          label={t(`case.handback.${part}`)}
          value={parts[part]}
          onChange={(value) => setParts({ ...parts, [part]: value })}
        />
      ))}
    </FormDialog>
  )
}
