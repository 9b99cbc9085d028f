import { useState } from 'react'
import type { SlaTargets } from '@liandong/shared/clocks/sla.ts'
import { api } from '../../api/client.ts'
import { useT } from '../../i18n/language.ts'
import { TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import type { Change } from '../kit/use-change.ts'
import { SLA_CLOCKS, toInstant, unitSeconds, type SlaClock } from './sla-targets.ts'

type Props = { targets: SlaTargets; basedOn: number; change: Change; onClose: () => void }

/** A new version, from the one in force; somebody else approves it. */
export function SlaForm({ targets, basedOn, change, onClose }: Props) {
  const t = useT()
  const [document, setDocument] = useState('')
  const [from, setFrom] = useState('')
  const [texts, setTexts] = useState(
    () =>
      Object.fromEntries(SLA_CLOCKS.map((clock) => [clock, String(targets[clock] / unitSeconds(clock))])) as Record<
        SlaClock,
        string
      >,
  )
  const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text))
  const { problem } = change
  const send = async () => {
    const proposed = Object.fromEntries(
      SLA_CLOCKS.map((clock) => [clock, Math.round(Number(texts[clock]) * unitSeconds(clock))]),
    ) as SlaTargets
    const body = { basedOn, document, effectiveFrom: toInstant(from), targets: proposed }
    if (await change.run('propose', () => api.proposeSla(body), t('admin.sla.proposed'), true)) onClose()
  }
  return (
    <FormDialog
      title={t('admin.sla.propose')}
      act={t('admin.sla.proposeAct')}
      isBusy={change.busy !== null}
      problem={problem}
      isReady={document.trim() !== '' && from.trim() !== '' && SLA_CLOCKS.every((clock) => isNumber(texts[clock]))}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <TextField
        label={t('admin.sla.document')}
        value={document}
        onChange={setDocument}
        maxLength={200}
        hint={t('admin.sla.documentHint')}
        error={fieldProblem(problem, '/document')}
        isRequired
      />
      <TextField
        label={t('admin.sla.effectiveFrom')}
        value={from}
        onChange={setFrom}
        maxLength={20}
        hint={t('admin.sla.effectiveHint')}
        error={fieldProblem(problem, '/effectiveFrom')}
        isRequired
      />
      <div className="field-pair">
        {SLA_CLOCKS.map((clock) => (
          <TextField
            key={clock}
            label={t(unitSeconds(clock) === 60 ? 'admin.sla.inMinutes' : 'admin.sla.inSeconds', {
              name: t(`admin.sla.target.${clock}`),
            })}
            value={texts[clock]}
            onChange={(value) => setTexts({ ...texts, [clock]: value })}
            maxLength={8}
            error={isNumber(texts[clock]) ? fieldProblem(problem, `/targets/${clock}`) : t('admin.form.notANumber')}
          />
        ))}
      </div>
    </FormDialog>
  )
}
