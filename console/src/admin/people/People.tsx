import { useState } from 'react'
import { ROLES } from '@liandong/shared/access/actor.ts'
import { mayDisable, mayGrant } from '@liandong/shared/access/grants.ts'
import { peopleApi, type AccountRow, type ListState, type OneTimePassword } from '../../api/people.ts'
import { useUser } from '../../api/session-store.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { Filters, usePaused } from '../kit/Filters.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { useChange } from '../kit/use-change.ts'
import { usePages } from '../kit/use-pages.ts'
import { PasswordDialog } from './PasswordDialog.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { StateSelect } from './StateSelect.tsx'
import { useOrganisations } from './use-organisations.ts'
import './people.css'

type Open =
  | { what: 'edit'; account: AccountRow | null }
  | { what: 'disable' | 'reset'; account: AccountRow }
  | { what: 'password'; made: OneTimePassword }

/** Who may sign in, as what: to find, to make, to change, to take the right away and give it back. */
export function People() {
  const t = useT()
  const me = useUser()
  const [q, setQ] = useState('')
  const [role, setRole] = useState('')
  const [state, setState] = useState<ListState>('active')
  const [open, setOpen] = useState<Open | null>(null)
  const sought = usePaused(q)
  const organisations = useOrganisations()
  const people = usePages(
    (cursor) => peopleApi.accounts({ cursor, q: sought, role, state }),
    [sought, role, state].join('|'),
  )
  const change = useChange(people.reload)
  const close = (): void => {
    change.clear()
    setOpen(null)
  }

  const confirm = async (what: 'disable' | 'reset', account: AccountRow): Promise<void> => {
    const { id, username, name } = account
    if (what === 'disable') {
      const send = () => peopleApi.disableAccount(id)
      if (await change.run(id, send, t('people.people.disabledDone', { name }), true)) close()
      return
    }
    let password = ''
    const send = async () => {
      const answer = await peopleApi.resetPassword(id)
      if (answer.ok) password = answer.value.password
      return answer
    }
    if (await change.run(id, send, t('people.people.saved', { name }), true))
      setOpen({ what: 'password', made: { username, name, password } })
  }

  return (
    <>
      <SectionHead title={t('admin.section.people')} text={t('people.people.text')}>
        <Button look="primary" onClick={() => setOpen({ what: 'edit', account: null })}>
          {t('people.people.add')}
        </Button>
      </SectionHead>
      <Filters>
        <TextField label={t('people.search')} value={q} onChange={setQ} maxLength={50} />
        <SelectField label={t('people.role')} value={role} onChange={setRole}>
          <option value="">{t('people.any')}</option>
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {t(`vocab.role.${one}`)}
            </option>
          ))}
        </SelectField>
        <StateSelect value={state} onChange={setState} />
      </Filters>
      <DataTable
        pages={people}
        rowKey={(row) => row.id}
        emptyTitle={t('people.people.none')}
        columns={[
          { name: t('people.name'), cell: (row) => <strong>{row.name}</strong>, isNarrow: true },
          { name: t('people.username'), cell: (row) => row.username, isNarrow: true },
          { name: t('people.role'), cell: (row) => t(`vocab.role.${row.role}`), isNarrow: true },
          { name: t('people.organisation'), cell: (row) => organisations.nameOf(row.organisationId) },
          {
            name: t('people.state'),
            cell: (row) => <AccountState row={row} />,
            isNarrow: true,
          },
        ]}
        acts={(row) => (
          <>
            {mayGrant(me.role, row.role) && !row.disabledAt ? (
              <>
                <Button size="small" onClick={() => setOpen({ what: 'edit', account: row })}>
                  {t('people.edit')}
                </Button>
                {row.id === me.id ? null : (
                  <Button size="small" onClick={() => setOpen({ what: 'reset', account: row })}>
                    {t('people.people.reset')}
                  </Button>
                )}
              </>
            ) : null}
            {mayDisable(me.role, row.role) && !row.disabledAt && row.id !== me.id ? (
              <Button size="small" onClick={() => setOpen({ what: 'disable', account: row })}>
                {t('people.people.disable')}
              </Button>
            ) : null}
            {mayGrant(me.role, row.role) && row.disabledAt ? (
              <Button
                size="small"
                isBusy={change.busy === row.id}
                onClick={() =>
                  void change.run(
                    row.id,
                    () => peopleApi.enableAccount(row.id),
                    t('people.people.enabledDone', { name: row.name }),
                  )
                }
              >
                {t('people.people.enable')}
              </Button>
            ) : null}
          </>
        )}
      />
      {open?.what === 'edit' ? (
        <PersonDialog
          account={open.account}
          organisations={organisations}
          onDone={people.reload}
          onPassword={(made) => setOpen({ what: 'password', made })}
          onClose={close}
        />
      ) : null}
      {open?.what === 'disable' || open?.what === 'reset' ? (
        <ConfirmDialog
          title={t(`people.people.${open.what}Title`, { name: open.account.name })}
          text={t(`people.people.${open.what}Text`)}
          act={t(`people.people.${open.what}`)}
          isBusy={change.busy !== null}
          problem={change.problem}
          isDanger
          onConfirm={() => void confirm(open.what, open.account)}
          onClose={close}
        />
      ) : null}
      {open?.what === 'password' ? <PasswordDialog made={open.made} onClose={close} /> : null}
    </>
  )
}

function AccountState({ row }: { row: AccountRow }) {
  const t = useT()
  if (row.disabledAt) return <span className="state-word state-word--ended">{t('people.people.disabled')}</span>
  return <span className="state-word">{t('people.people.active')}</span>
}
