import type { ExternalSystem } from '@liandong/shared/classify/category-tree.ts'
import { useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields.tsx'
import type { TreeEdit } from './edit-tree.ts'

type Props = {
  systems: readonly ExternalSystem[]
  /** Those in force: renamed, their codes would hang on nothing. */
  known: readonly ExternalSystem[]
  wrong: ReadonlyMap<string, string>
  edit: (edit: TreeEdit) => void
}

/** The systems whose codes are mapped: a column each. Taken away, its codes go with it. */
export function SystemsEditor({ systems, known, wrong, edit }: Props) {
  const t = useT()
  const change = (n: number, set: Partial<ExternalSystem>) =>
    edit({ do: 'systems', systems: systems.map((system, i) => (i === n ? { ...system, ...set } : system)) })
  const isFirst = ({ id }: ExternalSystem, n: number) => systems.findIndex((one) => one.id === id) === n
  return (
    <details className="categories__systems">
      <summary>{t('admin.categories.systemsN', { n: systems.length })}</summary>
      <p className="field__hint">{t('admin.categories.systemsHint')}</p>
      {systems.map((system, n) => (
        <div key={n} className="categories__add">
          <TextField
            label={t('admin.categories.systemId')}
            value={system.id}
            isFixed={known.some((one) => one.id === system.id) && isFirst(system, n)}
            onChange={(id) => change(n, { id })}
            maxLength={32}
            error={wrong.get(`/content/systems/${n}/id`)}
          />
          <TextField
            label={t('admin.categories.systemName')}
            value={system.name}
            onChange={(name) => change(n, { name })}
            maxLength={20}
            error={wrong.get(`/content/systems/${n}/name`)}
          />
          <Button
            aria-label={t('admin.categories.removeOf', { name: system.name || system.id })}
            onClick={() => edit({ do: 'systems', systems: systems.filter((_, i) => i !== n) })}
          >
            {t('admin.categories.remove')}
          </Button>
        </div>
      ))}
      <Button onClick={() => edit({ do: 'systems', systems: [...systems, { id: '', name: '' }] })}>
        {t('admin.categories.addSystem')}
      </Button>
    </details>
  )
}
