import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { QuarantinedBody } from '../../api/settings.ts'
import { useT } from '../../i18n/language.ts'
import { TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import type { Change } from '../kit/use-change.ts'

type Props = { opened: QuarantinedBody; change: Change; onClose: () => void }
type Field = 'externalNo' | 'narrative' | 'address'

const FIELDS: readonly Field[] = ['externalNo', 'narrative', 'address']

/** Completes a refused body. Only what the person changed is sent: the rest stays as it came, numbers and all. */
export function MendForm({ opened, change, onClose }: Props) {
  const t = useT()
  const [said, setSaid] = useState<Partial<Record<Field, string>>>({})
  const valueOf = (field: Field) => said[field] ?? opened.fields[field] ?? ''
  const send = async () => {
    const changed = FIELDS.filter((field) => said[field] !== undefined && said[field] !== (opened.fields[field] ?? ''))
    const body = Object.fromEntries(changed.map((field) => [field, said[field]]))
    const run = () => api.mendQuarantined(opened.id, body)
    if (await change.run(opened.id, run, t('admin.quarantine.admitted'), true)) onClose()
  }
  return (
    <FormDialog
      title={t('admin.quarantine.title')}
      act={t('admin.quarantine.admit')}
      isBusy={change.busy !== null}
      problem={change.problem}
      isReady={valueOf('externalNo').trim() !== '' && valueOf('narrative').trim() !== ''}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <div className="field">
        <span id="raw-body">{t('admin.quarantine.body')}</span>
        <pre className="raw-body" aria-labelledby="raw-body" tabIndex={0} role="region">
          {opened.body}
        </pre>
      </div>
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={t(`admin.quarantine.${field}`)}
          value={valueOf(field)}
          onChange={(value) => setSaid({ ...said, [field]: value })}
          isLong={field === 'narrative'}
          isRequired={field !== 'address'}
          maxLength={field === 'narrative' ? 20_000 : field === 'address' ? 200 : 64}
          {...(field === 'narrative' ? { hint: t('admin.quarantine.keptHint') } : {})}
          error={fieldProblem(change.problem, `/${field}`)}
        />
      ))}
    </FormDialog>
  )
}
