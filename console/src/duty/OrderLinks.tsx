import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { useT } from '../i18n/language.ts'
import type { OrderWords } from './stored-orders.ts'

/** The phone's own map and dialler: nothing is asked of a server on the way. */
export function OrderLinks({ incident, words }: { incident: IncidentState; words: OrderWords | undefined }) {
  const t = useT()
  const { location } = incident
  const name = encodeURIComponent(incident.address ?? incident.place?.name ?? incident.no)
  const phone = words?.alerts.map((alert) => alert.caller?.phone).find((number) => number && !number.includes('*'))
  return (
    <nav className="duty-links">
      {location ? (
        <a href={`geo:${location.lat},${location.lon}?q=${location.lat},${location.lon}(${name})`}>
          {t('duty.act.navigate')}
        </a>
      ) : (
        <span aria-disabled="true">{t('duty.act.noPlace')}</span>
      )}
      {phone ? (
        <a href={`tel:${phone}`}>{t('duty.act.call')}</a>
      ) : (
        <span aria-disabled="true">{t('duty.act.noPhone')}</span>
      )}
    </nav>
  )
}
