import { useEffect, useState } from 'react'
import type { LayerSetting, TileTrial } from '@liandong/shared/wire/map-layer.ts'
import type { Problem } from '../../../api/answer.ts'
import { layersApi } from '../../../api/layers.ts'
import { useLanguage, useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { LoadingState } from '../../../ui/Panel.tsx'
import { problemWords } from '../../../ui/problem-words.ts'
import { trialWords } from './layer-words.ts'

/** Asks for one tile now, past everything that is kept, and says what came. */
export function TrialDialog({ layer, name, onClose }: { layer: LayerSetting; name: string; onClose: () => void }) {
  const t = useT()
  const language = useLanguage()
  const [turn, setTurn] = useState(0)
  const [came, setCame] = useState<{ turn: number; trial: TileTrial | null; problem: Problem | null } | null>(null)
  useEffect(() => {
    let isGone = false
    void layersApi.try(layer.id).then((answer) => {
      if (isGone) return
      setCame(answer.ok ? { turn, trial: answer.value, problem: null } : { turn, trial: null, problem: answer.problem })
    })
    return () => {
      isGone = true
    }
  }, [layer.id, turn])
  const isWaiting = came?.turn !== turn
  const trial = isWaiting ? null : came.trial
  return (
    <Dialog title={t('admin.layers.tryTitle', { name })} onClose={onClose}>
      <div className="layer-trial" aria-live="polite">
        {isWaiting ? <LoadingState /> : null}
        {trial ? (
          <>
            <p className={trial.ok ? undefined : 'field__error'}>{trialWords(trial, t)}</p>
            {trial.ok ? <img src={trial.picture} width={256} height={256} alt={t('admin.layers.tileAlt')} /> : null}
            <p className="field__hint">{t('admin.layers.tileAt', { z: trial.z, x: trial.x, y: trial.y })}</p>
          </>
        ) : null}
        {!isWaiting && came.problem ? <p className="field__error">{problemWords(came.problem, t, language)}</p> : null}
        <footer>
          <Button onClick={() => setTurn((n) => n + 1)} isBusy={isWaiting}>
            {t('admin.layers.tryAgain')}
          </Button>
          <Button look="primary" onClick={onClose}>
            {t('admin.layers.close')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
