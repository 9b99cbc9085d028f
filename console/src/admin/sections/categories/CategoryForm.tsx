import { useMemo, useReducer, useState } from 'react'
import { checkCategories } from '@liandong/shared/classify/category-book.ts'
import { diffCategories } from '@liandong/shared/classify/category-diff.ts'
import { complete } from '@liandong/shared/classify/delivered-categories.ts'
import { useLanguage, useT } from '../../../i18n/language.ts'
import { TextField } from '../../../ui/fields.tsx'
import { VersionForm } from '../../kit/VersionForm.tsx'
import type { ProposalProps } from '../../kit/Versions.tsx'
import { AddCategory } from './AddCategory.tsx'
import { CategoryEditRow } from './CategoryEditRow.tsx'
import { CategoryGrid } from './CategoryGrid.tsx'
import { CategorySheet } from './CategorySheet.tsx'
import { DiffList } from './DiffList.tsx'
import { editTree, findRows } from './edit-tree.ts'
import { SystemsEditor } from './SystemsEditor.tsx'

/** A new tree from the one in force, as a table; it is judged while it is typed, and shows what it changes before it is sent. */
export function CategoryForm({ content, ...rest }: ProposalProps<'categories'>) {
  const t = useT()
  const language = useLanguage()
  const before = useMemo(() => complete(content), [content])
  const [tree, edit] = useReducer(editTree, before)
  const [text, setText] = useState('')
  const errors = useMemo(() => checkCategories(tree, before), [tree, before])
  const diff = useMemo(() => diffCategories(before, tree), [tree, before])
  const wrong = useMemo(
    () => new Map(errors.map((e) => [e.pointer, language === 'zh' ? (e.messageZh ?? e.message) : e.message])),
    [errors, language],
  )
  const known = useMemo(() => new Set(before.nodes.map((node) => node.code)), [before])
  const at = new Map(tree.nodes.map((node, i) => [node, i]))
  const isChanged = diff.changes.length > 0 || diff.systems !== undefined
  return (
    <VersionForm subject="categories" proposed={isChanged && errors.length === 0 ? tree : undefined} isWide {...rest}>
      <div className="categories__bar">
        <TextField label={t('admin.categories.search')} value={text} onChange={setText} maxLength={40} />
        <CategorySheet tree={tree} before={before} edit={edit} />
      </div>
      <CategoryGrid
        look="edit"
        columns={(['code', 'zh', 'en', 'police'] as const).map((field) => t(`admin.categories.field.${field}`))}
        systems={tree.systems}
        last={<span className="visually-hidden">{t('admin.acts')}</span>}
      >
        {findRows(tree, text).map((node) => (
          <CategoryEditRow
            key={node.code}
            node={node}
            systems={tree.systems}
            isNew={!known.has(node.code)}
            wrong={wrongOf(wrong, at.get(node) ?? -1)}
            edit={edit}
          />
        ))}
      </CategoryGrid>
      <AddCategory tree={tree} edit={edit} />
      <SystemsEditor systems={tree.systems} known={before.systems} wrong={wrong} edit={edit} />
      <div className="categories__summary" role="status">
        <span>{t('admin.categories.willChange')}</span>
        <DiffList diff={diff} />
      </div>
      {errors.length > 0 ? (
        <section className="categories__problems" role="status">
          <p>{t('admin.categories.wrong', { n: errors.length })}</p>
          <ul>
            {errors.map(({ pointer }, i) => (
              <li key={i}>
                <b>{tree.nodes[rowOf(pointer)]?.code}</b> {wrong.get(pointer)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </VersionForm>
  )
}

const rowOf = (pointer: string): number => Number(/^\/content\/nodes\/(\d+)\//.exec(pointer)?.[1] ?? -1)

/** What is wrong with one row as one text, a line a field: a row whose lines did not change is not drawn again. */
function wrongOf(wrong: ReadonlyMap<string, string>, index: number): string {
  const prefix = `/content/nodes/${index}/`
  return [...wrong]
    .flatMap(([pointer, words]) => (pointer.startsWith(prefix) ? [`${pointer.slice(prefix.length)} ${words}`] : []))
    .join('\n')
}
