import type { CategoryDiff } from '@liandong/shared/classify/category-diff.ts'
import { useT } from '../../../i18n/language.ts'
import { changeWords, diffWords } from './words.ts'

/** What a version changes: the counts, and each row on demand. */
export function DiffList({ diff }: { diff: CategoryDiff }) {
  const t = useT()
  const { changes, systems } = diff
  if (changes.length === 0 && !systems) return <span>{t('admin.categories.count.none')}</span>
  return (
    <details className="categories__diff">
      <summary>{diffWords(diff, t)}</summary>
      <ul>
        {changes.map((change) => (
          <li key={change.code}>
            <b>{change.code}</b> {changeWords(change, t)}
          </li>
        ))}
        {systems ? (
          <li>
            <b>{t('admin.categories.systems')}</b>{' '}
            {systems.after.map(({ id, name }) => `${name}（${id}）`).join('、') || t('admin.categories.nothing')}
          </li>
        ) : null}
      </ul>
    </details>
  )
}
