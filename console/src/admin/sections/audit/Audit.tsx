import { useState } from 'react'
import type { AuditRow } from '@liandong/shared/wire/audit.ts'
import { api, type AuditFilter } from '../../../api/client.ts'
import { formatInstant } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { DataTable } from '../../kit/DataTable.tsx'
import { SectionHead } from '../../kit/SectionHead.tsx'
import { useChange } from '../../kit/use-change.ts'
import { usePages } from '../../kit/use-pages.ts'
import { AuditEventDialog } from './AuditEventDialog.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditHeads } from './AuditHeads.tsx'
import { AuditVerify } from './AuditVerify.tsx'
import { actorWords, factsWords, roleWords, typeWords, whereWords } from './audit-words.ts'
import './audit.css'

/** A number stays on one line; an id may break anywhere. */
const CaseNo = ({ row }: { row: AuditRow }) =>
  row.caseNo === null ? row.caseId : <span className="audit__no">{row.caseNo}</span>

type Open = { what: 'event'; seq: number } | { what: 'verify' } | { what: 'heads' }

/** The auditor's page: what everybody did, and whether the chain that says so is whole. */
export function Audit() {
  const t = useT()
  const [filter, setFilter] = useState<AuditFilter>({})
  const [searchedTo, setSearchedTo] = useState<string | null>(null)
  const [open, setOpen] = useState<Open | null>(null)
  const pages = usePages(async (cursor) => {
    const answer = await api.audit(cursor === undefined ? filter : { ...filter, cursor })
    setSearchedTo(answer.ok && filter.q ? answer.value.searchedTo : null)
    return answer
  }, JSON.stringify(filter))
  const change = useChange(() => undefined)
  const keep = (format: 'csv' | 'ndjson') =>
    void change.run(format, () => api.exportAudit(filter, format), t('admin.audit.exported'))
  const close = () => setOpen(null)
  return (
    <div className="audit">
      <SectionHead title={t('admin.section.audit')} text={t('admin.audit.text')}>
        <Button look="primary" onClick={() => setOpen({ what: 'verify' })}>
          {t('admin.audit.verify')}
        </Button>
        <Button onClick={() => setOpen({ what: 'heads' })}>{t('admin.audit.heads')}</Button>
        <Button isBusy={change.busy === 'csv'} onClick={() => keep('csv')}>
          {t('admin.audit.exportCsv')}
        </Button>
        <Button isBusy={change.busy === 'ndjson'} onClick={() => keep('ndjson')}>
          {t('admin.audit.exportNdjson')}
        </Button>
      </SectionHead>
      <AuditFilters onSearch={setFilter} />
      <DataTable
        pages={pages}
        rowKey={(row) => String(row.seq)}
        emptyTitle={t('admin.audit.none')}
        columns={[
          { name: t('admin.audit.seq'), cell: (row) => row.seq, isNumber: true },
          { name: t('admin.audit.at'), cell: (row) => formatInstant(row.at), isNarrow: true },
          { name: t('admin.audit.actor'), cell: (row) => actorWords(row, t), isNarrow: true },
          { name: t('admin.audit.role'), cell: (row) => roleWords(row, t), isNarrow: true },
          {
            name: t('admin.audit.type'),
            cell: (row) => (
              <>
                <span>{typeWords(row.type, t)}</span>
                <span className="audit__facts">{factsWords(row.data)}</span>
              </>
            ),
          },
          { name: t('admin.audit.about'), cell: (row) => <CaseNo row={row} /> },
          { name: t('admin.audit.where'), cell: (row) => whereWords(row.data), isNarrow: true },
        ]}
        acts={(row) => (
          <Button
            size="small"
            aria-label={t('admin.audit.openNo', { seq: row.seq })}
            onClick={() => setOpen({ what: 'event', seq: row.seq })}
          >
            {t('admin.audit.open')}
          </Button>
        )}
      />
      {searchedTo ? (
        <p className="audit__searched" role="status">
          {t('admin.audit.searchedTo', { at: formatInstant(searchedTo) })}
        </p>
      ) : null}
      {open?.what === 'event' ? (
        <AuditEventDialog
          key={open.seq}
          seq={open.seq}
          onOpen={(seq) => setOpen({ what: 'event', seq })}
          onClose={close}
        />
      ) : null}
      {open?.what === 'verify' ? <AuditVerify onClose={close} /> : null}
      {open?.what === 'heads' ? <AuditHeads onClose={close} /> : null}
    </div>
  )
}
