import { useT } from '../../i18n/language.ts'
import { SelectField } from '../../ui/fields.tsx'
import type { TreeRow } from './use-organisations.ts'

type Props = {
  label: string
  tree: readonly TreeRow[]
  value: string
  onChange: (id: string) => void
  error?: string | undefined
  /** Which of them may be chosen; the others stand there to show the tree. */
  isOffered?: (row: TreeRow) => boolean
  emptyLabel?: string
}

const INDENT = '\u3000'

/** One organisation of the tree, indented as it hangs. */
export function OrganisationSelect({ label, tree, value, onChange, error, isOffered, emptyLabel }: Props) {
  const t = useT()
  return (
    <SelectField label={label} value={value} onChange={onChange} error={error}>
      <option value="">{emptyLabel ?? t('people.organisation.choose')}</option>
      {tree
        .filter((row) => row.kind !== 'district' || isOffered !== undefined)
        .map((row) => (
          <option key={row.id} value={row.id} disabled={isOffered ? !isOffered(row) : false}>
            {INDENT.repeat(Math.max(row.depth - 1, 0)) + row.name}
          </option>
        ))}
    </SelectField>
  )
}
