import { useState, type ReactNode } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import type { Settings, Subject } from '@liandong/shared/settings/subjects.ts'
import { api } from '../../api/client.ts'
import { useUser } from '../../api/session-store.ts'
import { formatInstant } from '../../i18n/format.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from './DataTable.tsx'
import { SectionHead } from './SectionHead.tsx'
import { useChange, type Change } from './use-change.ts'
import { usePages } from './use-pages.ts'

export type ProposalProps<S extends Subject> = {
  /** What is in force, to begin from. */
  content: Settings[S]
  basedOn: number
  change: Change
  onClose: () => void
}

type Props<S extends Subject> = {
  subject: S
  title: string
  text: string
  /** What a version says, in a line of the list; `before` is what it took or takes the place of, where that is in sight. */
  say: (content: Settings[S], before: Settings[S] | undefined) => ReactNode
  /** What held before the first version. */
  delivered?: Settings[S]
  /** What is in force, in full. */
  children: (content: Settings[S]) => ReactNode
  form: (props: ProposalProps<S>) => ReactNode
}

/** What is set by versions: what is in force, what was decided by whom, and the form that proposes the next. */
export function Versions<S extends Subject>({ subject, title, text, say, delivered, children, form }: Props<S>) {
  const t = useT()
  const { role } = useUser()
  const [current, setCurrent] = useState<{ version: number; content: Settings[S] } | null>(null)
  const versions = usePages(async (cursor) => {
    const answer = await api.versions(subject, cursor)
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
  const contentBefore = (version: number): Settings[S] | undefined =>
    versions.rows?.find((row) => row.version < version && row.state === 'approved')?.content ??
    (versions.hasMore ? undefined : delivered)
  const decide = (version: number, approve: boolean) =>
    void change.run(
      `${version}`,
      () => api.decideVersion(subject, version, approve),
      t(approve ? 'admin.versions.approved' : 'admin.versions.rejected'),
    )
  return (
    <>
      <SectionHead title={title} text={text}>
        {current && may(role, 'setting.propose') ? (
          <Button look="primary" onClick={() => setProposing(true)}>
            {t('admin.versions.propose')}
          </Button>
        ) : null}
      </SectionHead>
      {current ? (
        <section aria-label={t('admin.versions.current')}>
          <h3>
            {t('admin.versions.inForce', {
              which:
                current.version === 0
                  ? t('admin.versions.delivered')
                  : t('admin.versions.versionN', { n: current.version }),
            })}
          </h3>
          {children(current.content)}
        </section>
      ) : null}
      <DataTable
        pages={versions}
        rowKey={(row) => String(row.version)}
        emptyTitle={t('admin.versions.none')}
        columns={[
          { name: t('admin.versions.version'), cell: (row) => row.version, isNumber: true },
          { name: t('admin.versions.document'), cell: (row) => row.document },
          { name: t('admin.versions.content'), cell: (row) => say(row.content, contentBefore(row.version)) },
          { name: t('admin.versions.effectiveFrom'), cell: (row) => formatInstant(row.effectiveFrom), isNarrow: true },
          { name: t('admin.versions.state'), cell: (row) => t(`admin.versions.state.${row.state}`), isNarrow: true },
          { name: t('admin.versions.by'), cell: (row) => row.createdBy, isNarrow: true },
          { name: t('admin.versions.decidedBy'), cell: (row) => row.decidedBy ?? '—', isNarrow: true },
        ]}
        acts={(row) =>
          row.state === 'proposed' && may(role, 'setting.decide') ? (
            <>
              <Button
                size="small"
                look="primary"
                isBusy={change.busy === `${row.version}`}
                onClick={() => decide(row.version, true)}
              >
                {t('admin.versions.approve')}
              </Button>
              <Button size="small" disabled={change.busy !== null} onClick={() => decide(row.version, false)}>
                {t('admin.versions.reject')}
              </Button>
            </>
          ) : null
        }
      />
      {isProposing && current
        ? form({ content: current.content, basedOn: versions.rows?.[0]?.version ?? 0, change, onClose: close })
        : null}
    </>
  )
}
