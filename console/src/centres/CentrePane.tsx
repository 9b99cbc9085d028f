import type { Role } from '@liandong/shared/access/actor.ts'
import { may } from '@liandong/shared/access/permissions.ts'
import { roomPurposeLabel } from '@liandong/shared/centres/purpose.ts'
import { isOnDuty } from '@liandong/shared/duty/on-duty.ts'
import { writeDuty } from '@liandong/shared/people/import/cells.ts'
import type { Centre, CentreToday } from '@liandong/shared/wire/centre.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { ErrorState, LoadingState, StaleNote } from '../ui/Panel.tsx'
import { CentreCases } from './CentreCases.tsx'
import { CentreQueue } from './CentreQueue.tsx'
import { useCentre } from './use-centres.ts'

type Props = { id: string; role: Role; now: number }

/** One centre: what waits at its windows, what happened today, and who and what is there. */
export function CentrePane({ id, role, now }: Props) {
  const t = useT()
  const { value, problem, reload } = useCentre(id)
  if (value === null) return problem ? <ErrorState problem={problem} onRetry={reload} /> : <LoadingState />
  const { centre, today } = value
  return (
    <article className="centre">
      <a href="#" className="centre__back">
        {t('centres.back')}
      </a>
      <CentreHead centre={centre} now={now} />
      {problem ? <StaleNote /> : null}
      {today ? (
        <>
          <CentreQueue centre={centre} today={today} now={now} mayServe={may(role, 'visit.serve')} onDone={reload} />
          <div className="centre__columns">
            <CentreCases cases={today.cases} now={now} />
            <CentrePeople centre={centre} today={today} />
          </div>
        </>
      ) : null}
    </article>
  )
}

function CentreHead({ centre, now }: { centre: Centre; now: number }) {
  const t = useT()
  const isOpen = isOnDuty(centre.hours, now)
  const { microCourt } = centre
  return (
    <header className="centre__head">
      <h2>
        {centre.level === 'street' ? t('centres.streetName', { name: centre.name }) : centre.name}
        <small className={isOpen ? 'centre__open' : 'centre__closed'}>
          {t(isOpen ? 'centres.open' : 'centres.closed')}
        </small>
      </h2>
      <dl>
        <div>
          <dt>{t('centres.address')}</dt>
          <dd>{centre.address}</dd>
        </div>
        <div>
          <dt>{t('centres.phones')}</dt>
          <dd>
            {centre.phones.map((phone) => (
              <Phone key={phone} number={phone} />
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('centres.hours')}</dt>
          <dd>{writeDuty(centre.hours) || t('centres.hours.none')}</dd>
        </div>
        <div>
          <dt>{t('centres.microCourt')}</dt>
          <dd>
            {microCourt.kind === 'none' ? (
              t('centres.microCourt.none')
            ) : (
              <>
                {microCourt.name} · {t('centres.judge', { name: microCourt.judge })} <Phone number={microCourt.phone} />
              </>
            )}
          </dd>
        </div>
      </dl>
    </header>
  )
}

export const Phone = ({ number }: { number: string }) => (
  <a className="centre__phone" href={`tel:${number.replaceAll(/[ -]/g, '')}`}>
    {number}
  </a>
)

function CentrePeople({ centre, today }: { centre: Centre; today: CentreToday }) {
  const t = useT()
  const language = useLanguage()
  return (
    <section className="centre__people">
      <h3>{t('centres.mediators', { n: today.mediators.length })}</h3>
      {today.mediators.length === 0 ? <p className="centre__nobody">{t('centres.mediators.none')}</p> : null}
      <ul>
        {today.mediators.map((one) => (
          <li key={one.id}>
            <b>{one.name}</b>
            <span>{t(`vocab.unitState.${one.state}`)}</span>
            {one.phone ? <Phone number={one.phone} /> : null}
          </li>
        ))}
      </ul>
      <h3>{t('centres.rooms', { n: centre.rooms.length })}</h3>
      {centre.rooms.length === 0 ? <p className="centre__nobody">{t('centres.rooms.none')}</p> : null}
      <ul>
        {centre.rooms.map((room) => (
          <li key={room.id}>
            <b>{room.name}</b>
            <span>{roomPurposeLabel(room.purpose)[language]}</span>
            <span>{t('centres.seats', { n: room.seats })}</span>
          </li>
        ))}
      </ul>
      <h3>{t('centres.agents', { n: centre.agents.length })}</h3>
      <ul>
        {centre.agents.map((agent) => (
          <li key={`${agent.name} ${agent.phone}`}>
            <b>{agent.name}</b>
            <span>
              {agent.gridId === null
                ? t(centre.level === 'street' ? 'centres.agent.street' : 'centres.agent.village')
                : (centre.grids.find((grid) => grid.id === agent.gridId)?.name ?? t('centres.agent.grid'))}
            </span>
            <Phone number={agent.phone} />
          </li>
        ))}
      </ul>
    </section>
  )
}
