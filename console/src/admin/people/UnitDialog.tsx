import { useState } from 'react'
import { FORCES, forceLabel } from '@liandong/shared/duty/force.ts'
import { EMPLOYMENTS, SKILLS, skillLabel, UNIT_KINDS } from '@liandong/shared/duty/skill.ts'
import type { UnitForm } from '@liandong/shared/people/forms.ts'
import { listOf, readDuty, writeDuty } from '@liandong/shared/people/import/cells.ts'
import { peopleApi, type UnitRow } from '../../api/people.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { CheckField, ChoiceField, SelectField, TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import { ConflictNote } from '../kit/ConflictNote.tsx'
import { useEdit } from '../kit/use-edit.ts'
import { OrganisationSelect } from './OrganisationSelect.tsx'
import type { Organisations } from './use-organisations.ts'

type Props = {
  /** Null puts a new one on the roster. */
  unit: UnitRow | null
  organisations: Organisations
  onDone: () => void
  onClose: () => void
}

/** As it is typed: lists and hours are text until they are sent. */
type Typed = Omit<UnitForm, 'callSign' | 'phone' | 'duty' | 'members' | 'equipment'> & {
  callSign: string
  phone: string
  duty: string
  members: string
  equipment: string
}

const NEW: Typed = {
  name: '',
  kind: 'person',
  force: 'grid',
  employment: 'full',
  tier: 1,
  skills: [],
  organisationId: '',
  callSign: '',
  phone: '',
  duty: '08:00-20:00',
  members: '',
  equipment: '',
}

const toTyped = (unit: UnitRow): Typed => ({
  name: unit.name,
  kind: unit.kind,
  force: unit.force,
  employment: unit.employment,
  tier: unit.tier,
  skills: unit.skills,
  organisationId: unit.organisationId,
  callSign: unit.callSign,
  phone: unit.phone ?? '',
  duty: writeDuty(unit.duty),
  members: unit.members.join('、'),
  equipment: unit.equipment.join('、'),
})

export function UnitDialog({ unit, organisations, onDone, onClose }: Props) {
  const t = useT()
  const language = useLanguage()
  const edit = useEdit<UnitRow>(unit, onDone)
  const [typed, setTyped] = useState(unit ? toTyped(unit) : NEW)
  const { problem } = edit
  const set = (more: Partial<Typed>): void => setTyped((known) => ({ ...known, ...more }))
  const duty = readDuty(typed.duty.trim())
  const error = (field: string): string | undefined =>
    fieldProblem(problem, `/${field}`) ?? problem?.errors?.find((one) => one.pointer.startsWith(`/${field}/`))?.message

  const save = async (at: number): Promise<void> => {
    if (!duty) return
    const form: UnitForm = {
      ...typed,
      callSign: typed.callSign.trim() === '' ? null : typed.callSign,
      phone: typed.phone.trim() === '' ? null : typed.phone,
      duty,
      members: typed.kind === 'team' ? listOf(typed.members) : [],
      equipment: typed.kind === 'vehicle' ? listOf(typed.equipment) : [],
    }
    const send = () => (unit ? peopleApi.editUnit(unit.id, { ...form, version: at }) : peopleApi.createUnit(form))
    if (await edit.run('unit', send, t('people.units.saved', { name: typed.name }), true)) onClose()
  }

  const words = (one: Typed) => [
    { label: t('people.units.name'), value: one.name },
    { label: t('people.units.force'), value: forceLabel(one.force)[language] },
    { label: t('people.units.tier'), value: String(one.tier) },
    { label: t('people.organisation'), value: organisations.nameOf(one.organisationId) },
    { label: t('people.units.skills'), value: one.skills.join('、') },
    { label: t('people.units.callSign'), value: one.callSign },
    { label: t('people.units.phone'), value: one.phone },
    { label: t('people.units.duty'), value: one.duty },
    { label: t('people.units.members'), value: one.members },
    { label: t('people.units.equipment'), value: one.equipment },
  ]

  return (
    <FormDialog
      title={unit ? t('people.units.editTitle', { name: unit.name }) : t('people.units.addTitle')}
      act={t(unit ? 'people.people.save' : 'people.units.create')}
      isBusy={edit.busy !== null}
      problem={edit.rest}
      isReady={duty !== undefined}
      onSubmit={() => void save(edit.version)}
      onClose={onClose}
    >
      <div className="form-grid">
        <TextField
          label={t('people.units.name')}
          value={typed.name}
          onChange={(name) => set({ name })}
          error={error('name')}
          maxLength={50}
          isRequired
        />
        <TextField
          label={t('people.units.phone')}
          value={typed.phone}
          onChange={(phone) => set({ phone })}
          error={error('phone')}
          maxLength={30}
        />
        <ChoiceField
          label={t('people.units.kind')}
          value={typed.kind}
          options={UNIT_KINDS.map((one) => ({ value: one.id, label: one[language] }))}
          onChange={(kind) => set({ kind })}
        />
        <ChoiceField
          label={t('people.units.employment')}
          value={typed.employment}
          options={EMPLOYMENTS.map((one) => ({ value: one.id, label: one[language] }))}
          onChange={(employment) => set({ employment })}
        />
        <SelectField
          label={t('people.units.force')}
          value={typed.force}
          onChange={(force) => set({ force: force as UnitForm['force'] })}
          error={error('force')}
        >
          {FORCES.map((one) => (
            <option key={one.id} value={one.id}>
              {one[language]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('people.units.tier')}
          value={String(typed.tier)}
          onChange={(tier) => set({ tier: Number(tier) as UnitForm['tier'] })}
        >
          {([1, 2, 3] as const).map((tier) => (
            <option key={tier} value={tier}>
              {t(`people.units.tier.${tier}`)}
            </option>
          ))}
        </SelectField>
        <OrganisationSelect
          label={t('people.organisation')}
          tree={organisations.tree ?? []}
          value={typed.organisationId}
          onChange={(organisationId) => set({ organisationId })}
          error={error('organisationId')}
        />
        <TextField
          label={t('people.units.callSign')}
          value={typed.callSign}
          onChange={(callSign) => set({ callSign })}
          hint={t('people.units.callSign.hint')}
          error={error('callSign')}
          maxLength={53}
        />
        <TextField
          label={t('people.units.duty')}
          value={typed.duty}
          onChange={(text) => set({ duty: text })}
          hint={t('people.units.duty.hint')}
          error={duty === undefined ? t('people.units.duty.bad') : error('duty')}
          maxLength={100}
        />
        <fieldset className="field form-grid__wide">
          <legend>{t('people.units.skills')}</legend>
          <div className="check-row">
            {SKILLS.map((skill) => (
              <CheckField
                key={skill}
                label={skillLabel(skill)[language]}
                checked={typed.skills.includes(skill)}
                onChange={(isOn) =>
                  set({ skills: SKILLS.filter((one) => (one === skill ? isOn : typed.skills.includes(one))) })
                }
              />
            ))}
          </div>
        </fieldset>
        {typed.kind === 'person' ? null : (
          <div className="form-grid__wide">
            <TextField
              label={t(typed.kind === 'team' ? 'people.units.members' : 'people.units.equipment')}
              value={typed.kind === 'team' ? typed.members : typed.equipment}
              onChange={(text) => set(typed.kind === 'team' ? { members: text } : { equipment: text })}
              hint={t(typed.kind === 'team' ? 'people.units.members.hint' : 'people.units.equipment.hint')}
              error={error(typed.kind === 'team' ? 'members' : 'equipment')}
              maxLength={800}
            />
          </div>
        )}
      </div>
      <ConflictNote
        edit={edit}
        mine={words(typed)}
        theirs={(present) => words(toTyped(present))}
        take={(present) => setTyped(toTyped(present))}
        keep={save}
      />
    </FormDialog>
  )
}
