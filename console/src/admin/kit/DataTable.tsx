import type { ReactNode } from 'react'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/Panel.tsx'
import type { Pages } from './use-pages.ts'

export type Column<T> = {
  name: string
  cell: (row: T) => ReactNode
  isNumber?: boolean
  /** As wide as its content: times, states, codes. */
  isNarrow?: boolean
}

type Props<T> = {
  pages: Pages<T>
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
  emptyTitle: string
  acts?: (row: T) => ReactNode
}

/** A list as administrators read it: rows to scan, the acts at the end of each, more on demand. */
export function DataTable<T>({ pages, columns, rowKey, emptyTitle, acts }: Props<T>) {
  const t = useT()
  const { rows, problem } = pages
  if (rows === null) return problem ? <ErrorState problem={problem} onRetry={pages.reload} /> : <LoadingState />
  if (rows.length === 0) return <EmptyState title={emptyTitle} />
  return (
    <div className="data-table">
      {problem ? <ErrorState problem={problem} onRetry={pages.reload} /> : null}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={column.isNumber ? 'number' : undefined}>
                {column.name}
              </th>
            ))}
            {acts ? (
              <th scope="col">
                <span className="visually-hidden">{t('admin.acts')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td
                  key={column.name}
                  className={column.isNumber ? 'number' : column.isNarrow ? 'is-narrow' : undefined}
                >
                  {column.cell(row)}
                </td>
              ))}
              {acts ? <td className="data-table__acts">{acts(row)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {pages.hasMore ? (
        <Button onClick={pages.more} isBusy={pages.isReading}>
          {t('admin.more')}
        </Button>
      ) : null}
    </div>
  )
}
