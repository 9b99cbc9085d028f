import { formatDay, formatTime } from '../i18n/format.ts'
import { Field } from './fields.tsx'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: string
  error?: string | undefined
}

/** A day, `2026-11-24` or empty, by the browser's own calendar. */
export function DateField({ label, value, onChange, hint, error }: Props) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <input {...control} type="date" value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  )
}

/** An instant to the minute, `2026-11-24T20:00` in Beijing time wherever the browser stands, or empty. */
export function DateTimeField({ label, value, onChange, hint, error }: Props) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          value={value}
          required
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export const toLocal = (at: number | string): string => `${formatDay(at)}T${formatTime(at)}`
/** Null for what is no instant yet. */
export const fromLocal = (text: string): number | null => {
  const at = Date.parse(`${text}:00+08:00`)
  return Number.isNaN(at) ? null : at
}
