import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { mayOpen } from '@liandong/shared/access/page-permissions.ts'
import type { SessionUser } from '@liandong/shared/wire/session.ts'
import { signOut } from '../api/session-store.ts'
import { setLanguage, useLanguage, useT } from '../i18n/language.ts'
import { lazyWithWords } from '../i18n/lazy-words.ts'
import { Button } from './Button.tsx'
import { problemTitle } from './problem-words.ts'
import { setThemeChoice, useThemeChoice, type ThemeChoice } from './theme.ts'
import { showToast } from './toast-store.ts'
import './account-menu.css'
import { PAGES } from './page-list.ts'

const PasswordDialog = lazyWithWords('signIn', async () => (await import('./PasswordDialog.tsx')).PasswordDialog)
const SessionsDialog = lazyWithWords('signIn', async () => (await import('./SessionsDialog.tsx')).SessionsDialog)

const THEMES: readonly ThemeChoice[] = ['auto', 'day', 'night']

/** Who is here, where else they may go, language, theme, sign-out: the same in every header, with what a page adds. */
export function AccountMenu({ user, children }: { user: SessionUser; children?: ReactNode }) {
  const t = useT()
  const language = useLanguage()
  const choice = useThemeChoice()
  const [isOpen, setOpen] = useState(false)
  const [dialog, setDialog] = useState<'password' | 'sessions' | null>(null)
  const ref = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const open = (name: 'password' | 'sessions'): void => {
    setOpen(false)
    setDialog(name)
  }
  const closeDialog = (): void => {
    setDialog(null)
    button.current?.focus()
  }
  useEffect(() => {
    if (!isOpen) return undefined
    const close = (event: Event): void => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !ref.current?.contains(event.target as Node))
        setOpen(false)
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [isOpen])
  const leave = async (): Promise<void> => {
    const problem = await signOut()
    if (problem)
      showToast({ tone: 'problem', what: t('ui.problem.kept', { title: problemTitle(problem, t, language) }) })
  }
  return (
    <div className="account" ref={ref}>
      <button
        ref={button}
        type="button"
        className="account__button"
        aria-expanded={isOpen}
        aria-label={`${t('ui.account.menu')} ${user.name} ${t(`vocab.role.${user.role}`)}`}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="account__name">{user.name}</span>
        <span className="account__role">{t(`vocab.role.${user.role}`)}</span>
      </button>
      {isOpen ? (
        <div className="account__menu">
          <nav aria-label={t('ui.account.pages')} className="account__pages">
            {PAGES.filter((page) => mayOpen(user.role, page.name)).map((page) => (
              <a
                key={page.name}
                href={`/${page.name}`}
                aria-current={window.location.pathname === `/${page.name}` ? 'page' : undefined}
              >
                {t(`app.page.${page.name}`)}
              </a>
            ))}
          </nav>
          <div className="account__themes" role="group" aria-label={t('ui.theme.switch')}>
            {THEMES.map((theme) => (
              <button key={theme} type="button" aria-pressed={choice === theme} onClick={() => setThemeChoice(theme)}>
                {t(`ui.theme.${theme}`)}
              </button>
            ))}
          </div>
          <LanguageSwitch />
          {user.role === 'wall' ? null : (
            <div className="account__own">
              {children}
              <button type="button" onClick={() => open('sessions')}>
                {t('ui.account.sessions')}
              </button>
              <button type="button" onClick={() => open('password')}>
                {t('ui.account.password')}
              </button>
            </div>
          )}
          <Button onClick={() => void leave()}>{t('ui.account.signOut')}</Button>
        </div>
      ) : null}
      {/* out of the page's header, which would be a landmark around that of the dialog */}
      {createPortal(
        <Suspense fallback={null}>
          {dialog === 'password' ? <PasswordDialog onClose={closeDialog} /> : null}
          {dialog === 'sessions' ? <SessionsDialog onClose={closeDialog} /> : null}
        </Suspense>,
        document.body,
      )}
    </div>
  )
}

export function LanguageSwitch() {
  const t = useT()
  const language = useLanguage()
  return (
    <Button
      look="quiet"
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      {t('ui.language.switch')}
    </Button>
  )
}
