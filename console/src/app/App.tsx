import { Suspense, useEffect } from 'react'
import { mayOpen } from '@liandong/shared/access/page-permissions.ts'
import { HOME_PAGE, type SessionUser } from '@liandong/shared/wire/session.ts'
import { readCategories } from '../api/category-store.ts'
import { checkSession, loadSession, useSession } from '../api/session-store.ts'
import { useT } from '../i18n/language.ts'
import type { FeedSnapshot } from '../live/feed.ts'
import { lazyWithWords } from '../i18n/lazy-words.ts'
import { FeedFrame } from '../live/FeedFrame.tsx'
import { startLive, useFeedPart } from '../live/live.ts'
import { navigate, usePath } from '../ui/navigate.ts'
import { findPage, type PageInfo } from '../ui/page-list.ts'
import { LoadingState } from '../ui/Panel.tsx'
import { setPageTheme } from '../ui/theme.ts'
import { Toasts } from '../ui/Toasts.tsx'
import { CrashGuard } from './CrashGuard.tsx'
import { PAGE_COMPONENTS } from './pages.ts'
import { Forbidden, NotFound, NotYet, Unreachable } from './StandIn.tsx'

/** Read when somebody has to sign in, which on a wall is once in months. */
const SignIn = lazyWithWords('signIn', async () => (await import('./SignIn.tsx')).SignIn)

const RETRY_MS = 2_000
/** A page that no feed tells asks this often whether its session has ended: what it shows must not stay in sight. */
const CHECK_MS = 30_000

export function App() {
  const session = useSession()
  return (
    <CrashGuard>
      {session.phase === 'loading' ? <LoadingState /> : null}
      {session.phase === 'unreachable' ? <Retrying /> : null}
      <Suspense fallback={<LoadingState />}>
        {session.phase === 'signedOut' ? <SignIn /> : null}
        {session.phase === 'signingIn' ? <SignIn under={session} /> : null}
      </Suspense>
      {session.phase === 'signedIn' ? <SignedIn user={session.user} /> : null}
      <Toasts />
    </CrashGuard>
  )
}

function Retrying() {
  useEffect(() => {
    const timer = window.setInterval(() => void loadSession(), RETRY_MS)
    return () => window.clearInterval(timer)
  }, [])
  return <Unreachable />
}

function SignedIn({ user }: { user: SessionUser }) {
  const path = usePath()
  const page = findPage(path)
  useEffect(() => {
    if (path === '/') navigate(HOME_PAGE[user.role], { replace: true })
  }, [path, user.role])
  if (path === '/') return <LoadingState />
  if (page === undefined) return <NotFound path={path} user={user} />
  if (!mayOpen(user.role, page.name)) return <Forbidden user={user} />
  return <PageFrame key={page.name} page={page} user={user} />
}

const versionTold = ({ beat }: FeedSnapshot): number | undefined => beat?.categoryVersion

function PageFrame({ page, user }: { page: PageInfo; user: SessionUser }) {
  const t = useT()
  const title = t(`app.page.${page.name}`)
  const Page = PAGE_COMPONENTS[page.name]
  const isLive = page.isLive && Page !== undefined
  useEffect(() => setPageTheme(page.theme), [page.theme])
  // the words of categories: read at the start, and again when the beat tells of another version
  const categoryVersion = useFeedPart(versionTold)
  useEffect(() => void readCategories(categoryVersion), [categoryVersion, user.id])
  useEffect(() => {
    if (isLive) return undefined
    const timer = window.setInterval(() => void checkSession(), CHECK_MS)
    return () => window.clearInterval(timer)
  }, [isLive])
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])
  // the id in the list: another person on the same device gets a feed of their own
  useEffect(() => (isLive ? startLive() : undefined), [isLive, user.id])
  if (Page === undefined) return <NotYet page={page.name} user={user} />
  return (
    <>
      <Suspense fallback={<LoadingState />}>
        <Page />
      </Suspense>
      {isLive ? <FeedFrame /> : null}
    </>
  )
}
