import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { SourceSetting } from '../../api/settings.ts'
import { useT } from '../../i18n/language.ts'
import { CheckField, SelectField, TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import type { Change } from '../kit/use-change.ts'

const KINDS = ['platform-110', 'offline', 'smart-security']

type Props = {
  source: SourceSetting | null
  kindOf: (kind: string) => string
  change: Change
  onClose: () => void
}

/** A new source, or what can be changed of one; it is sent with the version that was read. */
export function SourceForm({ source, kindOf, change, onClose }: Props) {
  const t = useT()
  const [kind, setKind] = useState(source?.kind ?? (KINDS[0] as string))
  const [labelZh, setLabelZh] = useState(source?.labelZh ?? '')
  const [labelEn, setLabelEn] = useState(source?.labelEn ?? '')
  const [minutes, setMinutes] = useState(source?.silenceMinutes?.toString() ?? '')
  const [enabled, setEnabled] = useState(source?.enabled ?? true)
  const silenceMinutes = minutes.trim() === '' ? null : Number(minutes)
  const isNumber = silenceMinutes === null || Number.isFinite(silenceMinutes)
  const act = t(source ? 'admin.form.save' : 'admin.sources.add')
  const send = async () => {
    const body = { labelZh, labelEn, silenceMinutes }
    const done = source
      ? await change.run(
          source.id,
          () => api.changeSource(source.id, { ...body, enabled, version: source.version }),
          t('admin.sources.saved'),
          true,
        )
      : await change.run('new', () => api.addSource({ kind, ...body }), t('admin.sources.added'), true)
    if (done) onClose()
  }
  const { problem } = change
  return (
    <FormDialog
      title={act}
      act={act}
      isBusy={change.busy !== null}
      problem={problem}
      isReady={labelZh.trim() !== '' && labelEn.trim() !== '' && isNumber}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      {source ? null : (
        <SelectField label={t('admin.sources.kind')} value={kind} onChange={setKind}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {kindOf(one)}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label={t('admin.sources.labelZh')}
        value={labelZh}
        onChange={setLabelZh}
        maxLength={40}
        isRequired
        error={fieldProblem(problem, '/labelZh')}
      />
      <TextField
        label={t('admin.sources.labelEn')}
        value={labelEn}
        onChange={setLabelEn}
        maxLength={40}
        isRequired
        error={fieldProblem(problem, '/labelEn')}
      />
      <TextField
        label={t('admin.sources.silenceMinutes')}
        value={minutes}
        onChange={setMinutes}
        maxLength={8}
        hint={t('admin.sources.silenceHint')}
        error={isNumber ? fieldProblem(problem, '/silenceMinutes') : t('admin.form.notANumber')}
      />
      {source ? <CheckField label={t('admin.sources.enabled')} checked={enabled} onChange={setEnabled} /> : null}
    </FormDialog>
  )
}
