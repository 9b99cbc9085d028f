import { useState } from 'react'
import type { CommandInput } from '../../api/command.ts'
import { useT } from '../../i18n/language.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { QuickWords, TextField } from '../../ui/fields.tsx'
import { some, type CaseDialogProps } from './dialog-props.ts'

type Name = 'transferPolice' | 'note' | 'close' | 'reopen' | 'decline' | 'arrive' | 'depart'

type Form = {
  field: 'reason' | 'text' | 'manualReason' | 'delayReason'
  isRequired: boolean
  label: MessageKey
  note?: MessageKey
  quick: readonly MessageKey[]
}

/** The commands that take one text; which one, and whether they must. */
const FORMS: Record<Name, Form> = {
  transferPolice: {
    field: 'reason',
    isRequired: false,
    label: 'case.reason.optional',
    note: 'case.transferPolice.note',
    quick: ['case.quick.injury', 'case.quick.weapon', 'case.quick.crime'],
  },
  note: {
    field: 'text',
    isRequired: true,
    label: 'case.note.text',
    quick: ['case.quick.calledBack', 'case.quick.noAnswer', 'case.quick.toldUnit'],
  },
  close: { field: 'text', isRequired: false, label: 'case.close.text', note: 'case.close.note', quick: [] },
  reopen: {
    field: 'reason',
    isRequired: true,
    label: 'case.reason.required',
    quick: ['case.quick.again', 'case.quick.notSettled', 'case.quick.closedByMistake'],
  },
  decline: {
    field: 'reason',
    isRequired: true,
    label: 'case.decline.reason',
    note: 'case.radio.note',
    quick: ['case.quick.elsewhere', 'case.quick.tooFar', 'case.quick.broken'],
  },
  depart: {
    field: 'delayReason',
    isRequired: false,
    label: 'case.depart.delay',
    note: 'case.radio.note',
    quick: ['case.quick.jam', 'case.quick.wrongAddress'],
  },
  arrive: {
    field: 'manualReason',
    isRequired: true,
    label: 'case.arrive.reason',
    note: 'case.arrive.note',
    quick: ['case.quick.byRadio', 'case.quick.byPhone', 'case.quick.phoneDead'],
  },
}

export function TextDialog({
  name,
  detail,
  runner,
  dispatchId,
  text: begin,
  onClose,
}: CaseDialogProps & { name: Name }) {
  const t = useT()
  const form = FORMS[name]
  const [text, setText] = useState(begin ?? (name === 'arrive' ? t('case.quick.byRadio') : ''))
  const act = t(`case.act.${name}`)
  const unit = detail.dispatches.find((d) => d.id === dispatchId)?.unit.name
  const submit = async () => {
    const body = {
      ...some(form.field, text),
      ...(dispatchId && name !== 'note' ? { dispatchId } : {}),
    } as CommandInput<Name>
    if (await runner.run(name, body, { quiet: true, ...(unit ? { about: unit } : {}) })) onClose()
  }
  return (
    <FormDialog
      title={`${act} · ${unit ?? detail.no}`}
      act={act}
      isBusy={runner.busy === name}
      problem={runner.problem}
      isReady={!form.isRequired || text.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {form.note ? <p className="form-dialog__note">{t(form.note)}</p> : null}
      <TextField
        label={t(form.label)}
        value={text}
        onChange={setText}
        isLong
        isRequired={form.isRequired}
        maxLength={form.field === 'text' ? 2_000 : form.field === 'reason' ? 500 : 200}
        autoFocus
      />
      {form.quick.length > 0 ? <QuickWords words={form.quick.map((key) => t(key))} onPick={setText} /> : null}
    </FormDialog>
  )
}
