import { useState } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import type { SlaTargets } from '@liandong/shared/clocks/sla.ts'
import { api } from '../../api/client.ts'
import { useUser } from '../../api/session-store.ts'
import type { SlaPage } from '../../api/settings.ts'
import { formatInstant } from '../../i18n/format.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { useChange } from '../kit/use-change.ts'
import { usePages } from '../kit/use-pages.ts'
import { SlaForm } from './SlaForm.tsx'
import { sayTarget, SLA_CLOCKS } from './sla-targets.ts'

/** How long the clocks run, by version: what is in force, what was decided and by whom. */
export function Sla() {
  const t = useT()
  const { role } = useUser()
  const [current, setCurrent] = useState<SlaPage['current'] | null>(null)
  const versions = usePages(async (cursor) => {
    const answer = await api.sla(cursor)
    if (answer.ok) setCurrent(answer.value.current)
    return answer
  })
  const change = useChange(versions.reload)
  const [isProposing, setProposing] = useState(false)
  const close = () => {
    // after a conflict the list shows what the other administrator has proposed
    if (change.problem) versions.reload()
    change.clear()
    setProposing(false)
  }
  const say = (targets: SlaTargets) =>
    SLA_CLOCKS.map((clock) => `${t(`admin.sla.target.${clock}`)} ${sayTarget(targets[clock], t)}`).join(' · ')
  const decide = (version: number, approve: boolean) =>
    void change.run(
      `${version}`,
      () => api.decideSla(version, approve),
      t(approve ? 'admin.sla.approved' : 'admin.sla.rejected'),
    )
  return (
    <>
      <SectionHead title={t('admin.section.sla')} text={t('admin.sla.text')}>
        {current && may(role, 'sla.propose') ? (
          <Button look="primary" onClick={() => setProposing(true)}>
            {t('admin.sla.propose')}
          </Button>
        ) : null}
      </SectionHead>
      {current ? (
        <section aria-label={t('admin.sla.current')}>
          <h3>
            {t('admin.sla.current')}：
            {current.version === 0 ? t('admin.sla.delivered') : t('admin.sla.versionN', { n: current.version })}
          </h3>
          <dl className="targets">
            {SLA_CLOCKS.map((clock) => (
              <div key={clock}>
                <dt>{t(`admin.sla.target.${clock}`)}</dt>
                <dd>{sayTarget(current.targets[clock], t)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
      <DataTable
        pages={versions}
        rowKey={(row) => String(row.version)}
        emptyTitle={t('admin.sla.none')}
        columns={[
          { name: t('admin.sla.version'), cell: (row) => row.version, isNumber: true },
          { name: t('admin.sla.document'), cell: (row) => row.document },
          { name: t('admin.sla.changes'), cell: (row) => say(row.targets) },
          { name: t('admin.sla.effectiveFrom'), cell: (row) => formatInstant(row.effectiveFrom), isNarrow: true },
          { name: t('admin.sla.state'), cell: (row) => t(`admin.sla.state.${row.state}`), isNarrow: true },
          { name: t('admin.sla.by'), cell: (row) => row.createdBy, isNarrow: true },
          { name: t('admin.sla.decidedBy'), cell: (row) => row.decidedBy ?? '—', isNarrow: true },
        ]}
        acts={(row) =>
          row.state === 'proposed' && may(role, 'sla.decide') ? (
            <>
              <Button
                size="small"
                look="primary"
                isBusy={change.busy === `${row.version}`}
                onClick={() => decide(row.version, true)}
              >
                {t('admin.sla.approve')}
              </Button>
              <Button size="small" disabled={change.busy !== null} onClick={() => decide(row.version, false)}>
                {t('admin.sla.reject')}
              </Button>
            </>
          ) : null
        }
      />
      {isProposing && current ? (
        <SlaForm targets={current.targets} basedOn={versions.rows?.[0]?.version ?? 0} change={change} onClose={close} />
      ) : null}
    </>
  )
}
