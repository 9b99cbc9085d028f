import type { CommandName } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { CommandOffer } from '@liandong/shared/wire/incident-detail.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { ACT_KEYS, actStates, BAR_ACTS, commandOf, type Act } from './acts.ts'
import './action-bar.css'

type Props = {
  offers: readonly CommandOffer[]
  acts?: readonly Act[]
  busy: CommandName | null
  onAct: (act: Act) => void
  /** The one that the work asks for next: drawn as such. */
  next?: Act | null
}

/** The acts of the life cycle as the server offers them. A grey one can be focused, and says why it is grey. */
export function ActionBar({ offers, acts = BAR_ACTS, busy, onAct, next = null }: Props) {
  const t = useT()
  const language = useLanguage()
  return (
    <div className="action-bar" role="group" aria-label={t('case.acts')}>
      {actStates(acts, offers, language).map(({ act, isAllowed, refusal }) => {
        const key = ACT_KEYS[act]
        return (
          <Button
            key={act}
            size="small"
            look={act === next && isAllowed ? 'primary' : 'plain'}
            aria-disabled={!isAllowed || undefined}
            title={refusal ?? undefined}
            aria-description={refusal ?? undefined}
            isBusy={busy !== null && busy === commandOf(act)}
            {...(key ? { keyCap: key } : {})}
            onClick={() => {
              if (isAllowed) onAct(act)
            }}
          >
            {t(`case.act.${act}`)}
          </Button>
        )
      })}
    </div>
  )
}
