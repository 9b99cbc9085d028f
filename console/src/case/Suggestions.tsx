import type { UnitSuggestion } from '@liandong/shared/wire/incident-detail.ts'
import { contactOf } from '@liandong/shared/duty/contact.ts'
import { useServerNow } from '../live/live.ts'
import { contactWords } from './contact-words.ts'
import { useT } from '../i18n/language.ts'
import { KeyCap } from '../ui/Button.tsx'
import { reasonWords, sendWords } from './suggestion-words.ts'
import './suggestions.css'

export const MOST_SUGGESTIONS = 5

type Props = {
  suggestions: readonly UnitSuggestion[]
  /** Sends are possible now; else the list only informs. */
  isOpen: boolean
  busyUnitId: string | null
  onSend: (suggestion: UnitSuggestion) => void
  onHover?: (unitId: string | null) => void
}

/** Who could go, best first, each with its reasons and its key. */
export function Suggestions({ suggestions, isOpen, busyUnitId, onSend, onHover }: Props) {
  const t = useT()
  const now = useServerNow()
  if (suggestions.length === 0) return <p className="suggestions__none">{t('case.send.none')}</p>
  return (
    <ol className="suggestions">
      {suggestions.slice(0, MOST_SUGGESTIONS).map((s, i) => (
        <li key={s.unitId}>
          <button
            type="button"
            className={`suggestions__unit${busyUnitId === s.unitId ? ' is-busy' : ''}`}
            aria-keyshortcuts={String(i + 1)}
            aria-busy={busyUnitId === s.unitId || undefined}
            disabled={!isOpen || busyUnitId !== null}
            onClick={() => onSend(s)}
            onMouseEnter={() => onHover?.(s.unitId)}
            onMouseLeave={() => onHover?.(null)}
          >
            <KeyCap>{String(i + 1)}</KeyCap>
            <span className="suggestions__name">{sendWords(s, t)}</span>
            <span className={`suggestions__contact is-${contactOf(s.lastContactAt, now).kind}`}>
              {contactWords(s.lastContactAt, now, t)}
            </span>
            <span className="suggestions__why">{reasonWords(s, t).join(' · ')}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

type OffDutyProps = Pick<Props, 'isOpen' | 'busyUnitId' | 'onSend'> & { units: readonly UnitSuggestion[] }

/** Who is not on duty and can be called: folded, and sent only by an act of its own (D8). */
export function OffDuty({ units, isOpen, busyUnitId, onSend }: OffDutyProps) {
  const t = useT()
  if (units.length === 0) return null
  return (
    <details className="suggestions__off">
      <summary>{t('case.send.offDuty', { n: units.length })}</summary>
      <ol className="suggestions">
        {units.map((s) => (
          <li key={s.unitId}>
            <button
              type="button"
              className="suggestions__unit"
              aria-busy={busyUnitId === s.unitId || undefined}
              disabled={!isOpen || busyUnitId !== null}
              onClick={() => onSend(s)}
            >
              <span className="num">{t('case.send.call', { phone: s.phone ?? '' })}</span>
              <span className="suggestions__name">{sendWords(s, t)}</span>
              <span className="suggestions__why">{reasonWords(s, t).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ol>
    </details>
  )
}
