import { useT } from '../i18n/language.ts'
import './severity-mark.css'

export type Severity = 1 | 2 | 3 | 4 | null

/** ◆ ▲ ● ■ drawn, not typed: a font must not decide how alarming a red alert looks. */
export function SeverityShape({ severity, size = '1em' }: { severity: Severity; size?: string }) {
  return (
    <svg
      className={`severity-shape severity-shape--${severity ?? 0}`}
      viewBox="0 0 20 20"
      style={{ width: size, height: size }}
      aria-hidden="true"
    >
      {SHAPES[severity ?? 0]}
    </svg>
  )
}

const SHAPES = {
  1: <path d="M10 0.4 L19.6 10 L10 19.6 L0.4 10 Z" />,
  2: <path d="M10 1.2 L19.4 18 L0.6 18 Z" />,
  3: <circle cx="10" cy="10" r="8.4" />,
  4: <rect x="2.2" y="2.2" width="15.6" height="15.6" rx="1" />,
  0: <circle cx="10" cy="10" r="7.2" className="severity-shape__none" />,
} as const

/** Shape, number and word: never colour alone. `compact` keeps the word for those who listen. */
export function SeverityMark({ severity, compact = false }: { severity: Severity; compact?: boolean }) {
  const t = useT()
  const word = t(`vocab.severity.${severity ?? 'none'}`)
  return (
    <span
      className={`severity-mark severity-mark--${severity ?? 0}`}
      title={t(`vocab.severity.level.${severity ?? 'none'}`)}
    >
      <SeverityShape severity={severity} />
      {compact ? (
        <span className="visually-hidden">{t(`vocab.severity.level.${severity ?? 'none'}`)}</span>
      ) : (
        <span className="severity-mark__word">
          {severity === null ? '' : `${severity} `}
          {word}
        </span>
      )}
    </span>
  )
}
