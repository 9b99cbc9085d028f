import { useCallback, useRef, useState } from 'react'
import type { CommandName } from '@liandong/shared/cases/incident/lifecycle.ts'
import { sendCommand, newKey, type CommandInput } from '../api/command.ts'
import { isWireFault, type Problem } from '../api/answer.ts'
import { getLanguage, useT } from '../i18n/language.ts'
import { problemWords } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'
import { actWord } from './act-words.ts'

export type RunCommand = <N extends CommandName>(
  name: N,
  body: CommandInput<N>,
  options?: RunOptions,
) => Promise<boolean>
type RunOptions = {
  /** The unit or thing the good news names. */ about?: string
  /** A dialog shows the problem itself. */ quiet?: boolean
  /** Another incident than the selected one: the command bar names its own. */ incidentId?: string
}

export type CommandRunner = {
  run: RunCommand
  /** The command under way: its button waits, the others stay. */
  busy: CommandName | null
  problem: Problem | null
  clear: () => void
}

/**
 * `useCommand` gives commands to one incident. Nothing on screen changes before the server has said so; what failed is
 * said loudly with what was kept. The same words sent again after a lost answer keep their key: done once, whatever
 * the wire does.
 */
export function useCommand(incidentId: string | null, onDone?: () => void): CommandRunner {
  const t = useT()
  const [busy, setBusy] = useState<CommandName | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const unanswered = useRef<{ print: string; key: string } | null>(null)
  const running = useRef(false)

  const run = useCallback<RunCommand>(
    async (name, body, { about, quiet = false, incidentId: named } = {}) => {
      const target = named ?? incidentId
      if (target === null || running.current) return false
      running.current = true
      setBusy(name)
      setProblem(null)
      const print = JSON.stringify([target, name, body])
      const key = unanswered.current?.print === print ? unanswered.current.key : newKey()
      const answer = await sendCommand(target, name, body, { key })
      running.current = false
      setBusy(null)
      if (answer.ok) {
        unanswered.current = null
        if (name !== 'attend')
          showToast({
            tone: 'done',
            what: about
              ? t('case.done.about', { act: actWord(t, name), about })
              : t('case.done.plain', { act: actWord(t, name) }),
          })
        onDone?.()
        return true
      }
      unanswered.current = isWireFault(answer.problem) ? { print, key } : null
      setProblem(answer.problem)
      if (!quiet) {
        showToast({
          tone: 'problem',
          what: t('ui.form.failed', { act: actWord(t, name), title: problemWords(answer.problem, t, getLanguage()) }),
          kept: t(isWireFault(answer.problem) ? 'ui.form.unsure' : 'case.failed.keptNothing'),
          todo: t(answer.problem.status === 409 ? 'case.failed.todoLook' : 'case.failed.todoAgain'),
        })
      }
      onDone?.()
      return false
    },
    [incidentId, onDone, t],
  )
  return { run, busy, problem, clear: () => setProblem(null) }
}
