import { Suspense } from 'react'
import { useUser } from '../api/session-store.ts'
import { useT } from '../i18n/language.ts'
import { useHash } from '../ui/navigate.ts'
import { PageHead } from '../ui/PageHead.tsx'
import { EmptyState, LoadingState } from '../ui/Panel.tsx'
import { sectionsFor } from './sections.ts'
import './admin.css'

/** `/admin`: the sections the caller's role may enter, one at a time; the address remembers which (`/admin#people`). */
export function AdminPage() {
  const t = useT()
  const user = useUser()
  const hash = useHash()
  const sections = sectionsFor(user.role)
  const current = sections.find((section) => section.name === hash) ?? sections[0]
  return (
    <div className="admin">
      <PageHead user={user} href="/admin" title={t('app.page.admin')} />
      <nav className="admin__sections" aria-label={t('admin.sections')}>
        {sections.map(({ name }) => (
          <a key={name} href={`#${name}`} aria-current={name === current?.name ? 'page' : undefined}>
            {t(`admin.section.${name}`)}
          </a>
        ))}
      </nav>
      <main className="admin__section" key={current?.name}>
        {current ? (
          <Suspense fallback={<LoadingState />}>
            <current.Component />
          </Suspense>
        ) : (
          <EmptyState title={t('admin.nothing')} />
        )}
      </main>
    </div>
  )
}
