import type { ReactNode } from 'react'
import { mayOpen } from '@liandong/shared/access/page-permissions.ts'
import { HOME_PAGE, type SessionUser } from '@liandong/shared/wire/session.ts'
import { useT } from '../i18n/language.ts'
import { AccountMenu } from '../ui/AccountMenu.tsx'
import { Mark } from '../ui/Mark.tsx'
import { PAGES, type PageName } from '../ui/page-list.ts'
import { PAGE_COMPONENTS } from './pages.ts'
import './stand-in.css'

/** What stands where a page cannot: it says so, and what to do. */
export function StandIn({
  title,
  text,
  isAlert = false,
  header,
  children,
}: {
  title: string
  text: string
  isAlert?: boolean
  header?: ReactNode
  children?: ReactNode
}) {
  const t = useT()
  return (
    <div className="stand-in">
      <header className="stand-in__head">
        <a href="/" className="stand-in__name">
          <Mark />
          {t('app.name')}
        </a>
        {header}
      </header>
      <main className="stand-in__body" role={isAlert ? 'alert' : undefined}>
        <h1>{title}</h1>
        <p>{text}</p>
        <div className="stand-in__acts">{children}</div>
      </main>
    </div>
  )
}

const HomeLink = ({ user }: { user: SessionUser }) => {
  const t = useT()
  return (
    <a className="stand-in__link" href={HOME_PAGE[user.role]}>
      {t('ui.panel.home')}
    </a>
  )
}

export function NotYet({ page, user }: { page: PageName; user: SessionUser }) {
  const t = useT()
  const isHome = HOME_PAGE[user.role] === `/${page}`
  const built = PAGES.filter(({ name }) => name in PAGE_COMPONENTS && mayOpen(user.role, name))
  return (
    <StandIn
      title={t('app.notYet.title', { page: t(`app.page.${page}`) })}
      text={t('app.notYet.text')}
      header={<AccountMenu user={user} />}
    >
      {isHome ? (
        built.map(({ name }) => (
          <a key={name} className="stand-in__link" href={`/${name}`}>
            {t(`app.page.${name}`)}
          </a>
        ))
      ) : (
        <HomeLink user={user} />
      )}
    </StandIn>
  )
}

export function Forbidden({ user }: { user: SessionUser }) {
  const t = useT()
  return (
    <StandIn
      title={t('ui.panel.forbidden.title')}
      text={t('ui.panel.forbidden.text', { role: t(`vocab.role.${user.role}`) })}
      header={<AccountMenu user={user} />}
    >
      <HomeLink user={user} />
    </StandIn>
  )
}

export function NotFound({ path, user }: { path: string; user: SessionUser }) {
  const t = useT()
  return (
    <StandIn
      title={t('app.notFound.title')}
      text={t('app.notFound.text', { path })}
      header={<AccountMenu user={user} />}
    >
      <HomeLink user={user} />
    </StandIn>
  )
}

export function Unreachable() {
  const t = useT()
  return <StandIn title={t('app.unreachable.title')} text={t('app.unreachable.text')} isAlert />
}
