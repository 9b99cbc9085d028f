import type { OneTimePassword } from '../../api/people.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showToast } from '../../ui/toast-store.ts'

/** The one time a one-time password is seen: large, in groups, with a button that copies it. */
export function PasswordDialog({ made, onClose }: { made: OneTimePassword; onClose: () => void }) {
  const t = useT()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(made.password)
    showToast({ tone: 'done', what: t('people.password.copied') })
  }
  return (
    <Dialog title={t('people.password.title')} onClose={onClose}>
      <div className="one-time">
        <p>{t('people.password.of', { name: made.name, username: made.username })}</p>
        <output className="one-time__password" aria-label={t('people.password.title')}>
          {made.password}
        </output>
        <p className="form-dialog__note">{t('people.password.text')}</p>
        <footer className="form-dialog__foot">
          {window.isSecureContext ? <Button onClick={() => void copy()}>{t('people.password.copy')}</Button> : null}
          <Button look="primary" onClick={onClose}>
            {t('people.password.close')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
