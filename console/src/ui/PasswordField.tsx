import { useId, useState, type KeyboardEvent } from 'react'
import { useT } from '../i18n/language.ts'
import './fields.css'
import './password-field.css'

type Props = {
  label: string
  name: string
  autoComplete: 'current-password' | 'new-password'
  value?: string
  onChange?: (value: string) => void
  error?: string | undefined
  hint?: string
  autoFocus?: boolean
}

/** A password as it is typed: shown on demand, and warned of Caps Lock before it is wrong. */
export function PasswordField({ label, name, autoComplete, value, onChange, error, hint, autoFocus = false }: Props) {
  const t = useT()
  const id = useId()
  const [isShown, setShown] = useState(false)
  const [isCaps, setCaps] = useState(false)
  const watch = (event: KeyboardEvent): void => setCaps(event.getModifierState('CapsLock'))
  const said = error ?? (isCaps ? t('signIn.capsLock') : hint)
  return (
    <div className="password-field">
      <label htmlFor={id}>{label}</label>
      <div className="password-field__row">
        <input
          id={id}
          name={name}
          type={isShown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          autoFocus={autoFocus}
          data-autofocus={autoFocus || undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={said ? `${id}-hint` : undefined}
          {...(value === undefined ? {} : { value })}
          onChange={(event) => onChange?.(event.target.value)}
          onKeyDown={watch}
          onKeyUp={watch}
          onBlur={() => setCaps(false)}
        />
        <button
          type="button"
          aria-pressed={isShown}
          aria-label={t(isShown ? 'signIn.hide' : 'signIn.show')}
          title={t(isShown ? 'signIn.hide' : 'signIn.show')}
          onClick={() => setShown(!isShown)}
        >
          <EyeMark isOpen={isShown} />
        </button>
      </div>
      {said ? (
        <p id={`${id}-hint`} className={error ? 'field__error' : 'field__hint'}>
          {said}
        </p>
      ) : null}
    </div>
  )
}

const EyeMark = ({ isOpen }: { isOpen: boolean }) => (
  <svg
    width="20"
    height="20"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    aria-hidden="true"
  >
    <path d="M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10Z" />
    <circle cx="10" cy="10" r="2.5" />
    {isOpen ? null : <path d="M3 17 17 3" />}
  </svg>
)
