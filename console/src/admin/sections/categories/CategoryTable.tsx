import { useState } from 'react'
import type { CategoryTree } from '@liandong/shared/classify/category-tree.ts'
import { toSheet, writeCodes } from '@liandong/shared/classify/category-sheet.ts'
import { useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { saveCsv } from '../../kit/save-csv.ts'
import { CategoryGrid } from './CategoryGrid.tsx'
import { findRows } from './edit-tree.ts'
import { policeKey } from './words.ts'

/** The tree in force: subtypes under their categories, what other systems call them beside. */
export function CategoryTable({ tree }: { tree: CategoryTree }) {
  const t = useT()
  const [text, setText] = useState('')
  const rows = findRows(tree, text)
  const tops = tree.nodes.filter((node) => node.parent === null).length
  const retired = tree.nodes.filter((node) => node.retired).length
  return (
    <>
      <div className="categories__bar">
        <TextField label={t('admin.categories.search')} value={text} onChange={setText} maxLength={40} />
        <p>{t('admin.categories.counts', { tops, subs: tree.nodes.length - tops, retired })}</p>
        <Button onClick={() => saveCsv(t('admin.section.categories'), toSheet(tree))}>
          {t('admin.categories.export')}
        </Button>
      </div>
      <CategoryGrid
        look="table"
        columns={(['zh', 'code', 'en', 'police'] as const).map((field) => t(`admin.categories.field.${field}`))}
        systems={tree.systems}
        last={t('admin.versions.state')}
        none={rows.length === 0 ? t('admin.categories.notFound') : undefined}
      >
        {rows.map((node) => (
          <tr key={node.code} className={node.retired ? 'is-retired' : undefined}>
            <th scope="row" className={node.parent === null ? 'is-top' : 'is-sub'}>
              {node.zh}
            </th>
            <td>{node.code}</td>
            <td>{node.en}</td>
            <td>{node.parent !== null && node.police === null ? '' : t(policeKey(node.police))}</td>
            {tree.systems.map(({ id }) => (
              <td key={id}>{writeCodes(node.mappings[id])}</td>
            ))}
            <td className="is-narrow">{node.retired ? t('admin.categories.retired') : ''}</td>
          </tr>
        ))}
      </CategoryGrid>
    </>
  )
}
