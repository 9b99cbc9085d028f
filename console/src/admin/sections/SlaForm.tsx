import { useState } from 'react'
import type { SlaTargets } from '@liandong/shared/clocks/sla.ts'
import { useT } from '../../i18n/language.ts'
import { TextField } from '../../ui/fields.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import { VersionForm } from '../kit/VersionForm.tsx'
import type { ProposalProps } from '../kit/Versions.tsx'
import { SLA_CLOCKS, unitSeconds, type SlaClock } from './sla-targets.ts'

/** New targets, from those in force. */
export function SlaForm({ content, ...rest }: ProposalProps<'sla'>) {
  const t = useT()
  const [texts, setTexts] = useState(
    () =>
      Object.fromEntries(SLA_CLOCKS.map((clock) => [clock, String(content[clock] / unitSeconds(clock))])) as Record<
        SlaClock,
        string
      >,
  )
  const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text))
  const proposed = SLA_CLOCKS.every((clock) => isNumber(texts[clock]))
    ? (Object.fromEntries(
        SLA_CLOCKS.map((clock) => [clock, Math.round(Number(texts[clock]) * unitSeconds(clock))]),
      ) as SlaTargets)
    : undefined
  return (
    <VersionForm subject="sla" proposed={proposed} {...rest}>
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
            error={
              isNumber(texts[clock])
                ? fieldProblem(rest.change.problem, `/content/${clock}`)
                : t('admin.form.notANumber')
            }
          />
        ))}
      </div>
    </VersionForm>
  )
}
