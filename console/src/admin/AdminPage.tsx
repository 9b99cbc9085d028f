import { Suspense, useSyncExternalStore } from 'react'
import { useUser } from '../api/session-store.ts'
import { useT } from '../i18n/language.ts'
import { AccountMenu } from '../ui/AccountMenu.tsx'
import { Mark } from '../ui/Mark.tsx'
import { EmptyState, LoadingState } from '../ui/Panel.tsx'
import { sectionsFor } from './sections.ts'
import './admin.css'

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
const useHash = (): string => useSyncExternalStore(subscribe, () => window.location.hash.slice(1))

/** `/admin`: the sections the caller's role may enter, one at a time; the address remembers which (`/admin#people`). */
export function AdminPage() {
  const t = useT()
  const user = useUser()
  const hash = useHash()
  const sections = sectionsFor(user.role)
  const current = sections.find((section) => section.name === hash) ?? sections[0]
  return (
    <div className="admin">
      <header className="admin-head">
        <a href="/admin" className="admin-head__name">
          <Mark />
          <span>{t('app.name')}</span>
        </a>
        <h1>{t('app.page.admin')}</h1>
        <span className="admin-head__gap" />
        <AccountMenu user={user} />
      </header>
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
