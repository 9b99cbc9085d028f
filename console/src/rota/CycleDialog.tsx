import { useState } from 'react'
import { readDuty, writeDuty } from '@liandong/shared/people/import/cells.ts'
import type { DutyCycle } from '@liandong/shared/duty/roster.ts'
import type { RotaUnit } from '@liandong/shared/wire/duty.ts'
import type { Problem } from '../api/answer.ts'
import { rotaApi } from '../api/rota.ts'
import { formatDay } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { DateField } from '../ui/DateField.tsx'
import { TextField } from '../ui/fields.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { fieldProblem, withoutFields } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'

type Props = { unit: RotaUnit; onDone: () => void; onClose: () => void }

const REST = /^(休|休息|off)$/i

/** One line a day: hours as in the spreadsheet, or 休. Undefined where a line says neither. */
function readDays(text: string): DutyCycle['days'] | undefined {
  const days = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (REST.test(line) ? [] : readDuty(line)))
  return days.every((day) => day !== undefined) ? days : undefined
}

/** Days that come round (四班三运转): which day is the first, and what each of them is; nothing is the plan of every day. */
export function CycleDialog({ unit, onDone, onClose }: Props) {
  const t = useT()
  const [anchor, setAnchor] = useState(() => unit.cycle?.anchor ?? formatDay(Date.now()))
  const [text, setText] = useState(
    () => unit.cycle?.days.map((day) => (day.length === 0 ? '休' : writeDuty(day))).join('\n') ?? '',
  )
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const days = readDays(text)
  const send = async (): Promise<void> => {
    if (!days) return
    setBusy(true)
    const answer = await rotaApi.setCycle(unit.id, unit.version, days.length === 0 ? null : { anchor, days })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ tone: 'done', what: t('rota.cycle.done', { unit: unit.name }) })
    onDone()
    onClose()
  }
  return (
    <FormDialog
      title={t('rota.cycle.title', { unit: unit.name })}
      act={t('rota.cycle.save')}
      isBusy={isBusy}
      problem={withoutFields(problem)}
      isReady={days !== undefined}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <DateField
        label={t('rota.cycle.anchor')}
        value={anchor}
        onChange={setAnchor}
        error={fieldProblem(problem, '/cycle/anchor')}
      />
      <TextField
        label={t('rota.cycle.days')}
        value={text}
        onChange={setText}
        hint={t('rota.cycle.hint')}
        error={days === undefined ? t('rota.cycle.bad') : fieldProblem(problem, '/cycle/days')}
        isLong
      />
    </FormDialog>
  )
}
