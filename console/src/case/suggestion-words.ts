import type { UnitSuggestion } from '@liandong/shared/wire/incident-detail.ts'
import type { Translate } from '../i18n/language.ts'
import { isMessageKey, type MessageKey } from '../i18n/messages.ts'

/** `巡逻车空闲 1/2`, or that none is: said before the order (D7). */
export const vehicleWords = ({ free, total }: { free: number; total: number }, t: Translate): string =>
  free === 0 ? t('case.send.noVehicle') : t('case.send.vehicles', { free, total })

/** `820 米`, `1.2 公里` */
export const metreWords = (m: number, t: Translate): string =>
  m < 1_000
    ? t('case.send.metres', { n: Math.round(m / 10) * 10 })
    : t('case.send.kilometres', { n: (m / 1_000).toFixed(1) })

/** `1.2 公里，约 5 分钟`; what is not known is left out. */
export function wayWords({ distanceM, etaMin }: Pick<UnitSuggestion, 'distanceM' | 'etaMin'>, t: Translate): string {
  const way = distanceM === null ? undefined : metreWords(distanceM, t)
  const time = etaMin === null ? undefined : t('case.send.minutes', { n: etaMin })
  return [way, time].filter((part) => part !== undefined).join(t('case.line.comma')) || t('case.send.wayUnknown')
}

/** Why this unit: the codes of the rule book in words. On duty and the way are said elsewhere on the line. */
export function reasonWords({ reasons }: Pick<UnitSuggestion, 'reasons'>, t: Translate): string[] {
  return reasons
    .filter(({ code }) => code !== 'onDuty' && code !== 'offDuty' && code !== 'eta')
    .map(({ code, value }) => {
      const key = `case.why.${code}`
      return isMessageKey(key) ? t(key as MessageKey, value === undefined ? {} : { value }) : code
    })
}

/** `派给 王某（1.2 公里，约 5 分钟）` */
export const sendWords = (s: UnitSuggestion, t: Translate): string =>
  t('case.send.to', { name: s.name, way: wayWords(s, t) })
