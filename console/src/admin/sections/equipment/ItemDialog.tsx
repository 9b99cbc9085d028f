import { useState } from 'react'
import type { EquipmentForm } from '@liandong/shared/equipment/forms.ts'
import { EQUIPMENT_CATEGORIES, type EquipmentCategory } from '@liandong/shared/equipment/ledger.ts'
import type { EquipmentView } from '@liandong/shared/wire/equipment.ts'
import { equipmentApi } from '../../../api/equipment.ts'
import { useT, type Translate } from '../../../i18n/language.ts'
import { FormDialog } from '../../../ui/FormDialog.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { fieldProblem } from '../../../ui/problem-words.ts'
import { ConflictNote, type Said } from '../../kit/ConflictNote.tsx'
import { useEdit } from '../../kit/use-edit.ts'
import { OrganisationSelect } from '../../people/OrganisationSelect.tsx'
import { useOrganisations } from '../../people/use-organisations.ts'
import '../../people/people.css'

type Typed = Record<'name' | 'serial' | 'quantity' | 'organisationId' | 'place', string> & {
  category: EquipmentCategory
}

const toTyped = (item: EquipmentView | null): Typed => ({
  category: item?.category ?? 'recorder',
  name: item?.name ?? '',
  serial: item?.serial ?? '',
  quantity: String(item?.quantity ?? 1),
  organisationId: item?.organisationId ?? '',
  place: item?.place ?? '',
})

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** An item of the ledger, new or as it stands. */
export function ItemDialog({
  item,
  onDone,
  onClose,
}: {
  item: EquipmentView | null
  onDone: () => void
  onClose: () => void
}) {
  const t = useT()
  const organisations = useOrganisations()
  const edit = useEdit(item, onDone)
  const [typed, setTyped] = useState(() => toTyped(item))
  const set = (change: Partial<Typed>) => setTyped((old) => ({ ...old, ...change }))
  const quantity = Number(typed.quantity)
  const isWhole = Number.isInteger(quantity) && quantity >= 1
  const form: EquipmentForm = {
    ...typed,
    name: typed.name.trim() || t(`equipment.category.${typed.category}`),
    serial: orNull(typed.serial),
    place: orNull(typed.place),
    quantity: typed.serial.trim() === '' ? quantity : 1,
  }
  const send = async (version: number): Promise<void> => {
    const request = () => (item === null ? equipmentApi.add(form) : equipmentApi.change(item.id, version, form))
    if (await edit.run('save', request, t(item === null ? 'equipment.added' : 'equipment.saved'), true)) onClose()
  }
  const error = (pointer: string) => fieldProblem(edit.problem, pointer)
  return (
    <FormDialog
      title={t(item === null ? 'equipment.add' : 'equipment.edit')}
      act={t('equipment.save')}
      isBusy={edit.busy !== null}
      problem={edit.rest}
      isReady={typed.organisationId !== '' && isWhole}
      onSubmit={() => void send(edit.version)}
      onClose={onClose}
    >
      <SelectField
        label={t('equipment.category')}
        value={typed.category}
        onChange={(category) => set({ category: category as EquipmentCategory })}
      >
        {EQUIPMENT_CATEGORIES.map((category) => (
          <option key={category} value={category}>
            {t(`equipment.category.${category}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('equipment.name')}
        value={typed.name}
        onChange={(name) => set({ name })}
        error={error('/name')}
        maxLength={50}
      />
      <TextField
        label={t('equipment.serial')}
        value={typed.serial}
        onChange={(serial) => set({ serial })}
        hint={t('equipment.serial.hint')}
        error={error('/serial')}
        maxLength={40}
      />
      {typed.serial.trim() === '' ? (
        <TextField
          label={t('equipment.quantity')}
          value={typed.quantity}
          onChange={(text) => set({ quantity: text })}
          error={isWhole ? error('/quantity') : t('equipment.quantity.bad')}
          maxLength={4}
        />
      ) : null}
      <OrganisationSelect
        label={t('equipment.organisation')}
        tree={organisations.tree ?? []}
        value={typed.organisationId}
        onChange={(organisationId) => set({ organisationId })}
        error={error('/organisationId')}
      />
      <TextField
        label={t('equipment.place')}
        value={typed.place}
        onChange={(place) => set({ place })}
        error={error('/place')}
        maxLength={50}
      />
      <ConflictNote
        edit={edit}
        mine={saidOf(typed, organisations.nameOf, t)}
        theirs={(present) => saidOf(toTyped(present), organisations.nameOf, t)}
        take={(present) => setTyped(toTyped(present))}
        keep={send}
      />
    </FormDialog>
  )
}

const saidOf = (typed: Typed, nameOf: (id: string) => string, t: Translate): Said[] => [
  { label: t('equipment.category'), value: t(`equipment.category.${typed.category}`) },
  { label: t('equipment.name'), value: typed.name },
  { label: t('equipment.serial'), value: typed.serial },
  { label: t('equipment.quantity'), value: typed.quantity },
  { label: t('equipment.organisation'), value: typed.organisationId === '' ? '' : nameOf(typed.organisationId) },
  { label: t('equipment.place'), value: typed.place },
]
