import { useEffect, useRef, type ReactNode } from 'react'
import type { Problem } from '../api/answer.ts'
import { isWireFault } from '../api/answer.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { problemWords } from './problem-words.ts'
import './form-dialog.css'

export type FormDialogProps = {
  title: string
  /** What the button says: the act itself, never "OK". */
  act: string
  isBusy: boolean
  problem: Problem | null
  isReady?: boolean
  isDanger?: boolean
  isWide?: boolean
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A form that asks for one act. A refusal stays in the dialog with everything that was typed. */
export function FormDialog({
  title,
  act,
  isBusy,
  problem,
  isReady = true,
  isDanger = false,
  isWide = false,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const t = useT()
  const language = useLanguage()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const field = (selector: string) => form.current?.querySelector<HTMLElement>(selector)
    const first = field('[data-autofocus]') ?? field('textarea, input, select')
    first?.focus()
  }, [])
  return (
    <Dialog title={title} onClose={onClose} isWide={isWide}>
      <form
        ref={form}
        className="form-dialog"
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
          <div className="form-dialog__problem" role="alert">
            <p>{t('ui.form.failed', { act, title: problemWords(problem, t, language) })}</p>
            <p>{t(isWireFault(problem) ? 'ui.form.unsure' : 'ui.form.kept')}</p>
          </div>
        ) : null}
        <footer className="form-dialog__foot">
          <span className="form-dialog__hint">{t('ui.form.hint')}</span>
          <Button onClick={onClose}>{t('ui.form.back')}</Button>
          <Button type="submit" look={isDanger ? 'danger' : 'primary'} isBusy={isBusy} disabled={!isReady}>
            {act}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
