import { useEffect, useRef, type ReactNode } from 'react'
import type { Problem } from '../api/answer.ts'
import { isWireFault } from '../api/answer.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { problemWords } from '../ui/problem-words.ts'
import './command-dialog.css'

export type CommandDialogProps = {
  title: string
  /** What the button says: the act itself, never "OK". */
  act: string
  isBusy: boolean
  problem: Problem | null
  isReady?: boolean
  isDanger?: boolean
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A form that gives one command. A refusal stays in the dialog with everything that was typed. */
export function CommandDialog({
  title,
  act,
  isBusy,
  problem,
  isReady = true,
  isDanger = false,
  onSubmit,
  onClose,
  children,
}: CommandDialogProps) {
  const t = useT()
  const language = useLanguage()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const field = (selector: string) => form.current?.querySelector<HTMLElement>(selector)
    const first = field('[data-autofocus]') ?? field('textarea, input, select')
    first?.focus()
  }, [])
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        ref={form}
        className="command-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isBusy) onSubmit()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing)
            form.current?.requestSubmit()
        }}
      >
        {children}
        {problem ? (
          <div className="command-dialog__problem" role="alert">
            <p>{t('case.failed.what', { act, title: problemWords(problem, t, language) })}</p>
            <p>{t(isWireFault(problem) ? 'case.failed.keptUnsure' : 'case.failed.keptForm')}</p>
          </div>
        ) : null}
        <footer className="command-dialog__foot">
          <span className="command-dialog__hint">{t('case.dialog.hint')}</span>
          <Button onClick={onClose}>{t('case.dialog.back')}</Button>
          <Button type="submit" look={isDanger ? 'danger' : 'primary'} isBusy={isBusy} disabled={!isReady}>
            {act}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
