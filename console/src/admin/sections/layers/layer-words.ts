import { isMessageKey } from '../../../i18n/messages.ts'
import type { Translate } from '../../../i18n/language.ts'
import type { LayerSetting, TileFault, TileTrial } from '@liandong/shared/wire/map-layer.ts'

export const faultWords = (why: TileFault, status: number | null, t: Translate): string => {
  const key = `admin.layers.why.${why}`
  const words = isMessageKey(key) ? t(key) : why
  return status === null ? words : t('admin.layers.answered', { words, status })
}

/** What came of asking for a tile, in a sentence. */
export const trialWords = (trial: TileTrial, t: Translate): string =>
  trial.ok
    ? t('admin.layers.came', {
        type: trial.type.replace('image/', '').toUpperCase(),
        size: trial.bytes < 1_024 ? `${trial.bytes} B` : `${(trial.bytes / 1_024).toFixed(1)} KB`,
        ms: trial.tookMs,
      })
    : t('admin.layers.notCame', { why: faultWords(trial.why, trial.status, t) })

/** Where a layer's pictures come from. */
export const originWords = (row: LayerSetting, t: Translate): string =>
  row.kind === 'tianditu'
    ? t(row.tileSet === 'img' ? 'admin.layers.set.img' : 'admin.layers.set.vec')
    : (row.url ?? row.folder ?? row.file ?? '')
