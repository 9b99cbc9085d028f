import type { Clock } from '@liandong/shared/clocks/clock.ts'
import { useT } from '../i18n/language.ts'
import { CountdownRing } from '../ui/CountdownRing.tsx'
import { clockRow } from './main-clock.ts'
import './clock-row.css'

/** 研判 派单 签收 到场 首报 side by side; a step that has not begun is an empty place with its name. */
export function ClockRow({ clocks, now }: { clocks: readonly Clock[]; now: number }) {
  const t = useT()
  return (
    <ul className="clock-row" aria-label={t('case.clocks')}>
      {clockRow(clocks).map(({ clock, shown }) => (
        <li key={clock} className={shown ? '' : 'clock-row__none'}>
          {shown ? (
            <CountdownRing clock={shown} now={now} size="46px" />
          ) : (
            <span className="clock-row__hole" aria-hidden="true" />
          )}
          <span>{t(`vocab.clock.${clock}`)}</span>
        </li>
      ))}
    </ul>
  )
}
