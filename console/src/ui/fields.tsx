import { useId, type ReactNode } from 'react'
import './fields.css'

type TextProps = {
  label: string
  value: string
  onChange: (value: string) => void
  isLong?: boolean
  isRequired?: boolean
  hint?: string
  /** What is wrong with it, as the server said. */
  error?: string | undefined
  maxLength?: number
  autoFocus?: boolean
  /** Shown, not changed. */
  isFixed?: boolean
}

export function TextField({
  label,
  value,
  onChange,
  isLong = false,
  isRequired = false,
  hint,
  error,
  maxLength = 2_000,
  autoFocus = false,
  isFixed = false,
}: TextProps) {
  const id = useId()
  const common = {
    id,
    value,
    maxLength,
    required: isRequired,
    readOnly: isFixed,
    'aria-describedby': hint || error ? `${id}-hint` : undefined,
    'aria-invalid': error ? true : undefined,
    'data-autofocus': autoFocus || undefined,
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {isLong ? (
        <textarea {...common} rows={3} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...common} type="text" autoComplete="off" onChange={(event) => onChange(event.target.value)} />
      )}
      {hint || error ? (
        <p id={`${id}-hint`} className={error ? 'field__error' : 'field__hint'}>
          {error ?? hint}
        </p>
      ) : null}
    </div>
  )
}

export type Option<T extends string> = { value: T; label: string }

/** One of a few, all in sight: arrow keys move, as radio buttons do everywhere. */
export function ChoiceField<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: T | null
  options: readonly Option<T>[]
  onChange: (value: T) => void
}) {
  const name = useId()
  return (
    <fieldset className="field choice">
      <legend>{label}</legend>
      <div className="choice__options">
        {options.map((option) => (
          <label key={option.value} className="choice__option">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function CheckField({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  )
}

export function SelectField({
  label,
  value,
  onChange,
  error,
  children,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  /** What is wrong with it, as the server said. */
  error?: string | undefined
  children: ReactNode
}) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
      {error ? (
        <p id={`${id}-hint`} className="field__error">
          {error}
        </p>
      ) : null}
    </div>
  )
}

/** Reasons that come up every day, one press each; the text stays free. */
export function QuickWords({ words, onPick }: { words: readonly string[]; onPick: (word: string) => void }) {
  return (
    <div className="quick-words">
      {words.map((word) => (
        <button key={word} type="button" onClick={() => onPick(word)}>
          {word}
        </button>
      ))}
    </div>
  )
}
