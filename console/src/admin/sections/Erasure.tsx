import { useState } from 'react'
import { RETENTION, type RetentionRule } from '@liandong/shared/access/retention.ts'
import { DAY_MS } from '@liandong/shared/time.ts'
import type { ErasureRow } from '@liandong/shared/wire/erasure.ts'
import { api } from '../../api/client.ts'
import { formatInstant } from '../../i18n/format.ts'
import { useT, type Translate } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { usePages } from '../kit/use-pages.ts'
import { ErasureDialog } from './ErasureDialog.tsx'
import { countWords } from './erasure-words.ts'
import './erasure.css'

const RULES = Object.keys(RETENTION) as RetentionRule[]

/** What is kept how long, what was erased, and erasing one person who asks for it. */
export function Erasure() {
  const t = useT()
  const done = usePages((cursor) => api.erasures(cursor))
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <SectionHead title={t('admin.section.erasure')} text={t('admin.erasure.text')}>
        <Button look="primary" onClick={() => setOpen(true)}>
          {t('admin.erasure.begin')}
        </Button>
      </SectionHead>
      <h3 className="erasure__title">{t('admin.erasure.rules')}</h3>
      <dl className="erasure__rules">
        {RULES.map((rule) => (
          <div key={rule}>
            <dt>{t(`admin.erasure.rule.${rule}`)}</dt>
            <dd>{keptFor(RETENTION[rule].keepMs, t)}</dd>
          </div>
        ))}
      </dl>
      <h3 className="erasure__title">{t('admin.erasure.done')}</h3>
      <DataTable<ErasureRow>
        pages={done}
        rowKey={(row) => row.id}
        emptyTitle={t('admin.erasure.none')}
        columns={[
          { name: t('admin.erasure.at'), cell: (row) => formatInstant(row.at), isNarrow: true },
          { name: t('admin.erasure.cause'), cell: (row) => t(`admin.erasure.cause.${row.cause}`), isNarrow: true },
          { name: t('admin.erasure.by'), cell: (row) => row.byName ?? t('admin.erasure.bySystem'), isNarrow: true },
          { name: t('admin.erasure.counts'), cell: (row) => countWords(row.counts, t) },
        ]}
      />
      {isOpen ? <ErasureDialog onDone={done.reload} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

const YEAR_DAYS = 365
function keptFor(ms: number, t: Translate): string {
  const days = ms / DAY_MS
  return days % YEAR_DAYS === 0
    ? t('admin.erasure.years', { n: days / YEAR_DAYS })
    : t('admin.erasure.days', { n: days })
}
