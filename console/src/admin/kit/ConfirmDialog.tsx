import type { ReactNode } from 'react'
import type { Problem } from '../../api/answer.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { HangingNote } from './HangingNote.tsx'

type Props = {
  title: string
  text: string
  act: string
  isBusy: boolean
  problem: Problem | null
  isDanger?: boolean
  onConfirm: () => void
  onClose: () => void
  children?: ReactNode
}

/** One act that cannot be taken back lightly: what it does in a sentence, and the act as a button. */
export function ConfirmDialog({ text, onConfirm, children, ...rest }: Props) {
  return (
    <FormDialog {...rest} onSubmit={onConfirm}>
      <p className="form-dialog__note">{text}</p>
      {children}
      <HangingNote problem={rest.problem} />
    </FormDialog>
  )
}
