import type { ListState } from '../../api/people.ts'
import { useT } from '../../i18n/language.ts'
import { SelectField } from '../../ui/fields.tsx'

const STATES: readonly ListState[] = ['active', 'ended', 'all']

export function StateSelect({ value, onChange }: { value: ListState; onChange: (state: ListState) => void }) {
  const t = useT()
  return (
    <SelectField label={t('people.state')} value={value} onChange={(state) => onChange(state as ListState)}>
      {STATES.map((state) => (
        <option key={state} value={state}>
          {t(`people.state.${state}`)}
        </option>
      ))}
    </SelectField>
  )
}
