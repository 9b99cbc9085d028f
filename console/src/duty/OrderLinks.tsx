import { useState } from 'react'
import { mayReveal } from '@liandong/shared/access/reveal.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { MAP_APPS, navigationLink, type MapApp } from '@liandong/shared/geo/navigation.ts'
import { useUser } from '../api/session-store.ts'
import { useReveal } from '../case/use-reveal.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { problemWords } from '../ui/problem-words.ts'
import type { OrderWords } from './stored-orders.ts'

/** Chosen once, kept on this phone. */
const MAP_APP = 'liandong.map-app'
function readMapApp(): MapApp {
  const kept = localStorage.getItem(MAP_APP)
  return MAP_APPS.find((one) => one === kept) ?? 'amap'
}
const isApple = (): boolean => /iPhone|iPad|iPod/.test(navigator.userAgent)

/** The way there in the map application of one's choice, and the dialler. */
export function OrderLinks({ incident, words }: { incident: IncidentState; words: OrderWords | undefined }) {
  const t = useT()
  const { location } = incident
  const name = incident.address ?? incident.place?.name ?? incident.no
  const [app, setApp] = useState(readMapApp)
  const choose = (next: MapApp): void => {
    localStorage.setItem(MAP_APP, next)
    setApp(next)
  }
  return (
    <nav className="duty-links">
      {location ? (
        <span className="duty-links__way">
          <a href={navigationLink(app, location, name, isApple())}>{t('duty.act.navigate')}</a>
          <select aria-label={t('duty.map.app')} value={app} onChange={(event) => choose(event.target.value as MapApp)}>
            {MAP_APPS.map((one) => (
              <option key={one} value={one}>
                {t(`duty.map.${one}`)}
              </option>
            ))}
          </select>
        </span>
      ) : (
        <span aria-disabled="true">{t('duty.act.noPlace')}</span>
      )}
      <CallReporter incident={incident} words={words} />
    </nav>
  )
}

/**
 * 联系报警人, two taps: the first asks for the number and leaves a line with the reason, the second dials. The number is
 * gone from the screen after a minute and never reaches what the phone keeps.
 */
function CallReporter({ incident, words }: { incident: IncidentState; words: OrderWords | undefined }) {
  const t = useT()
  const language = useLanguage()
  const user = useUser()
  const alert = words?.alerts.find(({ caller }) => caller?.phone)
  const reveal = useReveal(incident.id, alert?.id)
  const phone = reveal.values?.['caller.phone']
  if (words?.alerts.some((one) => one.reporterProtected))
    return <span aria-disabled="true">{t('duty.act.protected')}</span>
  if (!alert || mayReveal(incident, { kind: 'user', ...user }, 'caller.phone'))
    return <span aria-disabled="true">{t('duty.act.noPhone')}</span>
  if (phone)
    return (
      <a href={`tel:${phone.replace(/[^+\d]/g, '')}`} className="duty-links__phone">
        {t('duty.act.dial', { phone })}
        <small>{t('duty.call.left', { n: reveal.secondsLeft })}</small>
      </a>
    )
  const isPaced = reveal.problem?.code === 'revealPace'
  return (
    <span className="duty-links__call">
      <Button
        size="large"
        isBusy={reveal.isBusy}
        onClick={() => void reveal.ask(['caller.phone'], t('duty.call.reason'), isPaced)}
      >
        {t('duty.act.call')}
      </Button>
      {reveal.problem ? <small role="alert">{problemWords(reveal.problem, t, language)}</small> : null}
    </span>
  )
}
