import { useId, type ReactNode } from 'react'
import './fields.css'

/** What a control is given, so that its label, its hint and what is wrong with it belong to it. */
type Control = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

/** A label, a control, and below it a hint or what the server said is wrong. */
export function Field({
  label,
  hint,
  error,
  children,
}: {
  label: string
  hint?: string | undefined
  error?: string | undefined
  children: (control: Control) => ReactNode
}) {
  const id = useId()
  const said = error ?? hint
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': said ? `${id}-hint` : undefined, 'aria-invalid': error ? true : undefined })}
      {said ? (
        <p id={`${id}-hint`} className={error ? 'field__error' : 'field__hint'}>
          {said}
        </p>
      ) : null}
    </div>
  )
}

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
  const common = {
    value,
    maxLength,
    required: isRequired,
    readOnly: isFixed,
    'data-autofocus': autoFocus || undefined,
  }
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) =>
        isLong ? (
          <textarea {...common} {...control} rows={3} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <input
            {...common}
            {...control}
            type="text"
            autoComplete="off"
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
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
  return (
    <Field label={label} error={error}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {children}
        </select>
      )}
    </Field>
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
