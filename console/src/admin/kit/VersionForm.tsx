import { useState, type ReactNode } from 'react'
import type { Settings, Subject } from '@liandong/shared/settings/subjects.ts'
import { api } from '../../api/client.ts'
import { useT } from '../../i18n/language.ts'
import { TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import type { ProposalProps } from './Versions.tsx'

type Props<S extends Subject> = Omit<ProposalProps<S>, 'content'> & {
  subject: S
  /** What is proposed; undefined while the fields cannot be read as one. */
  proposed: Settings[S] | undefined
  isWide?: boolean
  children: ReactNode
}

/** `2026-12-01 00:00` in Beijing time as an instant; what is none is sent as it is, and refused with a sentence. */
export function toInstant(text: string): string {
  const at = Date.parse(`${text.trim().replace(/[ T]+/, 'T')}+08:00`)
  return Number.isNaN(at) ? text : new Date(at).toISOString()
}

/** The form of a new version: on what document, from when, and the fields of the subject itself. */
export function VersionForm<S extends Subject>({
  subject,
  proposed,
  basedOn,
  change,
  onClose,
  isWide = false,
  children,
}: Props<S>) {
  const t = useT()
  const [document, setDocument] = useState('')
  const [from, setFrom] = useState('')
  const { problem } = change
  const send = async () => {
    if (proposed === undefined) return
    const body = { basedOn, document, effectiveFrom: toInstant(from), content: proposed }
    const send = () => api.proposeVersion(subject, body)
    if (await change.run('propose', send, t('admin.versions.proposed'), true)) onClose()
  }
  return (
    <FormDialog
      title={t('admin.versions.propose')}
      act={t('admin.versions.proposeAct')}
      isBusy={change.busy !== null}
      problem={problem}
      isReady={document.trim() !== '' && from.trim() !== '' && proposed !== undefined}
      isWide={isWide}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <div className={isWide ? 'field-pair' : 'form-dialog'}>
        <TextField
          label={t('admin.versions.document')}
          value={document}
          onChange={setDocument}
          maxLength={200}
          hint={t('admin.versions.documentHint')}
          error={fieldProblem(problem, '/document')}
          isRequired
        />
        <TextField
          label={t('admin.versions.effectiveFrom')}
          value={from}
          onChange={setFrom}
          maxLength={20}
          hint={t('admin.versions.effectiveHint')}
          error={fieldProblem(problem, '/effectiveFrom')}
          isRequired
        />
      </div>
      {children}
    </FormDialog>
  )
}
