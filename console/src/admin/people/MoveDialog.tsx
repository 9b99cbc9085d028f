import { useState } from 'react'
import { mayHang } from '@liandong/shared/organisation/kind.ts'
import { peopleApi } from '../../api/people.ts'
import { useT } from '../../i18n/language.ts'
import { DateField } from '../../ui/DateField.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem, withoutFields } from '../../ui/problem-words.ts'
import { useChange } from '../kit/use-change.ts'
import { OrganisationSelect } from './OrganisationSelect.tsx'
import { toInstant } from './day.ts'
import type { Organisations, TreeRow } from './use-organisations.ts'

type Props = { row: TreeRow; organisations: Organisations; onClose: () => void }

/** Hangs it elsewhere from a day on; who was second reads the tree anew behind the dialog and decides again. */
export function MoveDialog({ row, organisations, onClose }: Props) {
  const t = useT()
  const change = useChange(organisations.reload)
  const [parentId, setParentId] = useState('')
  const [day, setDay] = useState('')
  const { problem } = change
  const save = async (): Promise<void> => {
    const at = toInstant(day)
    const send = () => peopleApi.moveOrganisation(row.id, { version: row.version, parentId, ...(at ? { at } : {}) })
    if (await change.run('move', send, t('people.organisation.moved', { name: row.name }), true)) onClose()
    else organisations.reload()
  }
  return (
    <FormDialog
      title={t('people.organisation.moveTitle', { name: row.name })}
      act={t('people.organisation.move')}
      isBusy={change.busy !== null}
      problem={withoutFields(problem)}
      isReady={parentId !== ''}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <p className="form-dialog__note">{t('people.organisation.moveText')}</p>
      <div className="form-grid">
        <OrganisationSelect
          label={t('people.organisation.parent')}
          tree={organisations.tree ?? []}
          value={parentId}
          onChange={setParentId}
          error={fieldProblem(problem, '/parentId')}
          isOffered={(one) => mayHang(row.kind, one.kind) && one.id !== row.place?.parentId}
        />
        <DateField
          label={t('people.organisation.moveAt')}
          value={day}
          onChange={setDay}
          hint={t('people.organisation.moveAt.hint')}
          error={fieldProblem(problem, '/at')}
        />
      </div>
    </FormDialog>
  )
}
