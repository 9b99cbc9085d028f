import type { ErasureCounts } from '@liandong/shared/wire/erasure.ts'
import type { Translate } from '../../i18n/language.ts'

export const countWords = (counts: ErasureCounts, t: Translate): string =>
  t('admin.erasure.countWords', { attachments: 0, ...counts })
