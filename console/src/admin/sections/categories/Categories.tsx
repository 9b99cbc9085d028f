import { complete, DELIVERED_CATEGORIES } from '@liandong/shared/classify/delivered-categories.ts'
import { diffCategories } from '@liandong/shared/classify/category-diff.ts'
import { useT } from '../../../i18n/language.ts'
import { Versions } from '../../kit/Versions.tsx'
import { CategoryForm } from './CategoryForm.tsx'
import { CategoryTable } from './CategoryTable.tsx'
import { DiffList } from './DiffList.tsx'
import './categories.css'

/** What cases are called, and what other systems call them (domain §2.1). */
export function Categories() {
  const t = useT()
  return (
    <Versions
      subject="categories"
      title={t('admin.section.categories')}
      text={t('admin.categories.text')}
      delivered={DELIVERED_CATEGORIES.content}
      say={(content, before) =>
        before ? (
          <DiffList diff={diffCategories(complete(before), content)} />
        ) : (
          t('admin.categories.rows', { n: content.nodes.length })
        )
      }
      form={(props) => <CategoryForm {...props} />}
    >
      {(content) => <CategoryTable tree={complete(content)} />}
    </Versions>
  )
}
