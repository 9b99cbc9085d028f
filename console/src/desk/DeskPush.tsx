import { useT } from '../i18n/language.ts'
import { usePush } from '../ui/use-push.ts'

/** A leader whose desk is closed is called all the same, where they have asked for it (K3). */
export function DeskPush() {
  const t = useT()
  const { state, allow } = usePush('/desk')
  if (state === 'unsupported') return null
  if (state === 'off')
    return (
      <button type="button" title={t('desk.push.hint')} onClick={allow}>
        {t('desk.push.off')}
      </button>
    )
  return (
    <p className="account__state" role="status">
      {t(`desk.push.${state}`)}
    </p>
  )
}
