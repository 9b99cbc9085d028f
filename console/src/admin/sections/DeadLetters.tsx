import { api } from '../../api/client.ts'
import { formatInstant } from '../../i18n/format.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { useChange } from '../kit/use-change.ts'
import { usePages } from '../kit/use-pages.ts'

/** Jobs that failed after all their tries: what failed, when, with what words; giving one back tries it again. */
export function DeadLetters() {
  const t = useT()
  const letters = usePages((cursor) => api.deadLetters(cursor))
  const change = useChange(letters.reload)
  return (
    <>
      <SectionHead title={t('admin.section.deadLetters')} text={t('admin.deadLetters.text')} />
      <DataTable
        pages={letters}
        rowKey={(row) => String(row.id)}
        emptyTitle={t('admin.deadLetters.none')}
        columns={[
          { name: t('admin.deadLetters.failedAt'), cell: (row) => formatInstant(row.failedAt), isNarrow: true },
          { name: t('admin.deadLetters.job'), cell: (row) => `${row.queue} · ${row.jobName}`, isNarrow: true },
          { name: t('admin.deadLetters.attempts'), cell: (row) => row.attempts, isNumber: true },
          { name: t('admin.deadLetters.error'), cell: (row) => row.error },
        ]}
        acts={(row) => (
          <Button
            size="small"
            isBusy={change.busy === String(row.id)}
            onClick={() =>
              void change.run(String(row.id), () => api.replayLetter(row.id), t('admin.deadLetters.replayed'))
            }
          >
            {t('admin.deadLetters.replay')}
          </Button>
        )}
      />
    </>
  )
}
