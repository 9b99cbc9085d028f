import { useId, useImperativeHandle, useMemo, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import type { BoardUnit } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { placeWords } from '../case/CaseRow.tsx'
import { useT } from '../i18n/language.ts'
import { KeyCap } from '../ui/Button.tsx'
import { readLine, type Order } from './command-line.ts'
import { deskVerbs } from './verbs.ts'

export type CommandBarHandle = { open: () => void }

type Props = {
  incidents: readonly IncidentState[]
  units: readonly BoardUnit[]
  selectedId: string | null
  onOrder: (order: Order) => void
  ref?: Ref<CommandBarHandle>
}

const HINTS = [
  ['p', 'police'],
  ['n', 'nonPolice'],
  ['d', 'dispatch'],
  ['a', 'best'],
  ['t', 'issueTicket'],
  ['m', 'map'],
  ['F2', 'newAlert'],
  ['?', 'help'],
] as const

/** The line at the bottom: everything the page can do, typed. Tab completes, Enter does it, Esc leaves. */
export function CommandBar({ incidents, units, selectedId, onOrder, ref }: Props) {
  const t = useT()
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState(-1)
  const verbs = useMemo(() => deskVerbs(t), [t])
  const line = useMemo(
    () =>
      isOpen
        ? readLine(text, {
            verbs,
            incidents,
            units,
            selectedId,
            wordsOf: (i) => `${i.summary ?? ''} ${placeWords(i, t)}`,
          })
        : { candidates: [], order: null },
    [isOpen, text, verbs, incidents, units, selectedId, t],
  )
  useImperativeHandle(ref, () => ({ open: () => input.current?.focus() }), [])

  const leave = (): void => {
    setText('')
    setOpen(false)
    setChosen(-1)
    input.current?.blur()
  }
  const give = (order: Order | null): void => {
    if (order === null) return
    leave()
    onOrder(order)
  }
  const take = (index: number): void => {
    const candidate = line.candidates[index]
    if (candidate === undefined) return
    setText(candidate.line)
    setChosen(-1)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return
    const { length } = line.candidates
    if (event.key === 'Escape') leave()
    else if (event.key === 'Tab' && length > 0 && !event.shiftKey) take(Math.max(chosen, 0))
    else if (event.key === 'ArrowDown' && length > 0) setChosen((chosen + 1) % length)
    else if (event.key === 'ArrowUp' && length > 0) setChosen((chosen - 1 + length) % length)
    else if (event.key === 'Enter') {
      const candidate = line.candidates[chosen]
      if (candidate?.order) give(candidate.order)
      else if (candidate) take(chosen)
      else if (line.order) give(line.order)
      else if (length === 1 && line.candidates[0]?.order) give(line.candidates[0].order)
      else take(0)
    } else return
    event.preventDefault()
  }

  return (
    <footer className="bar">
      {isOpen && line.candidates.length > 0 ? (
        <ul id={listId} className="bar__list" role="listbox" aria-label={t('desk.bar.choices')}>
          {line.candidates.map((candidate, i) => (
            <li
              key={candidate.id}
              id={`${listId}-${i}`}
              role="option"
              aria-selected={i === chosen}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => (candidate.order ? give(candidate.order) : take(i))}
            >
              <span>{candidate.label}</span>
              <small>{candidate.hint}</small>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="bar__line">
        <KeyCap>/</KeyCap>
        <input
          ref={input}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-label={t('desk.bar.label')}
          aria-expanded={isOpen && line.candidates.length > 0}
          aria-controls={isOpen && line.candidates.length > 0 ? listId : undefined}
          aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
          placeholder={t('desk.bar.placeholder')}
          value={text}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            setText(event.target.value)
            setChosen(-1)
          }}
          onKeyDown={onKeyDown}
        />
        {isOpen ? (
          <span className="bar__help">{t('desk.bar.help')}</span>
        ) : (
          <ul className="bar__keys" aria-hidden="true">
            {HINTS.map(([key, name]) => (
              <li key={key}>
                <KeyCap>{key}</KeyCap> {t(`desk.key.${name}`)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </footer>
  )
}
