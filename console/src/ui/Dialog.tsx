import { useEffect, useRef, type ReactNode } from 'react'
import { useT } from '../i18n/language.ts'
import './dialog.css'

export type DialogProps = {
  title: string
  children: ReactNode
  onClose: () => void
  /** From the bottom, for a thumb. */
  isSheet?: boolean
  /** As wide as a table needs. */
  isWide?: boolean
}

/** The browser's own modal dialog: focus stays inside, Escape closes, the rest of the page is inert. */
export function Dialog({ title, children, onClose, isSheet = false, isWide = false }: DialogProps) {
  const t = useT()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className={`dialog${isSheet ? ' dialog--sheet' : ''}${isWide ? ' dialog--wide' : ''}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose()
      }}
    >
      <div className="dialog__body">
        <header className="dialog__head">
          <h2>{title}</h2>
          <button type="button" className="dialog__close" aria-label={t('ui.dialog.close')} onClick={onClose}>
            ×
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
