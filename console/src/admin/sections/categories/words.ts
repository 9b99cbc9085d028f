import type { CategoryRow } from '@liandong/shared/classify/category-tree.ts'
import { countChanges, type CategoryChange, type CategoryDiff } from '@liandong/shared/classify/category-diff.ts'
import { writeCodes } from '@liandong/shared/classify/category-sheet.ts'
import type { Translate } from '../../../i18n/language.ts'

export const policeKey = (police: boolean | null) =>
  police === null
    ? ('admin.categories.police.none' as const)
    : police
      ? 'vocab.police.police'
      : 'vocab.police.nonPolice'

const KINDS = ['changed', 'added', 'retired', 'restored'] as const

/** “改 3 · 增 1 · 停用 1”: only what there is. */
export function diffWords(diff: CategoryDiff, t: Translate): string {
  const counts = countChanges(diff)
  const parts = KINDS.flatMap((kind) =>
    counts[kind] > 0 ? [t(`admin.categories.count.${kind}`, { n: counts[kind] })] : [],
  )
  if (diff.systems) parts.push(t('admin.categories.count.systems'))
  return parts.length > 0 ? parts.join(' · ') : t('admin.categories.count.none')
}

/** One changed row in words: what it was, and what it will be. */
export function changeWords(change: CategoryChange, t: Translate): string {
  if (change.kind === 'added') {
    const { zh = '', parent } = change.after
    return parent ? t('admin.categories.addedUnder', { name: zh, parent }) : t('admin.categories.added', { name: zh })
  }
  const fields = (Object.keys(change.after) as (keyof CategoryRow)[]).filter((field) => field !== 'retired')
  const said = fields.map((field) =>
    t('admin.categories.change', {
      field: t(`admin.categories.field.${field as 'zh'}`),
      before: valueWords(change.before, field, t),
      after: valueWords(change.after, field, t),
    }),
  )
  if (change.kind === 'changed') return said.join(t('case.line.comma'))
  return [t(`admin.categories.${change.kind}`), ...said].join(t('case.line.comma'))
}

function valueWords(row: Partial<CategoryRow>, field: keyof CategoryRow, t: Translate): string {
  if (field === 'police') return t(policeKey(row.police ?? null))
  if (field === 'mappings')
    return (
      Object.entries(row.mappings ?? {})
        .map(([system, codes]) => `${system} ${writeCodes(codes)}`)
        .join(' / ') || t('admin.categories.nothing')
    )
  return String(row[field] ?? '') || t('admin.categories.nothing')
}
