import { useState } from 'react'
import type { ErasurePreview } from '@liandong/shared/wire/erasure.ts'
import type { Problem } from '../../api/answer.ts'
import { api, type ErasurePerson } from '../../api/client.ts'
import { formatInstant } from '../../i18n/format.ts'
import { useT } from '../../i18n/language.ts'
import { fieldProblem } from '../../ui/problem-words.ts'
import { ChoiceField, TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { countWords } from './erasure-words.ts'

type By = 'phone' | 'incidentNo'

/** Two steps: whose, with a dry run; then the reason, and the act that cannot be taken back. */
export function ErasureDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const t = useT()
  const [by, setBy] = useState<By>('phone')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const [preview, setPreview] = useState<ErasurePreview | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const person: ErasurePerson = by === 'phone' ? { phone: value.trim() } : { incidentNo: value.trim() }
  const ended = preview?.cases.filter((one) => !one.isOpen) ?? []
  const goes = ended.length + (preview?.counts.quarantined ?? 0)

  const look = async (): Promise<void> => {
    setBusy(true)
    const answer = await api.previewErasure(person)
    setBusy(false)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setPreview(answer.value)
  }
  const erase = async (): Promise<void> => {
    setBusy(true)
    const answer = await api.erase(
      person,
      ended.map((one) => one.id),
      reason.trim(),
    )
    setBusy(false)
    if (answer.ok) {
      showToast({ tone: 'done', what: t('admin.erasure.erased', { n: answer.value.counts.cases }) })
      onDone()
      return onClose()
    }
    setProblem(answer.problem)
    // something has changed since the dry run: it is shown anew and agreed to anew
    if (answer.problem.facts.preview) setPreview(answer.problem.facts.preview as ErasurePreview)
  }
  const change = (next: string): void => {
    setValue(next)
    setPreview(null)
    setProblem(null)
  }
  return (
    <FormDialog
      title={t('admin.erasure.begin')}
      act={preview ? t('admin.erasure.erase', { n: ended.length }) : t('admin.erasure.look')}
      isBusy={isBusy}
      problem={problem}
      isDanger={preview !== null}
      isReady={preview ? reason.trim().length >= 2 && goes > 0 : value.trim() !== ''}
      onSubmit={() => void (preview ? erase() : look())}
      onClose={onClose}
    >
      <ChoiceField<By>
        label={t('admin.erasure.whose')}
        value={by}
        options={[
          { value: 'phone', label: t('admin.erasure.byPhone') },
          { value: 'incidentNo', label: t('admin.erasure.byCase') },
        ]}
        onChange={(next) => {
          setBy(next)
          change('')
        }}
      />
      <TextField
        label={t(by === 'phone' ? 'admin.erasure.byPhone' : 'admin.erasure.byCase')}
        value={value}
        onChange={change}
        maxLength={40}
        isRequired
        autoFocus
        error={fieldProblem(problem, `/${by}`)}
      />
      {preview ? (
        <section className="erasure__preview" aria-label={t('admin.erasure.preview')} aria-live="polite">
          <p>{preview.cases.length === 0 ? t('admin.erasure.nobody') : countWords(preview.counts, t)}</p>
          <ul>
            {preview.cases.map((one) => (
              <li key={one.id} className={one.isOpen ? 'is-open' : undefined}>
                <span>{one.no}</span>
                <time dateTime={one.reportedAt}>{formatInstant(one.reportedAt)}</time>
                <span>{t(one.isOpen ? 'admin.erasure.stays' : 'admin.erasure.goes')}</span>
              </li>
            ))}
          </ul>
          <TextField
            label={t('admin.erasure.reason')}
            value={reason}
            onChange={setReason}
            maxLength={500}
            isLong
            isRequired
            hint={t('admin.erasure.reasonHint')}
            error={fieldProblem(problem, '/reason')}
          />
        </section>
      ) : null}
    </FormDialog>
  )
}
