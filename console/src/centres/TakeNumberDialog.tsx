import { useState } from 'react'
import { PURPOSES, type Purpose } from '@liandong/shared/centres/purpose.ts'
import type { Centre } from '@liandong/shared/wire/centre.ts'
import type { Problem } from '../api/answer.ts'
import { centresApi } from '../api/centres.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { ChoiceField, TextField } from '../ui/fields.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { fieldProblem, withoutFields } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'
import { numberWords } from './number-words.ts'

type Props = { centre: Centre; isFull: boolean; onDone: () => void; onClose: () => void }

/** A number of today for whoever has come. A full centre is said, and refuses nobody. */
export function TakeNumberDialog({ centre, isFull, onDone, onClose }: Props) {
  const t = useT()
  const language = useLanguage()
  // what no window here serves is taken by the general one, or waits until one opens
  const offered = PURPOSES.filter(
    (one) => one.id === 'general' || centre.windows.some((w) => w.purpose === one.id || w.purpose === 'general'),
  )
  const [purpose, setPurpose] = useState<Purpose>('general')
  const [name, setName] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const take = async (): Promise<void> => {
    setBusy(true)
    const answer = await centresApi.takeNumber(centre.id, { purpose, name: name.trim() === '' ? null : name })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ tone: 'done', what: t('centres.taken', { number: numberWords(answer.value.visit.number) }) })
    onDone()
    onClose()
  }
  return (
    <FormDialog
      title={t('centres.takeTitle')}
      act={t('centres.take')}
      isBusy={isBusy}
      problem={withoutFields(problem)}
      onSubmit={() => void take()}
      onClose={onClose}
    >
      {isFull ? (
        <p className="centre__full" role="status">
          {t('centres.fullTake', { n: centre.capacity })}
        </p>
      ) : null}
      <ChoiceField
        label={t('centres.purpose')}
        value={purpose}
        options={offered.map((one) => ({ value: one.id, label: one[language] }))}
        onChange={setPurpose}
      />
      <TextField
        label={t('centres.visitor')}
        value={name}
        onChange={setName}
        hint={t('centres.visitorHint')}
        error={fieldProblem(problem, '/name')}
        maxLength={50}
      />
    </FormDialog>
  )
}
