import type { ReactNode } from 'react'
import type { SessionUser } from '@liandong/shared/wire/session.ts'
import { formatClock } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { Mark } from './Mark.tsx'
import './page-head.css'

type Props = {
  user: SessionUser
  href: string
  title: string
  /** Server time, where the page tells it. */
  now?: number
  /** What stands beside the title, and what at the end. */
  status?: ReactNode
  children?: ReactNode
}

/** The line a page begins with: the product, the page, the time, and whoever is signed in. */
export function PageHead({ user, href, title, now, status, children }: Props) {
  const t = useT()
  return (
    <header className="page-head">
      <a href={href} className="page-head__name">
        <Mark />
        <span>{t('app.name')}</span>
      </a>
      <h1>{title}</h1>
      {status}
      <span className="page-head__gap" />
      {children}
      {now === undefined ? null : (
        <time className="page-head__clock" dateTime={new Date(now).toISOString()}>
          {formatClock(now)}
        </time>
      )}
      <AccountMenu user={user} />
    </header>
  )
}
