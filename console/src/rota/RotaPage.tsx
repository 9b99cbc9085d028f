import { useSyncExternalStore } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import { useUser } from '../api/session-store.ts'
import { useT } from '../i18n/language.ts'
import { AccountMenu } from '../ui/AccountMenu.tsx'
import { Mark } from '../ui/Mark.tsx'
import { Handover } from './Handover.tsx'
import { ImportRota } from './ImportRota.tsx'
import { RollCalls } from './RollCalls.tsx'
import { Week } from './Week.tsx'
import './rota.css'

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
const useHash = (): string => useSyncExternalStore(subscribe, () => window.location.hash.slice(1))

const VIEWS = [
  { name: 'rota', permission: 'duty.read', View: Week },
  { name: 'handover', permission: 'handover.read', View: Handover },
  { name: 'rollCalls', permission: 'rollCall.read', View: RollCalls },
  { name: 'import', permission: 'duty.decide', View: ImportRota },
] as const

/** `/rota`: who is on duty and who will be, the handover of the shift, and the rota from a spreadsheet. */
export function RotaPage() {
  const t = useT()
  const user = useUser()
  const hash = useHash()
  const views = VIEWS.filter((view) => may(user.role, view.permission))
  const current = views.find((view) => view.name === hash) ?? views[0]
  return (
    <div className="rota">
      <header className="rota-head">
        <a href="/rota" className="rota-head__name">
          <Mark />
          <span>{t('app.name')}</span>
        </a>
        <h1>{t('app.page.rota')}</h1>
        <nav className="rota-head__views" aria-label={t('rota.views')}>
          {views.map(({ name }) => (
            <a key={name} href={`#${name}`} aria-current={name === current?.name ? 'page' : undefined}>
              {t(`rota.tab.${name}`)}
            </a>
          ))}
        </nav>
        <span className="rota-head__gap" />
        <AccountMenu user={user} />
      </header>
      {current ? <current.View key={current.name} /> : null}
    </div>
  )
}
