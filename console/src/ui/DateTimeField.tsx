import { useId } from 'react'
import { formatDay, formatTime } from '../i18n/format.ts'

type Props = {
  label: string
  /** `2026-11-24T20:00` in Beijing time, or empty. */
  value: string
  onChange: (value: string) => void
  hint?: string
  error?: string | undefined
}

/** An instant to the minute, in Beijing time wherever the browser stands. */
export function DateTimeField({ label, value, onChange, hint, error }: Props) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        value={value}
        required
        aria-invalid={error ? true : undefined}
        aria-describedby={hint || error ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint || error ? (
        <p id={`${id}-hint`} className={error ? 'field__error' : 'field__hint'}>
          {error ?? hint}
        </p>
      ) : null}
    </div>
  )
}

export const toLocal = (at: number | string): string => `${formatDay(at)}T${formatTime(at)}`
/** Null for what is no instant yet. */
export const fromLocal = (text: string): number | null => {
  const at = Date.parse(`${text}:00+08:00`)
  return Number.isNaN(at) ? null : at
}
