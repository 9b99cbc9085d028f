import { memo, useState } from 'react'
import type { CategoryRow, ExternalSystem } from '@liandong/shared/classify/category-tree.ts'
import { readCodes, writeCodes } from '@liandong/shared/classify/category-sheet.ts'
import { useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import type { TreeEdit } from './edit-tree.ts'

type Props = {
  node: CategoryRow
  systems: readonly ExternalSystem[]
  isNew: boolean
  /** What is wrong with this row: a line a field, its name and a sentence. */
  wrong: string
  edit: (edit: TreeEdit) => void
}

const POLICE = { '': null, police: true, nonPolice: false } as const
type PoliceWord = keyof typeof POLICE
const policeWord = (police: boolean | null): PoliceWord => (police === null ? '' : police ? 'police' : 'nonPolice')

/** One row of the proposal: its words, what its cases mostly are, and what other systems call it. */
export const CategoryEditRow = memo(function CategoryEditRow({ node, systems, isNew, wrong, edit }: Props) {
  const t = useT()
  const { code } = node
  const lines = wrong === '' ? [] : wrong.split('\n')
  const isWrong = (field: string) => lines.some((line) => line.startsWith(`${field} `)) || undefined
  const about = (field: 'zh' | 'en' | 'police') => `${code} ${t(`admin.categories.field.${field}`)}`
  return (
    <>
      <tr className={node.retired ? 'is-retired' : undefined}>
        <th scope="row" className={node.parent === null ? 'is-top' : 'is-sub'}>
          {code}
        </th>
        {(['zh', 'en'] as const).map((field) => (
          <td key={field}>
            <input
              type="text"
              value={node[field]}
              maxLength={60}
              aria-label={about(field)}
              aria-invalid={isWrong(field)}
              onChange={(event) => edit({ do: 'change', code, set: { [field]: event.target.value } })}
            />
          </td>
        ))}
        <td>
          <select
            value={policeWord(node.police)}
            aria-label={about('police')}
            onChange={(event) =>
              edit({ do: 'change', code, set: { police: POLICE[event.target.value as PoliceWord] } })
            }
          >
            <option value="">
              {t(node.parent === null ? 'admin.categories.police.none' : 'admin.categories.police.above')}
            </option>
            <option value="police">{t('vocab.police.police')}</option>
            <option value="nonPolice">{t('vocab.police.nonPolice')}</option>
          </select>
        </td>
        {systems.map(({ id, name }) => (
          <td key={id}>
            <CodesInput
              label={`${code} ${name}`}
              codes={node.mappings[id]}
              isWrong={isWrong(`mappings/${id}`)}
              onChange={(codes) => edit({ do: 'map', code, system: id, codes })}
            />
          </td>
        ))}
        <td className="data-table__acts">
          {isNew ? (
            <Button
              size="small"
              aria-label={t('admin.categories.removeOf', { name: code })}
              onClick={() => edit({ do: 'remove', code })}
            >
              {t('admin.categories.remove')}
            </Button>
          ) : (
            <Button
              size="small"
              aria-label={t(node.retired ? 'admin.categories.restoreOf' : 'admin.categories.retireOf', { name: code })}
              onClick={() => edit({ do: 'retire', code, retired: !node.retired })}
            >
              {t(node.retired ? 'admin.categories.restore' : 'admin.categories.retire')}
            </Button>
          )}
        </td>
      </tr>
      {wrong === '' ? null : (
        <tr className="categories__wrong">
          <td colSpan={5 + systems.length} className="field__error">
            {lines.map((line) => line.slice(line.indexOf(' ') + 1)).join('\n')}
          </td>
        </tr>
      )}
    </>
  )
})

/** Codes are read while they are typed; the text stays as it is written, a separator at its end too. */
function CodesInput({
  label,
  codes,
  isWrong,
  onChange,
}: {
  label: string
  codes: readonly string[] | undefined
  isWrong: true | undefined
  onChange: (codes: string[]) => void
}) {
  const [text, setText] = useState(() => writeCodes(codes))
  const isOurs = writeCodes(readCodes(text)) === writeCodes(codes)
  return (
    <input
      type="text"
      // somebody else has set them: a sheet was read in
      value={isOurs ? text : writeCodes(codes)}
      maxLength={400}
      aria-label={label}
      aria-invalid={isWrong}
      onChange={(event) => {
        setText(event.target.value)
        onChange(readCodes(event.target.value))
      }}
    />
  )
}
