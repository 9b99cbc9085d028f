import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'

type Props = { label: string; act: string; isBusy: boolean; words: string; onCode: (code: string) => void }

/** Six digits from a phone, or what stands in for them; a phone's keyboard may fill them in. */
export function CodeForm({ label, act, isBusy, words, onCode }: Props) {
  const [code, setCode] = useState('')
  const trimmed = code.replaceAll(/\s/g, '')
  return (
    <form
      className="sign-in__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (trimmed.length >= 6 && !isBusy) onCode(trimmed)
      }}
    >
      <label>
        {label}
        <input
          name="code"
          className="sign-in__code"
          value={code}
          inputMode="text"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          autoFocus
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      <p className="sign-in__problem" role="alert">
        {words}
      </p>
      <Button type="submit" look="primary" size="large" isBusy={isBusy} disabled={trimmed.length < 6}>
        {act}
      </Button>
    </form>
  )
}
