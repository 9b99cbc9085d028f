import { useEffect, useState } from 'react'
import { PURPOSES, ROOM_PURPOSES } from '@liandong/shared/centres/purpose.ts'
import type { Centre } from '@liandong/shared/wire/centre.ts'
import { centresApi } from '../../api/centres.ts'
import { peopleApi, type AccountRow } from '../../api/people.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { ChoiceField, TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import { ConflictNote } from '../kit/ConflictNote.tsx'
import { RowsField } from './RowsField.tsx'
import { useEdit } from '../kit/use-edit.ts'
import { OrganisationSelect } from '../people/OrganisationSelect.tsx'
import type { TreeRow } from '../people/use-organisations.ts'
import { NEW_CENTRE, toForm, toTyped, type TypedCentre } from './centre-form.ts'

type Props = {
  /** Null makes a new one. */
  centre: Centre | null
  tree: readonly TreeRow[]
  /** Organisations that have a centre already. */
  taken: readonly string[]
  onDone: () => void
  onClose: () => void
}

/** Whoever may sit at a window, read once: there are few. */
function useStaff(): readonly AccountRow[] {
  const [staff, setStaff] = useState<readonly AccountRow[]>([])
  useEffect(() => {
    let isGone = false
    void (async () => {
      const found: AccountRow[] = []
      for (const role of ['mediator', 'petition', 'operator', 'leader']) {
        const answer = await peopleApi.accounts({ role, state: 'active' })
        if (answer.ok) found.push(...answer.value.items)
      }
      if (!isGone) setStaff(found)
    })()
    return () => {
      isGone = true
    }
  }, [])
  return staff
}

export function CentreDialog({ centre, tree, taken, onDone, onClose }: Props) {
  const t = useT()
  const language = useLanguage()
  const edit = useEdit<Centre>(centre, onDone)
  const staff = useStaff()
  const [typed, setTyped] = useState(centre ? toTyped(centre) : NEW_CENTRE)
  const { problem } = edit
  const set = (more: Partial<TypedCentre>): void => setTyped((known) => ({ ...known, ...more }))
  const form = toForm(typed)
  const grids = tree.filter((row) => row.kind === 'grid' && row.place?.parentId === typed.organisationId)
  const name = tree.find((row) => row.id === typed.organisationId)?.name ?? centre?.name ?? ''
  /** What is wrong with a row of a list: `/phones/0` is of a text, `/rooms/0/name` of a field. */
  const errorOf = (list: string) => (row?: number, key?: string) =>
    row === undefined
      ? fieldProblem(problem, `/${list}`)
      : (fieldProblem(problem, `/${list}/${row}/${key}`) ??
        (key === 'number' ? fieldProblem(problem, `/${list}/${row}`) : undefined))

  const save = async (at: number): Promise<void> => {
    if (!form) return
    const send = () =>
      centre ? centresApi.edit(centre.id, { ...form, version: at }) : centresApi.create(typed.organisationId, form)
    if (await edit.run('centre', send, t('centres.admin.saved', { name }), true)) onClose()
  }

  const words = (one: TypedCentre) => [
    { label: t('centres.address'), value: one.address },
    { label: t('centres.phones'), value: one.phones.map((row) => row.number).join('、') },
    { label: t('centres.admin.capacity'), value: one.capacity },
    { label: t('centres.hours'), value: one.hours },
    {
      label: t('centres.microCourt'),
      value: [t(`centres.admin.court.${one.hasCourt}`), one.courtName, one.judge, one.courtPhone]
        .filter(Boolean)
        .join(' '),
    },
    { label: t('centres.admin.row.agent'), value: one.agents.map((row) => `${row.name} ${row.phone}`).join('、') },
    { label: t('centres.admin.row.room'), value: one.rooms.map((row) => `${row.name} ${row.seats}`).join('、') },
    { label: t('centres.admin.row.window'), value: one.windows.map((row) => `${row.number} ${row.name}`).join('、') },
  ]
  const rowsWords = (row: 'phone' | 'agent' | 'room' | 'window') => {
    const label = t(`centres.admin.row.${row}`)
    return {
      label,
      addWords: t('centres.admin.rows.add', { name: label }),
      removeWords: (n: number) => t('centres.admin.rows.remove', { name: label, n }),
    }
  }

  return (
    <FormDialog
      title={centre ? t('centres.admin.editTitle', { name: centre.name }) : t('centres.admin.addTitle')}
      act={t('people.people.save')}
      isBusy={edit.busy !== null}
      problem={edit.rest}
      isReady={form !== undefined}
      onSubmit={() => void save(edit.version)}
      onClose={onClose}
    >
      <div className="form-grid">
        {centre ? null : (
          <OrganisationSelect
            label={t('centres.admin.of')}
            tree={tree}
            value={typed.organisationId}
            onChange={(organisationId) => set({ organisationId })}
            error={fieldProblem(problem, '/organisationId')}
            isOffered={(row) => (row.kind === 'village' || row.kind === 'subdistrict') && !taken.includes(row.id)}
          />
        )}
        <TextField
          label={t('centres.address')}
          value={typed.address}
          onChange={(address) => set({ address })}
          error={fieldProblem(problem, '/address')}
          maxLength={100}
          isRequired
        />
        <TextField
          label={t('centres.hours')}
          value={typed.hours}
          onChange={(hours) => set({ hours })}
          hint={t('people.units.duty.hint')}
          error={form === undefined ? t('people.units.duty.bad') : fieldProblem(problem, '/hours')}
          maxLength={100}
        />
        <TextField
          label={t('centres.admin.capacity')}
          value={typed.capacity}
          onChange={(capacity) => set({ capacity })}
          error={fieldProblem(problem, '/capacity')}
          maxLength={5}
        />
        <RowsField
          {...rowsWords('phone')}
          rows={typed.phones}
          cells={[{ key: 'number', label: t('centres.admin.col.phone') }]}
          blank={{ number: '' }}
          onChange={(phones) => set({ phones })}
          error={errorOf('phones')}
        />
        <div className="form-grid__wide">
          <ChoiceField
            label={t('centres.microCourt')}
            value={typed.hasCourt}
            options={(['court', 'none'] as const).map((value) => ({ value, label: t(`centres.admin.court.${value}`) }))}
            onChange={(hasCourt) => set({ hasCourt })}
          />
        </div>
        {typed.hasCourt === 'court' ? (
          <>
            <TextField
              label={t('centres.admin.courtName')}
              value={typed.courtName}
              onChange={(courtName) => set({ courtName })}
              error={fieldProblem(problem, '/microCourt/name')}
              maxLength={50}
            />
            <TextField
              label={t('centres.admin.judge')}
              value={typed.judge}
              onChange={(judge) => set({ judge })}
              error={fieldProblem(problem, '/microCourt/judge')}
              maxLength={50}
            />
            <TextField
              label={t('centres.admin.courtPhone')}
              value={typed.courtPhone}
              onChange={(courtPhone) => set({ courtPhone })}
              error={fieldProblem(problem, '/microCourt/phone')}
              maxLength={30}
            />
          </>
        ) : null}
        <RowsField
          {...rowsWords('agent')}
          rows={typed.agents}
          cells={[
            { key: 'name', label: t('centres.admin.col.person') },
            { key: 'phone', label: t('centres.admin.col.phone') },
            {
              key: 'gridId',
              label: t('centres.admin.col.grid'),
              options: [
                { value: '', label: t('centres.admin.col.gridNone') },
                ...grids.map((grid) => ({ value: grid.id, label: grid.name })),
              ],
            },
          ]}
          blank={{ name: '', phone: '', gridId: '' }}
          onChange={(agents) => set({ agents })}
          error={errorOf('agents')}
        />
        <RowsField
          {...rowsWords('room')}
          rows={typed.rooms}
          cells={[
            { key: 'name', label: t('centres.admin.col.name') },
            {
              key: 'purpose',
              label: t('centres.admin.col.purpose'),
              options: ROOM_PURPOSES.map((one) => ({ value: one.id, label: one[language] })),
            },
            { key: 'seats', label: t('centres.admin.col.seats'), isNarrow: true },
          ]}
          blank={{ id: '', name: '', purpose: 'mediation', seats: '8' }}
          onChange={(rooms) => set({ rooms })}
          error={errorOf('rooms')}
        />
        <RowsField
          {...rowsWords('window')}
          rows={typed.windows}
          cells={[
            { key: 'number', label: t('centres.admin.col.number'), isNarrow: true },
            { key: 'name', label: t('centres.admin.col.name') },
            {
              key: 'purpose',
              label: t('centres.admin.col.business'),
              options: PURPOSES.map((one) => ({ value: one.id, label: one[language] })),
            },
            {
              key: 'accountId',
              label: t('centres.admin.col.account'),
              options: [
                { value: '', label: t('centres.admin.col.accountNone') },
                ...staff.map((one) => ({ value: one.id, label: one.name })),
                ...seatedElsewhere(centre, staff),
              ],
            },
          ]}
          blank={{ id: '', number: String(typed.windows.length + 1), name: '', purpose: 'general', accountId: '' }}
          onChange={(windows) => set({ windows })}
          error={errorOf('windows')}
        />
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

/** Who sits at a window and is not among those who may be chosen: named, so that saving does not move them. */
const seatedElsewhere = (centre: Centre | null, staff: readonly AccountRow[]) =>
  (centre?.windows ?? []).flatMap(({ accountId, accountName }) =>
    accountId === null || staff.some((one) => one.id === accountId)
      ? []
      : [{ value: accountId, label: accountName ?? accountId }],
  )
