import type { ButtonHTMLAttributes, ReactNode } from 'react'
import './button.css'

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
  children: ReactNode
  look?: 'primary' | 'plain' | 'quiet' | 'danger'
  size?: 'small' | 'normal' | 'large' | 'thumb'
  /** The key that does the same, shown as a cap and told to those who listen. */
  keyCap?: string
  /** Waits for the server: keeps its name, takes no second press. */
  isBusy?: boolean
}

export function Button({
  children,
  look = 'plain',
  size = 'normal',
  keyCap,
  isBusy = false,
  type = 'button',
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`button button--${look} button--${size}${isBusy ? ' button--busy' : ''}`}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      aria-keyshortcuts={keyCap}
    >
      <span className="button__label">{children}</span>
      {keyCap ? <KeyCap>{keyCap}</KeyCap> : null}
    </button>
  )
}

/** The cap says the key to the eye; `aria-keyshortcuts` says it to the ear, so that names stay stable. */
export function KeyCap({ children }: { children: string }) {
  return (
    <kbd className="key-cap" aria-hidden="true">
      {children.length === 1 ? children.toUpperCase() : children}
    </kbd>
  )
}
