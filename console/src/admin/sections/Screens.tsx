import { useState } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import { api, type ScreenRow } from '../../api/client.ts'
import { useUser } from '../../api/session-store.ts'
import { formatInstant } from '../../i18n/format.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/fields.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import { DataTable } from '../kit/DataTable.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { useChange } from '../kit/use-change.ts'
import { usePages } from '../kit/use-pages.ts'

/** The screens on the walls: which there are, when they were last heard of, pairing one, taking one down. */
export function Screens() {
  const t = useT()
  const user = useUser()
  const screens = usePages((cursor) => api.screens(cursor))
  const change = useChange(screens.reload)
  const [form, setForm] = useState<'pair' | ScreenRow | null>(null)
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const mayPair = may(user.role, 'screen.pair')
  const close = (): void => {
    setForm(null)
    setCode('')
    setName('')
    change.clear()
  }
  const pair = async (): Promise<void> => {
    if (await change.run('pair', () => api.pairScreen(code, name.trim()), t('admin.screens.paired'), true)) close()
  }
  const revoke = async (row: ScreenRow): Promise<void> => {
    if (await change.run(row.id, () => api.revokeScreen(row.id), t('admin.screens.revoked'), true)) close()
  }
  return (
    <>
      <SectionHead title={t('admin.section.screens')} text={t('admin.screens.text')}>
        {mayPair ? (
          <Button look="primary" onClick={() => setForm('pair')}>
            {t('admin.screens.pair')}
          </Button>
        ) : null}
      </SectionHead>
      <DataTable
        pages={screens}
        rowKey={(row) => row.id}
        emptyTitle={t('admin.screens.none')}
        columns={[
          { name: t('admin.screens.name'), cell: (row) => row.name },
          {
            name: t('admin.screens.lastSeenAt'),
            cell: (row) => (row.lastSeenAt ? formatInstant(row.lastSeenAt) : t('admin.screens.waits')),
            isNarrow: true,
          },
          { name: t('admin.screens.place'), cell: (row) => row.place ?? '—', isNarrow: true },
          { name: t('admin.screens.pairedAt'), cell: (row) => formatInstant(row.pairedAt), isNarrow: true },
          { name: t('admin.screens.pairedBy'), cell: (row) => row.pairedBy, isNarrow: true },
        ]}
        {...(mayPair
          ? {
              acts: (row: ScreenRow) => (
                <Button size="small" onClick={() => setForm(row)}>
                  {t('admin.screens.revoke')}
                </Button>
              ),
            }
          : {})}
      />
      {form === 'pair' ? (
        <FormDialog
          title={t('admin.screens.pair')}
          act={t('admin.screens.pair')}
          isBusy={change.busy === 'pair'}
          problem={change.problem?.errors ? null : change.problem}
          isReady={code.replaceAll(/\s/g, '').length === 6 && name.trim() !== ''}
          onSubmit={() => void pair()}
          onClose={close}
        >
          <TextField
            label={t('admin.screens.code')}
            value={code}
            onChange={setCode}
            maxLength={12}
            isRequired
            autoFocus
            error={fieldProblem(change.problem, '/code')}
          />
          <TextField
            label={t('admin.screens.name')}
            value={name}
            onChange={setName}
            maxLength={40}
            isRequired
            hint={t('admin.screens.nameHint')}
            error={fieldProblem(change.problem, '/name')}
          />
        </FormDialog>
      ) : form ? (
        <FormDialog
          title={t('admin.screens.revoke')}
          act={t('admin.screens.revoke')}
          isBusy={change.busy === form.id}
          problem={change.problem}
          isDanger
          onSubmit={() => void revoke(form)}
          onClose={close}
        >
          <p>{t('admin.screens.revokeText', { name: form.name })}</p>
        </FormDialog>
      ) : null}
    </>
  )
}
