import { useEffect, useState } from 'react'
import { ROLES, type Role } from '@liandong/shared/access/actor.ts'
import { mayChangeRole, mayGrant } from '@liandong/shared/access/grants.ts'
import { ON_ROTA } from '@liandong/shared/people/account-rules.ts'
import { peopleApi, type AccountRow, type OneTimePassword, type UnitRow } from '../../api/people.ts'
import { useUser } from '../../api/session-store.ts'
import { useT } from '../../i18n/language.ts'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import { ConflictNote } from '../kit/ConflictNote.tsx'
import { useEdit } from '../kit/use-edit.ts'
import { OrganisationSelect } from './OrganisationSelect.tsx'
import type { Organisations } from './use-organisations.ts'

type Props = {
  /** Null makes a new one. */
  account: AccountRow | null
  organisations: Organisations
  onDone: () => void
  onPassword: (made: OneTimePassword) => void
  onClose: () => void
}

export function PersonDialog({ account, organisations, onDone, onPassword, onClose }: Props) {
  const t = useT()
  const me = useUser()
  const edit = useEdit<AccountRow>(account, onDone)
  const [username, setUsername] = useState('')
  const [name, setName] = useState(account?.name ?? '')
  const [role, setRole] = useState<Role | ''>(account?.role ?? '')
  const [organisationId, setOrganisationId] = useState(account?.organisationId ?? '')
  const [unitId, setUnitId] = useState(account?.unitId ?? '')
  const units = useUnits(role === 'responder')
  const { problem } = edit
  const unitName = (id: string | null): string => units.find((one) => one.id === id)?.name ?? id ?? ''
  const offered = ROLES.filter((one) =>
    account ? one === account.role || mayChangeRole(me.role, account.role, one) : mayGrant(me.role, one),
  )

  const save = async (at: number): Promise<void> => {
    const form = {
      name,
      role: role as Role,
      organisationId,
      unitId: ON_ROTA.includes(role as Role) ? unitId || null : null,
    }
    let made: OneTimePassword | undefined
    const send = async () => {
      if (account) return peopleApi.editAccount(account.id, { ...form, version: at })
      const answer = await peopleApi.createAccount({ ...form, username })
      if (answer.ok) made = { username, name, password: answer.value.password }
      return answer
    }
    if (!(await edit.run('person', send, t('people.people.saved', { name }), true))) return
    onClose()
    if (made) onPassword(made)
  }

  const words = (one: Pick<AccountRow, 'name' | 'organisationId' | 'unitId'> & { role: Role | '' }) => [
    { label: t('people.name'), value: one.name },
    { label: t('people.role'), value: one.role === '' ? '' : t(`vocab.role.${one.role}`) },
    { label: t('people.organisation'), value: organisations.nameOf(one.organisationId) },
    { label: t('people.unit'), value: unitName(one.unitId) },
  ]

  return (
    <FormDialog
      title={account ? t('people.people.editTitle', { name: account.name }) : t('people.people.addTitle')}
      act={t(account ? 'people.people.save' : 'people.people.create')}
      isBusy={edit.busy !== null}
      problem={edit.rest}
      onSubmit={() => void save(edit.version)}
      onClose={onClose}
    >
      <div className="form-grid">
        {account ? null : (
          <TextField
            label={t('people.username')}
            value={username}
            onChange={setUsername}
            hint={t('people.username.hint')}
            error={fieldProblem(problem, '/username')}
            maxLength={32}
            isRequired
          />
        )}
        <TextField
          label={t('people.name')}
          value={name}
          onChange={setName}
          error={fieldProblem(problem, '/name')}
          maxLength={50}
          isRequired
        />
        <SelectField
          label={t('people.role')}
          value={role}
          onChange={(value) => setRole(value as Role)}
          error={fieldProblem(problem, '/role')}
        >
          {account ? null : <option value="" />}
          {offered.map((one) => (
            <option key={one} value={one}>
              {t(`vocab.role.${one}`)}
            </option>
          ))}
        </SelectField>
        <OrganisationSelect
          label={t('people.organisation')}
          tree={organisations.tree ?? []}
          value={organisationId}
          onChange={setOrganisationId}
          error={fieldProblem(problem, '/organisationId')}
        />
        {ON_ROTA.includes(role as Role) ? (
          <SelectField
            label={t('people.unit')}
            value={unitId}
            onChange={setUnitId}
            error={fieldProblem(problem, '/unitId')}
          >
            <option value="">{t('people.unit.choose')}</option>
            {units
              .filter((unit) => (unit.kind === 'seat') === (role !== 'responder'))
              .map((unit) => (
                <option key={unit.id} value={unit.id}>
                  {`${unit.name} · ${organisations.nameOf(unit.organisationId)}`}
                </option>
              ))}
          </SelectField>
        ) : null}
      </div>
      {account ? <p className="form-dialog__note">{t('people.people.endsSessions')}</p> : null}
      <ConflictNote
        edit={edit}
        mine={words({ name, role, organisationId, unitId })}
        theirs={words}
        take={(present) => {
          setName(present.name)
          setRole(present.role)
          setOrganisationId(present.organisationId)
          setUnitId(present.unitId ?? '')
        }}
        keep={save}
      />
    </FormDialog>
  )
}

/** The units a responder can belong to, read once somebody is to be one. */
function useUnits(isWanted: boolean): readonly UnitRow[] {
  const [units, setUnits] = useState<readonly UnitRow[]>([])
  useEffect(() => {
    if (!isWanted) return undefined
    let isCurrent = true
    void (async () => {
      const all: UnitRow[] = []
      for (let cursor: string | undefined; ;) {
        const answer = await peopleApi.units({ cursor })
        if (!isCurrent || !answer.ok) return
        all.push(...answer.value.items)
        if (answer.value.nextCursor === null) return setUnits(all)
        cursor = answer.value.nextCursor
      }
    })()
    return () => {
      isCurrent = false
    }
  }, [isWanted])
  return units
}
