import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { SourceSetting } from '../../api/settings.ts'
import { formatInstant } from '../../i18n/format.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { isMessageKey } from '../../i18n/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { useChange } from '../kit/use-change.ts'
import { usePages } from '../kit/use-pages.ts'
import { SourceForm } from './SourceForm.tsx'
import { SourceKeys } from './SourceKeys.tsx'

/** Who may send alerts; the keys of one of them below, when asked for. */
export function Sources() {
  const t = useT()
  const language = useLanguage()
  const sources = usePages((cursor) => api.sources(cursor))
  const change = useChange(sources.reload)
  const [edited, setEdited] = useState<SourceSetting | 'new' | null>(null)
  const [opened, setOpened] = useState<SourceSetting | null>(null)
  const nameOf = (row: SourceSetting) => (language === 'zh' ? row.labelZh : row.labelEn)
  const kindOf = (kind: string) => {
    const key = `admin.sources.kind.${kind}`
    return isMessageKey(key) ? t(key) : kind
  }
  const close = () => {
    change.clear()
    setEdited(null)
  }
  return (
    <>
      <SectionHead title={t('admin.section.sources')} text={t('admin.sources.text')}>
        <Button look="primary" onClick={() => setEdited('new')}>
          {t('admin.sources.add')}
        </Button>
      </SectionHead>
      <DataTable
        pages={sources}
        rowKey={(row) => row.id}
        emptyTitle={t('admin.sources.none')}
        columns={[
          { name: t('admin.sources.name'), cell: nameOf },
          { name: t('admin.sources.kind'), cell: (row) => kindOf(row.kind) },
          {
            name: t('admin.sources.lastAlert'),
            cell: (row) => (row.lastAlertAt ? formatInstant(row.lastAlertAt) : t('admin.sources.never')),
            isNarrow: true,
          },
          {
            name: t('admin.sources.silence'),
            cell: (row) =>
              row.silenceMinutes === null
                ? t('admin.sources.notWatched')
                : t('admin.sources.minutes', { n: row.silenceMinutes }),
            isNarrow: true,
          },
          {
            name: t('admin.sources.state'),
            cell: (row) => t(row.enabled ? 'admin.sources.on' : 'admin.sources.off'),
            isNarrow: true,
          },
        ]}
        acts={(row) => (
          <>
            <Button size="small" aria-pressed={opened?.id === row.id} onClick={() => setOpened(row)}>
              {t('admin.sources.keys')}
            </Button>
            <Button size="small" onClick={() => setEdited(row)}>
              {t('admin.sources.edit')}
            </Button>
          </>
        )}
      />
      {opened ? <SourceKeys key={opened.id} sourceId={opened.id} name={nameOf(opened)} /> : null}
      {edited ? (
        <SourceForm
          source={edited === 'new' ? null : edited}
          kindOf={kindOf}
          change={change}
          onClose={() => {
            // after a conflict the list shows what the other administrator has set
            if (change.problem?.code === 'versionConflict') sources.reload()
            close()
          }}
        />
      ) : null}
    </>
  )
}
