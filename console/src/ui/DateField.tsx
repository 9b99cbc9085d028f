import { useId } from 'react'

type Props = {
  label: string
  /** `2026-11-24`, or empty. */
  value: string
  onChange: (day: string) => void
  hint?: string
  error?: string | undefined
}

/** A day, by the browser's own calendar. */
export function DateField({ label, value, onChange, hint, error }: Props) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value}
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
