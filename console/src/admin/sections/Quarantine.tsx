import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { QuarantinedBody } from '../../api/settings.ts'
import { PROBLEMS, type ProblemCode } from '@liandong/shared/problems/registry.ts'
import { formatInstant } from '../../i18n/format.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { problemWords } from '../../ui/problem-words.ts'
import { showToast } from '../../ui/toast-store.ts'
import { DataTable } from '../kit/DataTable.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { useChange } from '../kit/use-change.ts'
import { usePages } from '../kit/use-pages.ts'
import { MendForm } from './MendForm.tsx'

/** What came with a valid key and could not be an alert. Nothing of a body is shown until somebody opens it. */
export function Quarantine() {
  const t = useT()
  const language = useLanguage()
  const kept = usePages((cursor) => api.quarantine(cursor))
  const change = useChange(kept.reload)
  const [opened, setOpened] = useState<QuarantinedBody | null>(null)
  const [opening, setOpening] = useState<string | null>(null)
  const open = async (id: string) => {
    setOpening(id)
    const answer = await api.openQuarantined(id)
    setOpening(null)
    if (answer.ok) setOpened(answer.value)
    else showToast({ tone: 'problem', what: problemWords(answer.problem, t, language) })
  }
  return (
    <>
      <SectionHead title={t('admin.section.quarantine')} text={t('admin.quarantine.text')} />
      <DataTable
        pages={kept}
        rowKey={(row) => row.id}
        emptyTitle={t('admin.quarantine.none')}
        columns={[
          { name: t('admin.quarantine.receivedAt'), cell: (row) => formatInstant(row.receivedAt), isNarrow: true },
          { name: t('admin.quarantine.source'), cell: (row) => row.sourceId, isNarrow: true },
          {
            name: t('admin.quarantine.why'),
            cell: (row) =>
              [PROBLEMS[row.code as ProblemCode]?.title[language] ?? row.code, ...row.errors.map((e) => e.pointer)]
                .filter((word) => word !== '')
                .join(' · '),
          },
          {
            name: t('admin.quarantine.size'),
            cell: (row) => t('admin.quarantine.bytes', { n: row.bodyBytes }),
            isNumber: true,
          },
        ]}
        acts={(row) => (
          <Button size="small" isBusy={opening === row.id} onClick={() => void open(row.id)}>
            {t('admin.quarantine.open')}
          </Button>
        )}
      />
      {opened ? (
        <MendForm
          opened={opened}
          change={change}
          onClose={() => {
            change.clear()
            setOpened(null)
          }}
        />
      ) : null}
    </>
  )
}
