import { useState } from 'react'
import type { CategoryTree } from '@liandong/shared/classify/category-tree.ts'
import { useLanguage, useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import type { TreeEdit } from './edit-tree.ts'

const EMPTY = { code: '', zh: '', en: '' }

/** A new category or subtype; its code is for ever, its words are not. */
export function AddCategory({ tree, edit }: { tree: CategoryTree; edit: (edit: TreeEdit) => void }) {
  const t = useT()
  const language = useLanguage()
  const [parent, setParent] = useState('纠纷')
  const [row, setRow] = useState(EMPTY)
  const code = row.code.trim()
  const isTaken = tree.nodes.some((node) => node.code === code)
  const add = () => {
    const [zh, en] = [row.zh.trim() || code, row.en.trim() || code]
    edit({ do: 'add', row: { code, parent: parent || null, zh, en, police: null, retired: false, mappings: {} } })
    setRow(EMPTY)
  }
  return (
    <fieldset className="categories__add">
      <legend>{t('admin.categories.add')}</legend>
      <SelectField label={t('admin.categories.field.parent')} value={parent} onChange={setParent}>
        <option value="">{t('admin.categories.noParent')}</option>
        {tree.nodes
          .filter((node) => node.parent === null && !node.retired)
          .map((node) => (
            <option key={node.code} value={node.code}>
              {node[language]}
            </option>
          ))}
      </SelectField>
      <TextField
        label={t('admin.categories.newCode')}
        value={row.code}
        onChange={(text) => setRow({ ...row, code: text })}
        maxLength={20}
        error={isTaken ? t('admin.categories.taken') : undefined}
      />
      <TextField
        label={t('admin.categories.newZh')}
        value={row.zh}
        onChange={(text) => setRow({ ...row, zh: text })}
        maxLength={20}
      />
      <TextField
        label={t('admin.categories.newEn')}
        value={row.en}
        onChange={(text) => setRow({ ...row, en: text })}
        maxLength={40}
      />
      <Button disabled={code === '' || isTaken} onClick={add}>
        {t('admin.categories.addAct')}
      </Button>
    </fieldset>
  )
}
