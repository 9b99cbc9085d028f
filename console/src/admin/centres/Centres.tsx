import { useState } from 'react'
import type { Centre, CentreRow } from '@liandong/shared/wire/centre.ts'
import { centresApi } from '../../api/centres.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { problemWords } from '../../ui/problem-words.ts'
import { showToast } from '../../ui/toast-store.ts'
import { DataTable } from '../kit/DataTable.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { usePages } from '../kit/use-pages.ts'
import { useOrganisations } from '../people/use-organisations.ts'
import { CentreDialog } from './CentreDialog.tsx'
import '../people/people.css'

/** The centres of the street and its villages, as administrators keep them (A5, A6). */
export function Centres() {
  const t = useT()
  const language = useLanguage()
  const organisations = useOrganisations()
  const centres = usePages((cursor) => centresApi.list(cursor))
  const [open, setOpen] = useState<{ centre: Centre | null } | null>(null)
  const edit = async (id: string): Promise<void> => {
    // what stands there now, not what stood there when the list was read
    const answer = await centresApi.centre(id)
    if (answer.ok) setOpen({ centre: answer.value.centre })
    else showToast({ tone: 'problem', what: problemWords(answer.problem, t, language) })
  }
  return (
    <>
      <SectionHead title={t('admin.section.centres')} text={t('centres.admin.text')}>
        <Button look="primary" onClick={() => setOpen({ centre: null })}>
          {t('centres.admin.add')}
        </Button>
      </SectionHead>
      <DataTable<CentreRow>
        pages={centres}
        rowKey={(row) => row.id}
        emptyTitle={t('centres.admin.none')}
        columns={[
          { name: t('centres.admin.name'), cell: (row) => <strong>{row.name}</strong>, isNarrow: true },
          { name: t('centres.admin.level'), cell: (row) => t(`centres.level.${row.level}`), isNarrow: true },
          { name: t('centres.address'), cell: (row) => row.address },
          { name: t('centres.phones'), cell: (row) => row.phones.join(language === 'zh' ? '、' : ', ') },
          {
            name: t('centres.microCourt'),
            cell: (row) => (row.microCourt.kind === 'none' ? t('centres.microCourt.none') : row.microCourt.name),
          },
          { name: t('centres.admin.agents'), cell: (row) => row.agents, isNumber: true },
        ]}
        acts={(row) => (
          <Button size="small" onClick={() => void edit(row.id)}>
            {t('people.edit')}
          </Button>
        )}
      />
      {open ? (
        <CentreDialog
          centre={open.centre}
          tree={organisations.tree ?? []}
          taken={(centres.rows ?? []).map((row) => row.id)}
          onDone={centres.reload}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  )
}
