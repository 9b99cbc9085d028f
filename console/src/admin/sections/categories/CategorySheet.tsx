import { useRef, useState } from 'react'
import { checkCategories } from '@liandong/shared/classify/category-book.ts'
import {
  readCsv,
  readSheet,
  toSheet,
  toSheetProblems,
  type SheetProblem,
} from '@liandong/shared/classify/category-sheet.ts'
import type { CategoryTree } from '@liandong/shared/classify/category-tree.ts'
import { useLanguage, useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { saveCsv } from '../../kit/save-csv.ts'
import type { TreeEdit } from './edit-tree.ts'

type Props = { tree: CategoryTree; before: CategoryTree; edit: (edit: TreeEdit) => void }

/** Excel on a Chinese Windows saves CSV in its own code page: what is no UTF-8 is read as that. */
async function readText(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Big edits are made in a spreadsheet: out and in again. A sheet with anything wrong in it changes nothing here. */
export function CategorySheet({ tree, before, edit }: Props) {
  const t = useT()
  const language = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [problems, setProblems] = useState<readonly SheetProblem[]>([])
  const read = async (file: File) => {
    const sheet = readCsv(await readText(file))
    const found = readSheet(sheet, tree)
    const wrong =
      found.problems.length > 0 ? found.problems : toSheetProblems(checkCategories(found.tree, before), sheet)
    setProblems(wrong)
    if (wrong.length === 0) edit({ do: 'replace', tree: found.tree })
  }
  return (
    <>
      <Button onClick={() => saveCsv(t('admin.section.categories'), toSheet(tree))}>
        {t('admin.categories.export')}
      </Button>
      <Button onClick={() => input.current?.click()}>{t('admin.categories.import')}</Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        aria-label={t('admin.categories.file')}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void read(file)
        }}
      />
      {problems.length > 0 ? (
        <section className="categories__problems" role="alert">
          <p>{t('admin.categories.sheetWrong', { n: problems.length })}</p>
          <ul>
            {problems.map(({ row, column, message, messageZh }, i) => (
              <li key={i}>
                {t('admin.categories.sheetRow', { row, column, message: language === 'zh' ? messageZh : message })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
