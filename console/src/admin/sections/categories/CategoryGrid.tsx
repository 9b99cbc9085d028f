import type { ReactNode } from 'react'
import type { ExternalSystem } from '@liandong/shared/classify/category-tree.ts'
import { useT } from '../../../i18n/language.ts'

type Props = {
  /** How its rows look: read, or edited. */
  look: 'table' | 'edit'
  /** The columns before those of the other systems, and the one behind. */
  columns: readonly string[]
  systems: readonly ExternalSystem[]
  last: ReactNode
  /** Said under it, where a search found nothing. */
  none?: string | undefined
  /** Its rows. */
  children: ReactNode
}

/** The tree as a table: what a category is called here, then what every other system calls it. */
export function CategoryGrid({ look, columns, systems, last, none, children }: Props) {
  const t = useT()
  return (
    <div
      className={`data-table categories__${look}`}
      tabIndex={0}
      role="region"
      aria-label={t('admin.section.categories')}
    >
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            {systems.map(({ id, name }) => (
              <th key={id} scope="col" title={id}>
                {name}
              </th>
            ))}
            <th scope="col">{last}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
      {none === undefined ? null : <p className="categories__none">{none}</p>}
    </div>
  )
}
