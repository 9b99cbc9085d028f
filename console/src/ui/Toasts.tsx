import { useSyncExternalStore } from 'react'
import { useT } from '../i18n/language.ts'
import './toasts.css'
import { dismissToast, getToasts, subscribeToasts } from './toast-store.ts'

export function Toasts() {
  const t = useT()
  const toasts = useSyncExternalStore(subscribeToasts, getToasts)
  return (
    <div className="toasts" aria-live="assertive" role="status">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast toast--${toast.tone}`}>
          <p className="toast__what">{toast.what}</p>
          {toast.kept ? <p>{toast.kept}</p> : null}
          {toast.todo ? <p>{toast.todo}</p> : null}
          <button type="button" className="toast__dismiss" onClick={() => dismissToast(toast.id)}>
            {t('ui.toast.dismiss')}
          </button>
        </div>
      ))}
    </div>
  )
}
