import type { SlaTargets } from '@liandong/shared/clocks/sla.ts'
import { useT } from '../../i18n/language.ts'
import { Versions } from '../kit/Versions.tsx'
import { SlaForm } from './SlaForm.tsx'
import { sayTarget, SLA_CLOCKS } from './sla-targets.ts'

/** How long the clocks run. */
export function Sla() {
  const t = useT()
  const say = (targets: SlaTargets) =>
    SLA_CLOCKS.map((clock) => `${t(`admin.sla.target.${clock}`)} ${sayTarget(targets[clock], t)}`).join(' · ')
  return (
    <Versions
      subject="sla"
      title={t('admin.section.sla')}
      text={t('admin.sla.text')}
      say={say}
      form={(props) => <SlaForm {...props} />}
    >
      {(targets) => (
        <dl className="targets">
          {SLA_CLOCKS.map((clock) => (
            <div key={clock}>
              <dt>{t(`admin.sla.target.${clock}`)}</dt>
              <dd>{sayTarget(targets[clock], t)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Versions>
  )
}
