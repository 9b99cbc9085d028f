import { useState } from 'react'
import { isMadeInside, mayHang, ORGANISATION_KINDS, type OrganisationKind } from '@liandong/shared/organisation/kind.ts'
import { peopleApi, type OrganisationRow } from '../../api/people.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import { ConflictNote } from '../kit/ConflictNote.tsx'
import { useEdit } from '../kit/use-edit.ts'
import { OrganisationSelect } from './OrganisationSelect.tsx'
import type { TreeRow } from './use-organisations.ts'

type Props = {
  /** Null makes a new one. */
  row: TreeRow | null
  under: TreeRow | null
  tree: readonly TreeRow[]
  onDone: () => void
  onClose: () => void
}

export function OrganisationDialog({ row, under, tree, onDone, onClose }: Props) {
  const t = useT()
  const language = useLanguage()
  const edit = useEdit<OrganisationRow>(row, onDone)
  const [kind, setKind] = useState<OrganisationKind>(under?.kind === 'village' ? 'grid' : 'department')
  const [name, setName] = useState(row?.name ?? '')
  const [phone, setPhone] = useState(row?.phone ?? '')
  const [parentId, setParentId] = useState(under?.id ?? tree.find((one) => one.kind === 'subdistrict')?.id ?? '')
  const { problem } = edit

  const save = async (at: number): Promise<void> => {
    const form = { name, phone: phone.trim() === '' ? null : phone }
    const send = () =>
      row
        ? peopleApi.editOrganisation(row.id, { ...form, version: at })
        : peopleApi.createOrganisation({ ...form, kind, parentId })
    if (await edit.run('organisation', send, t('people.organisations.saved', { name }), true)) onClose()
  }

  const words = (one: Pick<OrganisationRow, 'name' | 'phone'>) => [
    { label: t('people.organisation.name'), value: one.name },
    { label: t('people.organisation.phone'), value: one.phone ?? '' },
  ]

  return (
    <FormDialog
      title={row ? t('people.organisations.editTitle', { name: row.name }) : t('people.organisations.addTitle')}
      act={t(row ? 'people.people.save' : 'people.organisations.create')}
      isBusy={edit.busy !== null}
      problem={edit.rest}
      onSubmit={() => void save(edit.version)}
      onClose={onClose}
    >
      <div className="form-grid">
        <TextField
          label={t('people.organisation.name')}
          value={name}
          onChange={setName}
          error={fieldProblem(problem, '/name')}
          maxLength={50}
          isRequired
        />
        <TextField
          label={t('people.organisation.phone')}
          value={phone}
          onChange={setPhone}
          error={fieldProblem(problem, '/phone')}
          maxLength={30}
        />
        {row ? null : (
          <>
            <SelectField
              label={t('people.organisation.kind')}
              value={kind}
              onChange={(value) => setKind(value as OrganisationKind)}
              error={fieldProblem(problem, '/kind')}
            >
              {ORGANISATION_KINDS.filter((one) => isMadeInside(one.id)).map((one) => (
                <option key={one.id} value={one.id}>
                  {one[language]}
                </option>
              ))}
            </SelectField>
            <OrganisationSelect
              label={t('people.organisation.parent')}
              tree={tree}
              value={parentId}
              onChange={setParentId}
              error={fieldProblem(problem, '/parentId')}
              isOffered={(one) => mayHang(kind, one.kind)}
            />
          </>
        )}
      </div>
      <ConflictNote
        edit={edit}
        mine={words({ name, phone })}
        theirs={words}
        take={(present) => {
          setName(present.name)
          setPhone(present.phone ?? '')
        }}
        keep={save}
      />
    </FormDialog>
  )
}
