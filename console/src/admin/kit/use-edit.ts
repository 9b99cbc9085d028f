import { useState } from 'react'
import type { Problem } from '../../api/answer.ts'
import { withoutFields } from '../../ui/problem-words.ts'
import { useChange, type Change } from './use-change.ts'

type Versioned = { version: number }

/** A form of one thing that somebody else may change meanwhile. */
export type Edit<Row extends Versioned> = Change & {
  /** What the form stands on: what was read, or what was taken or kept since; null where it makes a new one. */
  known: Row | null
  /** Its version; 0 where it makes a new one. */
  version: number
  /** What stands there now, when somebody else was first. */
  present: Row | null
  /** What is to be said below the form: not what stands at a field, nor in the note of who was first. */
  rest: Problem | null
  standOn: (row: Row) => void
}

export function useEdit<Row extends Versioned>(row: Row | null, onDone: () => void): Edit<Row> {
  const change = useChange(onDone)
  const [known, setKnown] = useState(row)
  const { problem } = change
  const present = problem?.code === 'versionConflict' ? ((problem.facts.present as Row | undefined) ?? null) : null
  return {
    ...change,
    known,
    version: known?.version ?? 0,
    present,
    rest: present ? null : withoutFields(problem),
    standOn: setKnown,
  }
}
