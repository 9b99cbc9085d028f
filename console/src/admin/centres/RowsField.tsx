import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import './rows-field.css'

type Cell<T> = {
  key: keyof T & string
  label: string
  /** Given, one of these is chosen; else it is typed. */
  options?: readonly { value: string; label: string }[]
  isNarrow?: boolean
}

type Props<T> = {
  /** What a row is called. */
  label: string
  rows: readonly T[]
  cells: readonly Cell<T>[]
  blank: T
  onChange: (rows: T[]) => void
  /** What is wrong with a cell, or (without one) with all of it, as the server said. */
  error: (row?: number, key?: string) => string | undefined
  addWords: string
  removeWords: (n: number) => string
}

/** A short list inside a form: one line each, to add to and take from. Every cell is text until it is sent. */
export function RowsField<T extends Record<keyof T, string>>(props: Props<T>) {
  const { label, rows, cells, blank, onChange, error, addWords, removeWords } = props
  const t = useT()
  const set = (at: number, key: keyof T, value: string): void =>
    onChange(rows.map((row, i) => (i === at ? { ...row, [key]: value } : row)))
  const whole = error()
  return (
    <fieldset className="field rows-field">
      <legend>{label}</legend>
      {rows.map((row, i) => (
        // rows have no name of their own while they are typed
        // oxlint-disable-next-line react/no-array-index-key
        <div key={i} className="rows-field__row">
          {cells.map(({ key, label: name, options, isNarrow }) => {
            const wrong = error(i, key)
            const common = {
              'aria-label': `${label} ${i + 1} ${name}`,
              'aria-invalid': wrong ? true : undefined,
              value: row[key],
            }
            return (
              <span key={key} className={isNarrow ? 'rows-field__cell is-narrow' : 'rows-field__cell'}>
                {options ? (
                  <select {...common} onChange={(event) => set(i, key, event.target.value)}>
                    {options.map((option) => (
                      <option key={option.value} value={option.value}>
                        {option.label}
                      </option>
                    ))}
                  </select>
                ) : (
                  <input
                    {...common}
                    type="text"
                    placeholder={name}
                    autoComplete="off"
                    maxLength={50}
                    onChange={(event) => set(i, key, event.target.value)}
                  />
                )}
                {wrong ? <span className="field__error">{wrong}</span> : null}
              </span>
            )
          })}
          <Button
            size="small"
            look="quiet"
            aria-label={removeWords(i + 1)}
            onClick={() => onChange(rows.filter((_, at) => at !== i))}
          >
            {t('centres.admin.rows.take')}
          </Button>
        </div>
      ))}
      {whole ? <p className="field__error">{whole}</p> : null}
      <Button size="small" onClick={() => onChange([...rows, blank])}>
        {addWords}
      </Button>
    </fieldset>
  )
}
