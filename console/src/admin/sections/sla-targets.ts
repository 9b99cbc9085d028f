import type { SlaTargets } from '@liandong/shared/clocks/sla.ts'
import type { Translate } from '../../i18n/language.ts'

export type SlaClock = keyof SlaTargets
export const SLA_CLOCKS: readonly SlaClock[] = ['K1', 'K1Severity1', 'K2', 'K3', 'K4', 'K5']

/** People think of arrival and report in minutes, of the desk's own steps in seconds. */
export const unitSeconds = (clock: SlaClock): 1 | 60 => (clock === 'K4' || clock === 'K5' ? 60 : 1)

export const sayTarget = (seconds: number, t: Translate): string =>
  seconds % 60 === 0 ? t('admin.sla.minutes', { n: seconds / 60 }) : t('admin.sla.seconds', { n: seconds })
