import { useState } from 'react'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

type Props = { title: string; secrets: readonly { label: string; value: string }[]; onClose: () => void }

/** A secret in the one moment it can be read: to be copied, then gone. */
export function ShownOnce({ title, secrets, onClose }: Props) {
  const t = useT()
  const [copied, setCopied] = useState<string | null>(null)
  const copy = async (value: string) => {
    // without a secure context there is no clipboard: the text can be selected by hand
    await navigator.clipboard?.writeText(value).then(
      () => setCopied(value),
      () => undefined,
    )
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="shown-once">
        <p>{t('admin.form.shownOnce')}</p>
        {secrets.map(({ label, value }) => (
          <div key={label} className="shown-once__secret">
            <span>{label}</span>
            <code>{value}</code>
            <Button size="small" onClick={() => void copy(value)}>
              {t(copied === value ? 'admin.keys.copied' : 'admin.keys.copy')}
            </Button>
          </div>
        ))}
        <Button look="primary" onClick={onClose}>
          {t('admin.keys.close')}
        </Button>
      </div>
    </Dialog>
  )
}
